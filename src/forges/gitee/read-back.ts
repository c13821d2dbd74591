// Before anything follows from a delivery, what it claims is read from Gitee's API, and the events are made of what the API says.
import { err, ok, type Result } from '../../shared/result.js';
import { instant, later, millis, type Instant } from '../../shared/time.js';
import type { ForgeFailure } from '../answer.js';
import type { ContributionChanged, ForgeEvent, SubjectFacts, TextCreated, TextEdited } from '../event.js';
import { issueSeen, labelledAtOpening } from '../seen.js';
import type { RepositoryFacts, Sighting } from '../sighting.js';
import { accountOf, somebody } from './account.js';
import type { Claim, IssueClaim, NoteClaim, PullClaim } from './claim.js';
import type { Client } from './client.js';
import { sameAuthor, sameText } from './same.js';
import { issueComment, pullComment, type CommentAnswer, type IssueAnswer, type PullAnswer } from './schema.js';
import { commentName, commentSnapshot, isOnLine, pullNumberOf } from './see.js';
import type { Subjects } from './subjects.js';

/**
 * Why a delivery, or a part of it, is not believed. `gone`: what it tells of is not there; `still-there`: what it tells was deleted is there; `author`, `text`,
 * `subject`, `head`, `state`: the API says otherwise; `old`: it tells of something as new that was written long before.
 */
export type Refusal =
  'malformed' | 'unreadable' | 'gone' | 'still-there' | 'author' | 'text' | 'subject' | 'head' | 'state' | 'old';

/** What follows from a delivery: the events in their order, what it shows for the mirror, and whether something of it was not believed. */
export interface Outcome {
  readonly events: readonly ForgeEvent[];
  readonly sighting: Sighting | null;
  readonly refused: Refusal | null;
}

type ReadBack = Promise<Result<Outcome, ForgeFailure>>;

/**
 * So long after it was written the delivery of a new text may come: a signature makes deliveries of everything that was ever written there, before us or for
 * something else. What comes later, polls have found.
 */
const freshMs = 10 * 60_000;
/**
 * So long if it was changed since. Gitee does not say what was changed, a label or somebody else's words; a comment on it is a change too. Within this
 * time other bots put their labels.
 */
const freshIfChangedMs = 60_000;

function refused(why: Refusal): { readonly ok: true; readonly value: Outcome } {
  return ok({ events: [], sighting: null, refused: why });
}

function believed(
  events: readonly ForgeEvent[],
  sighting: Sighting,
  why: Refusal | null = null,
): ReturnType<typeof refused> {
  return ok({ events, sighting, refused: why });
}

interface Seen {
  readonly repository: Omit<RepositoryFacts, 'asOf'>;
  readonly asOf: Instant;
}

function sightingOf({ repository, asOf }: Seen, shown: Partial<Sighting>): Sighting {
  const nothing = { subjects: [], comments: [], removed: [] };
  return { forge: 'gitee', repository: { ...repository, asOf }, asOf, ...nothing, ...shown };
}

export type ReadBackOf = (claim: Claim, receivedAt: Instant) => ReadBack;

export function createReadBack(client: Client, subjects: Subjects): ReadBackOf {
  /** What the claim says was deleted is not there; the repository is, so that it is not only out of our sight. */
  async function removed(
    repo: string,
    asOf: Instant,
    removal: Sighting['removed'][number],
    events: ForgeEvent[],
  ): ReadBack {
    const there = await subjects.repository(repo);
    if (there.ok) return believed(events, sightingOf({ repository: there.value, asOf }, { removed: [removal] }));
    return there.error.kind === 'gone' ? refused('unreadable') : there;
  }

  /** The comment, if it is on the subject that the claim names; null if it is on another. `line`: it is on a line of a file. */
  async function comment({
    repo,
    number,
    id,
    isPull,
  }: NoteClaim): Promise<Result<CommentAnswer | 'line' | null, ForgeFailure>> {
    const params = { id };
    if (isPull) {
      const route = 'GET /repos/{owner}/{repo}/pulls/comments/{id}';
      const found = await client.inRepo(repo, { route, params, shape: pullComment });
      if (!found.ok) return found;
      if (isOnLine(found.value)) return ok('line');
      const path = `/repos/${repo}/pulls/`.toLowerCase();
      const { pull_request_url: url } = found.value;
      return ok(url.toLowerCase().includes(path) && pullNumberOf(found.value) === number ? found.value : null);
    }
    const route = 'GET /repos/{owner}/{repo}/issues/comments/{id}';
    const found = await client.inRepo(repo, { route, params, shape: issueComment });
    if (!found.ok) return found;
    return ok(found.value.target?.issue?.number === number ? found.value : null);
  }

  async function note(claim: NoteClaim, receivedAt: Instant): ReadBack {
    const { repo, number, id, action, isPull, issueText } = claim;
    const found = await comment(claim);
    if (!found.ok && found.error.kind === 'gone') {
      if (action !== 'deleted') return refused('gone');
      return removed(repo, receivedAt, { kind: 'comment', ...commentName(id, number), number }, []);
    }
    if (!found.ok) return found;
    const read = found.value;
    if (read === null) return refused('subject');
    if (read === 'line') return ok({ events: [], sighting: null, refused: null });
    if (action === 'deleted') return refused('still-there');
    if (!sameAuthor(claim.author, read.user)) return refused('author');
    if (!sameText(claim.body, read.body)) return refused('text');
    const face = await subjects.face(repo, number, isPull);
    if (!face.ok) return face.error.kind === 'gone' ? refused('subject') : face;
    const me = await client.me();
    if (!me.ok) return me;
    const { facts, repository } = face.value;
    const asOf = instant(read.updated_at);
    const comments = facts.isPublic ? [commentSnapshot(read, number, me.value)] : [];
    const sighting = sightingOf({ repository, asOf }, { comments });
    if (!read.user) return believed([], sighting);
    const text = { kind: isPull ? 'pull-comment' : 'comment', id: String(id) } as const;
    const written = {
      subject: facts,
      text,
      author: accountOf(read.user, me.value),
      viaApp: false,
      body: read.body ?? '',
    };
    const createdAt = instant(read.created_at);
    // Changed between the delivery and this reading: what it said first is not known any more.
    const isNew = action === 'comment' && createdAt === instant(read.updated_at);
    if (isNew && millis(createdAt) < millis(receivedAt) - freshMs) return believed([], sighting, 'old');
    const url = `${facts.url}#note_${id}`;
    const created: TextCreated = { kind: 'text-created', ...written, createdAt, url, issueText };
    const edited: TextEdited = {
      kind: 'text-edited',
      ...written,
      editor: somebody,
      previousBody: null,
      editedAt: asOf,
    };
    return believed([isNew ? created : edited], sighting);
  }

  /** The body of an issue or pull request as a new text, or why it is not believed to be one; nothing when there is no author any more. */
  function opened(
    claim: IssueClaim | PullClaim,
    facts: SubjectFacts,
    { answer, me, id }: { readonly answer: IssueAnswer | PullAnswer; readonly me: number; readonly id: string },
    receivedAt: Instant,
  ): Result<readonly TextCreated[], Refusal> {
    const createdAt = instant(answer.created_at);
    if (!sameAuthor(claim.author, answer.user)) return err('author');
    if (!sameText(claim.body, answer.body)) return err('text');
    const isChanged = createdAt !== instant(answer.updated_at);
    if (millis(createdAt) < millis(receivedAt) - (isChanged ? freshIfChangedMs : freshMs)) return err('old');
    if (!answer.user) return ok([]);
    const text = { kind: claim.kind, id };
    const author = accountOf(answer.user, me);
    const body = answer.body ?? '';
    const written = { author, viaApp: false, body, createdAt, url: facts.url, issueText: null };
    return ok([{ kind: 'text-created', subject: facts, text, ...written }]);
  }

  async function issue(claim: IssueClaim, receivedAt: Instant): ReadBack {
    const { repo, number, action } = claim;
    const me = await client.me();
    if (!me.ok) return me;
    const found = await subjects.issue(repo, number);
    if (!found.ok && found.error.kind === 'gone') {
      if (action !== 'delete') return refused('gone');
      const subject = { forge: 'gitee', repo, number } as const;
      const deleted: ForgeEvent = { kind: 'subject-deleted', subject, by: somebody };
      return removed(repo, receivedAt, { kind: 'subject', number, to: null }, [deleted]);
    }
    if (!found.ok) return found;
    if (action === 'delete') return refused('still-there');
    const { answer, facts, repository, snapshot } = found.value;
    const asOf = instant(answer.updated_at);
    const sighting = sightingOf({ repository, asOf }, { subjects: [snapshot] });
    const seen = issueSeen(facts, snapshot);
    if (action !== 'open') return believed([seen], sighting);
    const text = opened(claim, facts, { answer, me: me.value, id: number }, receivedAt);
    if (!text.ok) return believed([], sighting, text.error);
    return believed([...text.value, ...labelledAtOpening(facts, snapshot), seen], sighting);
  }

  async function pull(claim: PullClaim, receivedAt: Instant): ReadBack {
    const me = await client.me();
    if (!me.ok) return me;
    const found = await subjects.pull(claim.repo, claim.number);
    if (!found.ok) return found.error.kind === 'gone' ? refused('gone') : found;
    const { answer, facts, repository, snapshot } = found.value;
    if (answer.id !== claim.id) return refused('subject');
    const { action } = claim;
    const { state } = answer;
    if (action === 'push' && claim.head !== facts.head) return refused('head');
    if (action === 'merge' ? state !== 'merged' : action === 'close' ? state === 'open' : false)
      return refused('state');
    if (action === 'reopen' && state !== 'open') return refused('state');
    const asOf = later(instant(answer.updated_at), instant(answer.created_at));
    const sighting = sightingOf({ repository, asOf }, { subjects: [snapshot] });
    // No policy looks at labels, and of most of them our own account is the author.
    if (action === 'label') return believed([], sighting);
    const changed: ContributionChanged = {
      kind: 'contribution-changed',
      subject: facts,
      change: state === 'open' ? changes[action] : 'closed',
      state,
      headReceived: false,
    };
    if (action === 'push') return believed([{ kind: 'head-pushed', subject: facts, by: somebody }, changed], sighting);
    if (action !== 'open') return believed([changed], sighting);
    const text = opened(claim, facts, { answer, me: me.value, id: String(answer.id) }, receivedAt);
    return text.ok ? believed([changed, ...text.value], sighting) : believed([changed], sighting, text.error);
  }

  return (claim, receivedAt) => {
    switch (claim.kind) {
      case 'note':
        return note(claim, receivedAt);
      case 'issue':
        return issue(claim, receivedAt);
      case 'pull':
        return pull(claim, receivedAt);
      case 'push':
        return Promise.resolve(ok({ events: [claim.event], sighting: null, refused: null }));
    }
  };
}

/** What an action is to policies, of a pull request that is open. */
const changes = {
  open: 'opened',
  push: 'pushed',
  update: 'edited',
  review: 'reviewed',
  close: 'closed',
  merge: 'closed',
  reopen: 'reopened',
} as const satisfies Readonly<Record<Exclude<PullClaim['action'], 'label'>, ContributionChanged['change']>>;
