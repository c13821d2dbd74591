// A pull request that cannot be read: its head is told why, and it is looked at again.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import type { ForgeFailure } from '../forges/answer.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { dayOf, type Instant } from '../shared/time.js';
import { checkEffect, labelEffects } from './effects.js';
import { backoffMs, longestRetryMs } from './retry.js';
import { rulesInForce } from './rules.js';
import { write } from './show.js';
import type { ContributionDraft, ContributionRecord } from './store.js';
import { evaluatedAs, unreadable } from './weigh.js';

/** Not even the pull request could be read: the head that is known of is told why. */
export async function sayUnreadable(
  governance: Governance,
  adopted: AdoptedCharter,
  subject: SubjectRef,
  failure: ForgeFailure,
  { at, head }: { readonly at: Instant; readonly head?: string },
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
  if (evaluated.findings.length > 0)
    await governance.outbox.want([checkEffect(shown, told), ...labelEffects(shown)], seq);
}

/** The record when it could not be read; `dueAt` is null when it is not to be asked for again. */
function postponed(record: ContributionRecord, failure: ForgeFailure, now: number): ContributionDraft {
  const failures = record.failures + 1;
  switch (failure.kind) {
    case 'gone':
      return { ...record, state: 'closed', queue: null, dueAt: null };
    case 'wait':
      return { ...record, dueAt: now + failure.retryAfterMs };
    case 'unavailable':
      return { ...record, dueAt: now + backoffMs(failures), failures };
    case 'refused':
      return { ...record, dueAt: now + longestRetryMs, failures };
  }
}

/**
 * What could not be read now is not asked for again at once: others that are due would wait behind it. One that is gone is no longer open; should it
 * come back, a delivery or the sweep tells of it. `queue`: what a merge queue asks about meanwhile. False when nothing is kept of an open one.
 */
export async function postpone(
  governance: Governance,
  subject: SubjectRef,
  failure: ForgeFailure,
  queue: ContributionRecord['queue'],
): Promise<boolean> {
  const record = await governance.contributions.find(subject);
  if (record?.state !== 'open') return false;
  const asked = queue === null ? record : { ...record, queue };
  await write(governance, postponed(asked, failure, governance.now()), record.revision);
  return true;
}
