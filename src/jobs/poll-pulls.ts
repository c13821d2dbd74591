// Pull requests that a poll finds changed: told as a webhook would tell, if anything may have changed that policies or motions look at.
import type { ContributionRecord } from '../evaluation/store.js';
import { motionIn } from '../events/advance.js';
import { handleEvent } from '../events/handle.js';
import type { ContributionChanged, HeadPushed, SubjectFacts } from '../forges/event.js';
import type { CommentSnapshot, SubjectSnapshot } from '../forges/sighting.js';
import type { MirrorReader } from '../mirror/store.js';
import { subjectKey } from '../shared/refs.js';
import type { Finding } from './poll-texts.js';

/** A pull request in a list. */
export type FoundPull = SubjectSnapshot & { readonly head: string };

export interface PullSources {
  readonly mirror: Pick<MirrorReader, 'subject'>;
  /** The comments found with it. */
  readonly comments: readonly CommentSnapshot[];
  /** The head that a motion was told of last, after the motion's id, by subject: telling again would cost calls. */
  readonly heads: Map<string, string>;
}

/** Whether it is a comment by which the pull request was changed last. */
function isByComment({ number, updatedAt }: FoundPull, comments: readonly CommentSnapshot[]): boolean {
  return comments.some((comment) => comment.number === number && comment.updatedAt === updatedAt);
}

/** Whether others have passed it than when it was read last. */
function isPassedOtherwise({ passed = [] }: FoundPull, { passes }: ContributionRecord): boolean {
  const before = new Set(passes?.given.map(({ account }) => account.id));
  return passed.length !== before.size || passed.some((id) => !before.has(id));
}

/** What changed since it was judged, as far as a list tells; null: nothing that policies look at. `body`: as it was known; null when it was not. */
function changeOf(
  now: FoundPull,
  record: ContributionRecord | null,
  body: string | null,
  byComment: boolean,
): ContributionChanged['change'] | null {
  if (now.state !== 'open') return record && record.state !== now.state ? 'closed' : null;
  if (!record) return 'opened';
  if (record.state !== 'open') return 'reopened';
  if (record.head !== now.head) return 'pushed';
  if (record.draft !== now.draft) return now.draft ? 'drafted' : 'ready';
  if (record.title !== now.title || (body !== null && body !== now.body)) return 'edited';
  if (isPassedOtherwise(now, record)) return 'reviewed';
  return record.updatedAt < now.updatedAt && !byComment ? 'reviewed' : null;
}

/** The motion that was opened on another head of it; null when there is none. */
async function onAnotherHead({ governance }: Finding, subject: SubjectFacts, head: string): Promise<string | null> {
  const motion = await motionIn(governance, subject.ref);
  const origin = subjectKey(await governance.subjects.originOf(subject.ref));
  return motion?.heads.some((one) => one.subject === origin && one.head !== head) ? motion.id : null;
}

/** Tells what changed in a pull request. Safe to repeat. */
export async function handlePull(
  finding: Finding,
  { mirror, comments, heads }: PullSources,
  pull: FoundPull,
  facts: SubjectFacts,
): Promise<void> {
  const { governance, begun } = finding;
  const subject = { ...facts, head: pull.head };
  const key = subjectKey(subject.ref);
  const somebody = { forge: finding.forge, id: 0, login: '', bot: false };
  const pushed: HeadPushed = { kind: 'head-pushed', subject, by: somebody };
  await finding.underLane(subject.ref, async () => {
    const motion = await onAnotherHead(finding, subject, pull.head);
    const told = `${motion ?? ''} ${pull.head}`;
    if (motion !== null && heads.get(key) !== told) {
      await handleEvent(governance, pushed, begun);
      heads.set(key, told);
    }
    const [record, known] = await Promise.all([
      governance.contributions.find(subject.ref),
      mirror.subject(subject.ref),
    ]);
    const change = changeOf(pull, record, known?.body ?? null, isByComment(pull, comments));
    if (change === null) return;
    const { state } = pull;
    const changed: ContributionChanged = { kind: 'contribution-changed', subject, change, state, headReceived: false };
    await handleEvent(governance, changed, begun);
  });
}
