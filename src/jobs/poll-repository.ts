// Polling one repository: reads what was changed, handles it, mirrors it, and keeps how far it came.
import type { CommentSnapshot, RepositoryFacts, SubjectSnapshot } from '../forges/sighting.js';
import { mirrorSighting } from '../mirror/mirror.js';
import { earlier, later, plus, type Instant } from '../shared/time.js';
import { factsOf, findingIn } from './poll-finding.js';
import { handleInOrder, isTriedAgain } from './poll-in-order.js';
import { commentName, readChanged, readRepository, type Changed } from './poll-lists.js';
import { handleIssue } from './poll-issues.js';
import { handlePull } from './poll-pulls.js';
import { foundComment, foundOpening, type Finding } from './poll-texts.js';
import { foundUnread, isGivenUp } from './poll-unread.js';
import { noteUnread, settlingMs, type PollCost, type Polling } from './polling.js';
import type { PollProgress } from './store.js';

/** What was changed so long before a poll is read again by the next, in ms: clocks differ, and lists lag behind. */
const overlapMs = 5 * 60_000;

/** The first poll only notes when it was: nothing in the past is looked for. */
function startOf(begun: Instant): PollProgress {
  return { startedAt: begun, subjectsSince: begun, commentsSince: begun, reached: begun, left: [], goneSince: null };
}

/** Where something is left: from when on each list must be read again, before when everything is read, and what is not handled. */
type Left = Pick<PollProgress, 'subjectsSince' | 'commentsSince' | 'reached' | 'left'>;

/** How far it came: only past what was handled. */
function progressAfter(before: PollProgress, left: Left): PollProgress {
  return {
    startedAt: before.startedAt,
    subjectsSince: later(before.subjectsSince, left.subjectsSince),
    commentsSince: later(before.commentsSince, left.commentsSince),
    reached: later(before.reached, left.reached),
    left: left.left,
    goneSince: null,
  };
}

/** Those of what was read that are new or changed since they were handled. */
function unseen({ memory, forge }: Polling, repo: string, { subjects, comments, unread }: Changed): Changed {
  const seen = memory.seen.get(repo.toLowerCase());
  const isNew = (name: string, at: Instant) => seen?.get(name) !== at;
  return {
    subjects: subjects.filter(({ number, updatedAt }) => isNew(number, updatedAt)),
    comments: comments.filter((one) => isNew(commentName(forge.polled, one), one.updatedAt)),
    unread: unread.filter((one) => !isGivenUp(memory, forge.id, repo, one)),
  };
}

/** Remembers what need not be looked at again. What was changed just now may be changed again in the same second. */
function remember(
  { memory, forge }: Polling,
  repo: string,
  { subjects, comments }: Changed,
  begun: Instant,
  isLeft: (snapshot: SubjectSnapshot | CommentSnapshot) => boolean,
): void {
  const settled = plus(begun, -settlingMs);
  const named = [
    ...subjects.map((one) => [one.number, one] as const),
    ...comments.map((one) => [commentName(forge.polled, one), one] as const),
  ];
  const handled = named.filter(([, one]) => one.updatedAt < settled && !isLeft(one));
  memory.seen.set(repo.toLowerCase(), new Map(handled.map(([name, { updatedAt }]) => [name, updatedAt])));
}

/** Handles issues and pull requests themselves. Answers those that are left for the next poll. */
async function handleSubjects(
  polling: Polling,
  finding: Finding,
  repository: Omit<RepositoryFacts, 'asOf'>,
  { subjects, comments }: Changed,
  cost: PollCost,
): Promise<readonly SubjectSnapshot[]> {
  const { mirror, memory, forge } = polling;
  const left: SubjectSnapshot[] = [];
  for (const one of subjects) {
    const facts = factsOf(forge.id, repository, one);
    const { head, isPull } = one;
    try {
      if (!isPull) await handleIssue(finding, one, facts);
      else if (head !== null) {
        await handlePull(finding, { mirror, comments, heads: memory.heads }, { ...one, head }, facts);
      }
    } catch (cause) {
      if (isTriedAgain(polling, `${forge.id}:${repository.name}#${one.number}`, cause, cost)) left.push(one);
    }
  }
  return left;
}

/** Handles what is new. */
async function handleChanged(
  polling: Polling,
  repository: Omit<RepositoryFacts, 'asOf'>,
  read: Changed,
  changed: Changed,
  before: PollProgress,
  begun: Instant,
  cost: PollCost,
): Promise<Left> {
  const { adopted, forge, mirror } = polling;
  const finding = findingIn(polling, repository, read, {
    startedAt: before.startedAt,
    begun,
    since: earlier(before.subjectsSince, before.commentsSince),
  });
  const openings = changed.subjects.map((one) => foundOpening(finding, one));
  const comments = changed.comments.map((one) => foundComment(finding, one));
  const unread = changed.unread.flatMap((one) => foundUnread(polling, finding, one, cost));
  const texts = await handleInOrder(polling, repository.name, [...openings, ...comments, ...unread], begun, cost);
  const left = await handleSubjects(polling, finding, repository, changed, cost);
  const asOf = begun;
  await mirrorSighting(
    mirror,
    adopted.charter,
    {
      forge: forge.id,
      repository: { ...repository, asOf },
      asOf,
      subjects: changed.subjects,
      comments: changed.comments,
      removed: [],
    },
    begun,
  );
  const numbers = new Set([...texts, ...left].map(({ number }) => number));
  remember(polling, repository.name, read, begun, ({ number }) => numbers.has(number));
  cost.unfinished ||= numbers.size > 0;
  const again = [...texts.map(({ changedAt }) => changedAt), ...left.map(({ updatedAt }) => updatedAt)];
  // Both lists: what a comment is on was changed no earlier than the comment.
  const since = again.reduce(earlier, plus(begun, -overlapMs));
  return {
    subjectsSince: since,
    commentsSince: since,
    reached: plus(begun, -settlingMs),
    left: texts.map(({ number, writtenAt }) => ({ number, writtenAt })),
  };
}

/** Polls it. What cannot be read or handled now is noted, and found again by the next poll. */
export async function pollRepository(polling: Polling, repo: string, cost: PollCost): Promise<void> {
  const { forge, governance, polls } = polling;
  const begun = governance.clock.now();
  const before = await polls.get(forge.id, repo);
  if (!before) {
    await polls.put(forge.id, repo, startOf(begun));
    return;
  }
  const read = await readChanged(forge.polled, repo, before, begun, cost);
  const changed = read.ok ? unseen(polling, repo, read.value) : null;
  const quiet = changed !== null && changed.subjects.length + changed.comments.length + changed.unread.length === 0;
  const repository = read.ok && !quiet ? await readRepository(forge.polled.lists, repo) : null;
  const failure = read.ok ? (repository?.ok === false ? repository.error : null) : read.error;
  if (failure?.kind === 'gone') {
    await polls.put(forge.id, repo, { ...before, goneSince: before.goneSince ?? begun });
    return;
  }
  if (failure) {
    noteUnread(cost, `${forge.id}:${repo} could not be polled`, failure);
    return;
  }
  if (!read.ok || !changed) return;
  cost.objects += changed.subjects.length + changed.comments.length;
  const next = plus(begun, -overlapMs);
  const left: Left = repository?.ok
    ? await handleChanged(polling, repository.value, read.value, changed, before, begun, cost)
    : { subjectsSince: next, commentsSince: next, reached: plus(begun, -settlingMs), left: [] };
  await polls.put(forge.id, repo, progressAfter(before, left));
}
