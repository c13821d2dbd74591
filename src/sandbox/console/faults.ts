// The failures one may let the forge play, by name.
import type { Words } from '../../web/words.js';
import { instant } from '../../shared/time.js';
import type { FaultMode, Faults } from '../forge/faults.js';

export const failureNames = ['error', 'limit', 'lost', 'slow', 'silence'] as const;

/** How each is played: 502; GitHub's limit with 20 s to wait; done but never told; 5 s late; no answer. */
export const failureModes: Readonly<Record<(typeof failureNames)[number], FaultMode>> = {
  error: { status: 502 },
  limit: { status: 403, retryAfter: 20 },
  lost: 'lost-answer',
  slow: { delayMs: 5000 },
  silence: 'timeout',
};

function nameOf(mode: FaultMode): (typeof failureNames)[number] {
  const found = failureNames.find((name) => JSON.stringify(failureModes[name]) === JSON.stringify(mode));
  return found ?? 'error';
}

/** What is played now, in words. */
export function playedFailures(faults: Faults, { t, time }: Words): readonly string[] {
  return faults.active().map(({ fault, left }) => {
    const what = t(`console.failures.${nameOf(fault.mode)}`);
    if (left !== null) return t('console.failures.left', { what, count: left });
    return t('console.failures.until', { what, time: time(instant(fault.until ?? 0)) });
  });
}
