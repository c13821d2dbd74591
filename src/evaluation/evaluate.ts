// Evaluates a contribution: gathers, decides, keeps what came of it, and wishes what the forge should show.
import type { AdoptedCharter } from '../charter/adopted.js';
import { isFoundationRepository } from '../charter/repositories.js';
import { evaluate } from '../contributions/evaluate.js';
import { complete, type Facts } from '../contributions/facts.js';
import type { Governance } from '../events/governance.js';
import { RetryLater } from '../inbox/drain.js';
import type { SubjectRef } from '../shared/refs.js';
import { ok } from '../shared/result.js';
import { plus, type Instant } from '../shared/time.js';
import { postpone, sayUnreadable } from './cannot-read.js';
import { draftOf, headsAfter } from './draft.js';
import { checkEffect, effectsOfEvaluation, tells } from './effects.js';
import { gatherContribution, overridesOf, type Gathered } from './gather.js';
import { longestWaitMs, retryAt } from './retry.js';
import { rulesInForce } from './rules.js';
import { isSilent, shownOf, write } from './show.js';
import type { ContributionDraft } from './store.js';
import { takeBack } from './take-back.js';
import { tellTwins, twinsOf, worseTwin } from './twins.js';
import { evaluatedAs } from './weigh.js';

/** Why a contribution is evaluated, and what is known by then. */
export interface Occasion {
  readonly at: Instant;
  /** Read already, for the commands of the same text. */
  readonly gathered?: Gathered;
  /** The head that an event names: it is told why nothing can be said of it. */
  readonly head?: string;
  /** Whether it was the head at `at`. */
  readonly headReceived?: boolean;
  /** A merge queue asks, for the commit it made. */
  readonly queue?: { readonly base: string; readonly head: string };
  /** Somebody asked for it: what is shown is shown anew. */
  readonly again?: boolean;
}

/** What was begun and not ended is done again after so long, in ms. */
const unfinishedMs = 30_000;
/** A forge that is away, in ms. */
const forgeAwayMs = 5000;

/** Whether policies have a say there: one in a repository that the charter does not name any more is not the foundation's. */
function isJudged(adopted: AdoptedCharter, { forge, repo }: SubjectRef): boolean {
  return rulesInForce(adopted) !== null && isFoundationRepository(adopted.charter, forge, repo);
}

async function conclude(
  governance: Governance,
  adopted: AdoptedCharter,
  gathered: Gathered,
  { at, again, head, headReceived, queue: queuing }: Occasion,
): Promise<void> {
  const { contributions, outbox, ledger, clock, now } = governance;
  const { pull, base, rules } = gathered;
  // Commands of the same text may have written it since it was gathered.
  const record = await contributions.find(gathered.facts.subject);
  // What a queue made of another head is not merged any more.
  const isPast = queuing === undefined && record !== null && record.head !== pull.head;
  const draft = draftOf({ ...gathered, record, queue: isPast ? null : gathered.queue });
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
  const twin = worseTwin(evaluated.verdict, await twinsOf(governance, draft));
  const shown = {
    ...shownOf(governance, adopted, draft, evaluated, twin),
    ...(asked && { labels: pull.labels }),
  };
  const next: ContributionDraft = {
    ...draft,
    heads: headsAfter(draft.heads, facts.pull.head, headReceived === true && head === pull.head ? at : clock.now()),
    evaluated,
    commented: draft.commented || tells(shown),
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
    const made = evaluatedAs(queued.evaluation, circumstances, null, evaluated.at, false);
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
 * Evaluates a contribution; the caller holds its lane. Safe to repeat. When the forge does not tell of the pull request now, its head is told so; one that
 * is kept is due later, and nothing else in its lane waits for it: not a ballot. Throws RetryLater for one that is not kept yet, for an hour: then the sweep finds it.
 */
export async function evaluateContribution(
  governance: Governance,
  adopted: AdoptedCharter,
  subject: SubjectRef,
  occasion: Occasion,
): Promise<void> {
  if (!isJudged(adopted, subject)) return takeBack(governance, adopted, subject, occasion.at);
  const { gathered } = occasion;
  const found = gathered ? ok(gathered) : await gatherContribution(governance, adopted, subject, occasion.queue);
  if (found.ok) return found.value === null ? undefined : conclude(governance, adopted, found.value, occasion);
  const { error } = found;
  await sayUnreadable(governance, adopted, subject, error, occasion);
  const isDue = await postpone(governance, subject, error, occasion.queue ?? null);
  if (isDue || governance.clock.now() > plus(occasion.at, longestWaitMs)) return;
  if (error.kind === 'wait') throw new RetryLater(error.detail, error.retryAfterMs);
  if (error.kind === 'unavailable') throw new RetryLater(`the forge could not be read: ${error.detail}`, forgeAwayMs);
}
