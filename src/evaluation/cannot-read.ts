// A pull request that cannot be read: its head is told why, and it is looked at again.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import type { ForgeFailure } from '../forges/forge.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { dayOf, type Instant } from '../shared/time.js';
import { checkEffect } from './effects.js';
import { backoffMs, longestRetryMs } from './retry.js';
import { rulesInForce } from './rules.js';
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
  if (evaluated.findings.length > 0) await governance.outbox.want([checkEffect(shown, told)], seq);
}

/**
 * What could not be read now is not asked for again at once: others that are due would wait behind it. One that is gone is no longer open; should it
 * come back, a delivery or the sweep tells of it. Somebody who writes the record meanwhile knows more.
 */
export async function postpone(
  { contributions, now }: Governance,
  subject: SubjectRef,
  failure: ForgeFailure,
): Promise<void> {
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
