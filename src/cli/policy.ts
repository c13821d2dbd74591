// `opencharter policy try SUBJECT`: what the policies would say of a pull request, or of a repository's last ones. It writes nowhere.
import { evaluate } from '../contributions/evaluate.js';
import type { Verdict } from '../contributions/finding.js';
import { createFactsCache } from '../evaluation/cache.js';
import { nothingBefore } from '../evaluation/known-before.js';
import { readFacts } from '../evaluation/read-facts.js';
import type { Answer, ForgeFailure } from '../forges/answer.js';
import { clockTime } from '../mirror/progress.js';
import { patiently } from '../mirror/sync.js';
import type { ForgeId } from '../shared/refs.js';
import { err, type Result } from '../shared/result.js';
import { plus, type Clock } from '../shared/time.js';
import { forgeOf, readAsked, type Asked } from './policy-arguments.js';
import { contributionJson, printableJson, replayJson } from './policy-json.js';
import { askingBy } from './policy-pulls.js';
import { progressBarLine, progressLine, replayLines } from './policy-replay-text.js';
import { replay } from './policy-replay.js';
import type { PolicyExit, PolicyOptions, PolicyOutput, PolicySession } from './policy-session.js';
import { contributionLines, type Style } from './policy-text.js';
import { waitFor } from './sync.js';

const exitOf: Readonly<Record<Exclude<Verdict, 'skip'>, PolicyExit>> = { pass: 0, fail: 1, pending: 2 };
const stoppedFailure: ForgeFailure = { kind: 'unavailable', detail: 'stopped' };
const lineEveryMs = 5000;

/** Opens what is needed; `file`: a policy.yml to be tried. The errors are lines for people. */
export type OpenPolicyTry = (forge: ForgeId, file: string | null) => Promise<Result<PolicySession, readonly string[]>>;

interface Run {
  readonly session: PolicySession;
  readonly io: PolicyOutput;
  readonly style: Style;
  readonly json: boolean;
  readonly clock: Clock;
  readonly stop: AbortSignal;
}

/** Why something could not be read, and what helps. */
function reasonOf(what: string, failure: ForgeFailure, { session: { without }, clock }: Run): string {
  const asNobody = without === null ? '' : `; without ${without} only public repositories are read`;
  if (failure.kind === 'gone') return `${what} cannot be read: it does not exist, or is not to be seen${asNobody}`;
  if (failure.kind !== 'wait') return `${what} cannot be read: ${failure.detail}`;
  const ends = `${plus(clock.now(), failure.retryAfterMs).slice(11, 16)} UTC`;
  const few = without === null ? '' : `; without ${without} it allows 60 calls an hour`;
  return `${what} cannot be read: the forge's limit of calls is reached until ${ends}, ${clockTime(failure.retryAfterMs)} from now${few}`;
}

/** Judges one pull request. It does not wait for a limit to end: it says when it does. */
async function tryOne(run: Run, { subject }: Extract<Asked, { kind: 'one' }>): Promise<PolicyExit> {
  const { session, io, style, json, clock } = run;
  const { sets, forge } = session;
  const name = `${subject.repo}#${subject.number}`;
  const rules = sets.other ?? sets.inForce;
  if (!rules) throw new Error('there are no policies to try');
  const known = { ...nothingBefore, people: sets.people };
  const reading = { forge, rules: [rules], known, cache: createFactsCache(), now: clock.now() };
  const read = await readFacts(reading, subject);
  if (!read.ok) {
    io.err(`opencharter: ${reasonOf(name, read.error, run)}`);
    return 2;
  }
  const { pull, facts, retryAfterMs } = read.value;
  const evaluation = evaluate(facts, rules, []);
  if (json) io.out(printableJson(contributionJson(subject, pull, evaluation, style)));
  else for (const line of contributionLines(subject, pull, evaluation, style)) io.out(line);
  if (retryAfterMs !== null) {
    io.err(`opencharter: ${reasonOf(`all of ${name}`, { kind: 'wait', retryAfterMs, detail: '' }, run)}`);
  }
  return exitOf[evaluation.verdict];
}

/** Tells how far a replay is: on a terminal in one line that is replaced, elsewhere in a line every few seconds. */
function teller({ session, io }: Run): (read: number, of: number) => void {
  const began = performance.now();
  let told = began;
  return (read, of) => {
    const now = performance.now();
    if (io.bar) {
      io.bar(progressBarLine(read, of, session.calls(), now - began));
      if (read === of) io.err('');
    } else if (read === of || now - told >= lineEveryMs) {
      io.err(progressLine(read, of, session.calls(), now - began));
      told = now;
    }
  };
}

/** Judges the last ones; for a limit it waits. */
async function tryLast(run: Run, asked: Extract<Asked, { kind: 'replay' }>): Promise<PolicyExit> {
  const { session, io, style, json, clock, stop } = run;
  const patience = {
    stop,
    sleep: (ms: number) => waitFor(ms, stop),
    tell: ({ ms, why }: { readonly ms: number; readonly why: string }) => {
      io.err(`waiting ${clockTime(ms)}: ${why}`);
    },
  };
  async function ask<T>(call: () => Answer<T>): Promise<Result<T, ForgeFailure>> {
    return (await patiently(patience, call)) ?? err(stoppedFailure);
  }
  const tools = { sets: session.sets, forge: askingBy(ask, session.forge), clock, stop, tell: teller(run) };
  const end = await replay(tools, asked);
  const failure = end.ok ? end.value.failure : end.error;
  if (end.ok) {
    if (json) io.out(printableJson(replayJson(end.value, style)));
    else for (const line of replayLines(end.value, style)) io.out(line);
  }
  if (stop.aborted) return 130;
  if (failure) io.err(`opencharter: ${reasonOf(asked.repo, failure, run)}`);
  return failure ? 2 : 0;
}

/**
 * Runs it. The exit code for one pull request: 0 it passes, 1 it fails, 2 it cannot be judged or the arguments are wrong. For a replay: 0 all was
 * read, 2 not all, 130 it was stopped; what was read is told in each case.
 */
export async function policyTryCommand(
  subject: string,
  { file, last, json, language }: PolicyOptions,
  open: OpenPolicyTry,
  io: PolicyOutput,
  { clock, stop }: Pick<Run, 'clock' | 'stop'>,
): Promise<PolicyExit> {
  const asked = readAsked(subject, last);
  if (!asked.ok) {
    io.err(`opencharter: ${asked.error}`);
    io.err('usage: opencharter policy try FORGE:OWNER/REPO#N | --last N FORGE:OWNER/REPO  [--file policy.yml]');
    return 2;
  }
  const opened = await open(forgeOf(asked.value), file);
  if (!opened.ok) {
    for (const line of opened.error) io.err(line);
    return 2;
  }
  const session = opened.value;
  const style = { language, say: session.says[language], policyText: session.policyText, colours: io.colours };
  const run: Run = { session, io, style, json, clock, stop };
  return asked.value.kind === 'one' ? tryOne(run, asked.value) : tryLast(run, asked.value);
}
