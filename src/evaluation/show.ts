// What an evaluation leads to: the record as it is written, and what is handed to the effects.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import { RetryLater } from '../inbox/drain.js';
import type { ShownContribution } from './effects.js';
import type { ContributionDraft, ContributionRecord, Evaluated } from './store.js';
import type { Twin } from './twins.js';

/**
 * Writes the record as it follows on the one that was read. When somebody else wrote it meanwhile, what was wished here may have replaced what they wished:
 * it is due, so that the forge shows what is kept, and RetryLater is thrown.
 */
export async function write(
  { contributions, now }: Governance,
  draft: ContributionDraft,
  revision: number | null,
): Promise<number> {
  if (await contributions.put(draft, revision)) return (revision ?? 0) + 1;
  await contributions.due(draft.ref, now());
  throw new RetryLater('somebody else has written what is kept of this contribution', 100);
}

export function shownOf(
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
export function isSilent({ findings }: Evaluated, record: ContributionRecord | null): boolean {
  return findings.length === 0 && (record?.evaluated?.findings.length ?? 0) === 0;
}
