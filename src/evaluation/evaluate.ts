// Evaluates a contribution: gathers, decides, keeps what came of it, and wishes what the forge should show.
import type { AdoptedCharter } from '../charter/adopted.js';
import { evaluate, type Evaluation } from '../contributions/evaluate.js';
import { complete, type Facts } from '../contributions/facts.js';
import type { Governance } from '../events/governance.js';
import type { ForgeFailure } from '../forges/forge.js';
import { RetryLater } from '../inbox/drain.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { dayOf, type Instant } from '../shared/time.js';
import { draftOf, headsAfter } from './draft.js';
import { checkEffect, effectsOfEvaluation, tells, type ShownContribution } from './effects.js';
import { gatherContribution, overridesOf, type Gathered } from './gather.js';
import { rulesInForce } from './rules.js';
import type { ContributionDraft, ContributionRecord, Evaluated } from './store.js';
import { tellTwins, twinsOf, worseTwin, type Twin } from './twins.js';
import { evaluatedAs, unreadable } from './weigh.js';

/** Why a contribution is evaluated, and what is known by then. */
export interface Occasion {
  readonly at: Instant;
  /** Read already, for the commands of the same text. */
  readonly gathered?: Gathered;
  /** The head that an event names: it is told why nothing can be said of it. */
  readonly head?: string;
  /** A merge queue asks, for the commit it made. */
  readonly queue?: { readonly base: string; readonly head: string };
  /** Somebody asked for it: what is shown is shown anew. */
  readonly again?: boolean;
}

/** A fact that is missing is asked for again after so long, doubling, in ms. */
const [firstRetryMs, longestRetryMs] = [20_000, 30 * 60_000];
/** What was begun and not ended is done again after so long, in ms. */
const unfinishedMs = 30_000;
/** A forge that is away, in ms. */
const forgeAwayMs = 5000;

/** How long to wait after so many failures in a row, in ms. */
function backoffMs(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(failures, 10));
}

/** When to try again; null when trying again cannot help. */
function retryAt({ facts, retryAfterMs }: Gathered, failures: number, now: number): number | null {
  const parts = [
    facts.commits,
    facts.files,
    facts.reviews,
    facts.baseFiles,
    facts.headFiles,
    facts.accounts,
    facts.queue,
  ];
  const codes = parts.flatMap((part) => (part.complete ? [] : [part.why.code]));
  if (!codes.some((code) => code === 'forge-failed' || code === 'fewer-than-reported')) return null;
  return now + Math.max(retryAfterMs ?? 0, backoffMs(failures));
}

/** Writes the record as it follows on the one that was read. Throws RetryLater when somebody else wrote it meanwhile. */
async function write(
  { contributions }: Governance,
  draft: ContributionDraft,
  revision: number | null,
): Promise<number> {
  if (await contributions.put(draft, revision)) return (revision ?? 0) + 1;
  throw new RetryLater('somebody else has written what is kept of this contribution', 100);
}

function shownOf(
  { replies, publicUrl }: Governance,
  { charter }: AdoptedCharter,
  draft: ContributionDraft,
  evaluated: Evaluated,
  twin: Twin | null = null,
): ShownContribution {
  const { origin, commented } = draft;
  const { language } = charter.foundation;
  return { contribution: draft, origin, evaluated, commented, twin, language, replies, publicUrl };
}

/** Nothing is said where nothing is in force, unless something was. */
function isSilent({ findings }: Evaluated, record: ContributionRecord | null): boolean {
  return findings.length === 0 && (record?.evaluated?.findings.length ?? 0) === 0;
}

/** Not even the pull request could be read: the head that is known of is told why. */
async function sayUnreadable(
  governance: Governance,
  adopted: AdoptedCharter,
  subject: SubjectRef,
  failure: ForgeFailure,
  { at, head }: Occasion,
): Promise<void> {
  const record = await governance.contributions.find(subject);
  const rules = rulesInForce(adopted);
  const told = head ?? record?.head;
  if (failure.kind === 'gone' || rules === null || told === undefined || record?.evaluated?.head === told) return;
  const evaluation = unreadable(rules, subject, dayOf(at), failure.detail);
  const circumstances = { head: told, charter: adopted.charter.version, base: null };
  const evaluated = evaluatedAs(evaluation, circumstances, null, record?.updatedAt ?? at, false);
  const { language } = adopted.charter.foundation;
  const { replies, publicUrl } = governance;
  const contribution = {
    title: '',
    draft: false,
    author: { forge: subject.forge, id: 0, login: '', bot: false },
    ref: subject,
  };
  const origin = record?.origin ?? subjectKey(subject);
  const shown = {
    contribution: { ...contribution, head: told },
    origin,
    evaluated,
    commented: false,
    twin: null,
    language,
    replies,
    publicUrl,
  };
  const { seq } = await governance.ledger.sync();
  if (evaluated.findings.length > 0) await governance.outbox.want([checkEffect(shown, told)], seq);
}

/**
 * What could not be read now is not asked for again at once: others that are due would wait behind it. One that is gone is no longer open; should it
 * come back, a delivery or the sweep tells of it. Somebody who writes the record meanwhile knows more.
 */
async function postpone({ contributions, now }: Governance, subject: SubjectRef, failure: ForgeFailure): Promise<void> {
  const record = await contributions.find(subject);
  if (record?.state !== 'open') return;
  const { revision, ...kept } = record;
  const failures = kept.failures + 1;
  switch (failure.kind) {
    case 'gone':
      await contributions.put({ ...kept, state: 'closed', queue: null, dueAt: null }, revision);
      break;
    case 'wait':
      await contributions.put({ ...kept, dueAt: now() + failure.retryAfterMs }, revision);
      break;
    case 'unavailable':
      await contributions.put({ ...kept, dueAt: now() + backoffMs(failures), failures }, revision);
      break;
    case 'refused':
      await contributions.put({ ...kept, dueAt: now() + longestRetryMs, failures }, revision);
  }
}

/** The charter has no policies any more: what was said under an earlier one is taken back. */
async function takeBack(
  governance: Governance,
  adopted: AdoptedCharter,
  subject: SubjectRef,
  at: Instant,
): Promise<void> {
  const record = await governance.contributions.find(subject);
  if (record?.state !== 'open') return;
  const { head, revision } = record;
  if (record.evaluated === null) {
    await write(governance, { ...record, dueAt: null, queue: null }, revision);
    return;
  }
  const nothing: Evaluation = { verdict: 'pass', findings: [], first: null };
  const evaluated = evaluatedAs(
    nothing,
    { head, charter: adopted.charter.version, base: null },
    record.evaluated,
    at,
    false,
  );
  const { seq } = await governance.ledger.sync();
  const shown = shownOf(governance, adopted, record, evaluated);
  if (!isSilent(evaluated, record)) await governance.outbox.want(effectsOfEvaluation(shown), seq);
  await write(governance, { ...record, evaluated, dueAt: null, queue: null }, revision);
}

async function conclude(
  governance: Governance,
  adopted: AdoptedCharter,
  gathered: Gathered,
  { at, again, head }: Occasion,
): Promise<void> {
  const { contributions, outbox, ledger, clock, now } = governance;
  const { pull, base, rules } = gathered;
  // Commands of the same text may have written it since it was gathered.
  const record = await contributions.find(gathered.facts.subject);
  const draft = draftOf({ ...gathered, record });
  if (pull.state !== 'open') {
    await write(governance, { ...draft, queue: null }, record?.revision ?? null);
    return;
  }
  const facts: Facts = { ...gathered.facts, approvals: complete(draft.approvals) };
  const overrides = await overridesOf(governance, gathered.origin);
  const circumstances = { head: pull.head, charter: adopted.charter.version, base };
  const asked = again === true || record?.again === true;
  const own = evaluate({ ...facts, queue: complete(null) }, rules, overrides);
  const evaluated = evaluatedAs(own, circumstances, record?.evaluated ?? null, at, asked);
  const failures = (record?.failures ?? 0) + 1;
  const dueAt = retryAt(gathered, failures, now());
  const queued = draft.queue && { head: draft.queue.head, evaluation: evaluate(facts, rules, overrides) };
  const queueWaits = queued?.evaluation.verdict === 'pending';
  const twin = worseTwin(evaluated.verdict, await twinsOf(governance, draft));
  const shown = shownOf(governance, adopted, draft, evaluated, twin);
  const next: ContributionDraft = {
    ...draft,
    heads: headsAfter(draft.heads, facts.pull.head, head === pull.head ? at : clock.now()),
    evaluated,
    commented: draft.commented || tells(shown),
    queue: queueWaits ? draft.queue : null,
    dueAt,
    failures: dueAt === null ? 0 : failures,
  };
  let revision = record?.revision ?? null;
  // That there is a comment must be known before there may be one: otherwise a crash in between leaves one that nobody takes back.
  if (next.commented && !draft.commented) {
    revision = await write(governance, { ...next, dueAt: now() + unfinishedMs }, revision);
  }
  const effects = isSilent(evaluated, record) ? [] : [...effectsOfEvaluation(shown)];
  if (queued) {
    const made = evaluatedAs(queued.evaluation, circumstances, null, at, false);
    effects.push(checkEffect({ ...shown, evaluated: made, twin: null }, queued.head));
  }
  const { seq } = await ledger.sync();
  await outbox.want(effects, seq);
  await write(governance, next, revision);
  const before = record?.evaluated ?? null;
  if (before && before.head !== draft.head) await tellTwins(governance, { ref: draft.ref, head: before.head });
  if (before?.head !== draft.head || before.verdict !== evaluated.verdict) await tellTwins(governance, draft);
}

/**
 * Evaluates a contribution; the caller holds its lane. Safe to repeat. Throws RetryLater when the forge does not tell of the pull request now: its head is told so.
 */
export async function evaluateContribution(
  governance: Governance,
  adopted: AdoptedCharter,
  subject: SubjectRef,
  occasion: Occasion,
): Promise<void> {
  if (rulesInForce(adopted) === null) return takeBack(governance, adopted, subject, occasion.at);
  const found = occasion.gathered ?? (await gatherContribution(governance, adopted, subject, occasion.queue));
  if ('rules' in found) return conclude(governance, adopted, found, occasion);
  if (found.ok) return found.value === null ? undefined : conclude(governance, adopted, found.value, occasion);
  const { error } = found;
  await sayUnreadable(governance, adopted, subject, error, occasion);
  await postpone(governance, subject, error);
  if (error.kind === 'wait') throw new RetryLater(error.detail, error.retryAfterMs);
  if (error.kind === 'unavailable') throw new RetryLater(`the forge could not be read: ${error.detail}`, forgeAwayMs);
}
