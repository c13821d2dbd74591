// What can go wrong with GitHub, played on request: errors, limits, lost answers, silence, slowness.

/**
 * - `{status}`: answers so without doing anything; 403 and 429 with `retryAfter` (seconds) are GitHub's rate limits.
 * - `lost-answer`: does it, then cuts the connection.
 * - `timeout`: does nothing and never answers; `timeout-after-performing`: does it and never answers.
 * - `{delayMs}`: does it and answers after so many milliseconds.
 */
export type FaultMode =
  | 'lost-answer'
  | 'timeout'
  | 'timeout-after-performing'
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly delayMs: number };

/** Which calls fail, and how. */
interface Fault {
  /** Any method when left out. */
  readonly method?: string;
  /** A template or a whole path as text, or a pattern for the path (without `/api/v3`). Any path when left out. */
  readonly path?: string | RegExp;
  /** How many calls, from now on; 1 when left out. */
  readonly times?: number;
  readonly mode: FaultMode;
}

export interface Faults {
  /** Lets calls fail. Of several faults that fit, the first one set is played. */
  fail(fault: Fault): void;
  /** Faults still waiting to be played. */
  remaining(): number;
  clear(): void;
  /** The fault for this call, used up by it. */
  take(method: string, template: string | null, path: string): FaultMode | null;
}

export function createFaults(): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = [];

  function take(method: string, template: string | null, path: string): FaultMode | null {
    const found = waiting.find(({ fault }) => {
      const fits = fault.path instanceof RegExp ? fault.path.test(path) : [template, path].includes(fault.path ?? path);
      return fits && (fault.method ?? method).toUpperCase() === method;
    });
    if (!found) return null;
    found.left -= 1;
    waiting = waiting.filter(({ left }) => left > 0);
    return found.fault.mode;
  }

  return {
    fail: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 });
    },
    remaining: () => waiting.reduce((sum, { left }) => sum + left, 0),
    clear: () => {
      waiting = [];
    },
    take,
  };
}
