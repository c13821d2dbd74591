// Replaying a repository's last pull requests: each is read once, and judged by the policies in force and by the others.
import { countVerdicts, differences, type Difference, type VerdictCounts } from '../contributions/compare.js';
import { evaluate, type Evaluation, type Rules } from '../contributions/evaluate.js';
import type { Facts } from '../contributions/facts.js';
import { createFactsCache } from '../evaluation/cache.js';
import { nothingBefore } from '../evaluation/known-before.js';
import { readFacts } from '../evaluation/read-facts.js';
import type { Answer, ForgeFailure } from '../forges/answer.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Clock } from '../shared/time.js';
import type { Asked } from './policy-arguments.js';
import type { ReadingForge } from './policy-pulls.js';
import type { PolicySets } from './policy-rules.js';
import type { PolicySession } from './policy-session.js';

/** One pull request, judged. `before`: null without a second configuration. */
export interface Replayed {
  readonly subject: SubjectRef;
  readonly title: string;
  readonly before: Evaluation | null;
  readonly after: Evaluation;
  readonly differences: readonly Difference[];
}

export interface Replay {
  readonly forge: ForgeId;
  readonly repo: string;
  /** So many were to be read, if the repository has as many. */
  readonly asked: number;
  readonly replayed: readonly Replayed[];
  /** Null when there is only one configuration. */
  readonly before: ReadonlyMap<string, VerdictCounts> | null;
  readonly after: ReadonlyMap<string, VerdictCounts>;
  /** Why it ended before all was read; null when all was, or when it was stopped. */
  readonly failure: ForgeFailure | null;
}

export interface ReplayTools extends Pick<PolicySession, 'sets' | 'forge'> {
  readonly clock: Clock;
  /** Aborted to stop after the pull request in hand. */
  readonly stop: AbortSignal;
  readonly tell: (read: number, of: number) => void;
}

/** A day on which every step of every policy is in force: the question of a replay is what would be if they were. */
const endOfDays = '9999-12-31T00:00:00.000Z';

/** The forge, with all pull requests opened when every step is in force. */
function atEndOfDays({ read, pulls }: ReadingForge): ReadingForge {
  async function pull(...asked: Parameters<typeof pulls.pull>): ReturnType<typeof pulls.pull> {
    const found = await pulls.pull(...asked);
    return found.ok ? ok({ ...found.value, createdAt: endOfDays }) : found;
  }
  return { read, pulls: { ...pulls, pull } };
}

/** Of the configurations that there are, the one that is compared with, and the one in question. */
function pairOf({ inForce, other }: PolicySets): { readonly before: Rules | null; readonly after: Rules } {
  const after = other ?? inForce;
  if (!after) throw new Error('there are no policies to try');
  return { before: other ? inForce : null, after };
}

/** The numbers of the newest, at most so many. */
async function numbersOf(
  { forge: { pulls }, stop }: ReplayTools,
  repo: string,
  last: number,
): Answer<readonly string[]> {
  const numbers: string[] = [];
  let next: string | null = null;
  while (!stop.aborted) {
    const page: Awaited<ReturnType<typeof pulls.newest>> = await pulls.newest(repo, next);
    if (!page.ok) return page;
    numbers.push(...page.value.items);
    next = page.value.next;
    if (next === null || numbers.length >= last) break;
  }
  return ok(numbers.slice(0, last));
}

function judged(sets: PolicySets, facts: Facts): Replayed {
  const rules = pairOf(sets);
  const before = rules.before && evaluate(facts, rules.before, []);
  const after = evaluate(facts, rules.after, []);
  const { subject, pull } = facts;
  return { subject, title: pull.title, before, after, differences: before ? differences(before, after) : [] };
}

/** Reads and judges them, the newest first. What was deleted meanwhile is left out. The error: not even the list could be read. */
export async function replay(
  tools: ReplayTools,
  { forge, repo, last }: Extract<Asked, { kind: 'replay' }>,
): Promise<Result<Replay, ForgeFailure>> {
  const numbers = await numbersOf(tools, repo, last);
  if (!numbers.ok) return err(numbers.error);
  const { sets, clock } = tools;
  const rules = [sets.inForce, sets.other].flatMap((one) => one ?? []);
  const known = { ...nothingBefore, people: sets.people };
  const reading = { forge: atEndOfDays(tools.forge), rules, known, cache: createFactsCache() };
  const replayed: Replayed[] = [];
  let failure: ForgeFailure | null = null;
  const stopped = () => tools.stop.aborted;
  for (const [i, number] of numbers.value.entries()) {
    if (stopped()) break;
    const subject: SubjectRef = { forge, repo, number };
    const read = await readFacts({ ...reading, now: clock.now() }, subject);
    if (stopped()) break;
    if (!read.ok && read.error.kind !== 'gone') {
      failure = read.error;
      break;
    }
    if (read.ok) replayed.push(judged(sets, read.value.facts));
    tools.tell(i + 1, numbers.value.length);
  }
  const before = replayed.flatMap((one) => one.before ?? []);
  return ok({
    forge,
    repo,
    asked: last,
    replayed,
    before: pairOf(sets).before ? countVerdicts(before) : null,
    after: countVerdicts(replayed.map(({ after }) => after)),
    failure,
  });
}
