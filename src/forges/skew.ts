// How far a forge's clock is from ours, by the Date header of its answers.
import type { Fetch } from './http.js';
import type { ForgeTime } from './setup.js';

/** The header names a whole second that has begun: on average half of it is over. */
const halfASecondMs = 500;

/** The same `fetch`, and what its answers told of the time. `now`: ms since 1970. */
export function watchTime(fetch: Fetch, now: () => number): ForgeTime & { readonly fetch: Fetch } {
  let skew: number | null = null;
  return {
    skewMs: () => skew,
    fetch: async (input, init) => {
      const asked = now();
      const answer = await fetch(input, init);
      const told = Date.parse(answer.headers.get('date') ?? '');
      if (Number.isFinite(told)) skew = Math.round(told + halfASecondMs - (asked + now()) / 2);
      return answer;
    },
  };
}
