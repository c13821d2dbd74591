// How often a signature of Gitee's is used. It covers no body: whoever has seen one could send as many bodies with it as they like, until it is too old.
import { signatureLifeMs } from './gitee-signature.js';

/** Gitee signs the millisecond in which it sends; no deployment gets so many deliveries in one. */
export const usesOfOneSignature = 100;

/** Counts one more delivery with the signature of this time; false when there were too many already. */
export type TakeUse = (timestamp: string) => boolean;

/** `now`: ms since 1970. Each process counts for itself. */
export function createUses(now: () => number): TakeUse {
  /** By the time that was signed, in the order in which they were first used. */
  const uses = new Map<number, number>();

  function forgetOld(): void {
    for (const time of uses.keys()) {
      if (Math.abs(now() - time) <= signatureLifeMs) return;
      uses.delete(time);
    }
  }

  return (timestamp) => {
    forgetOld();
    const time = Number(timestamp);
    const used = uses.get(time) ?? 0;
    if (used >= usesOfOneSignature) return false;
    uses.set(time, used + 1);
    return true;
  };
}
