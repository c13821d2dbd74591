// What can go wrong with GitHub, played on request: errors, limits, lost answers, silence, slowness, wrong answers.

/**
 * - `{status}`: answers so without doing anything; 403 and 429 with `retryAfter` (seconds) are GitHub's rate limits.
 * - `lost-answer`: does it, then cuts the connection.
 * - `timeout`: does nothing and never answers; `timeout-after-performing`: does it and never answers.
 * - `{delayMs}`: does it and answers after so many milliseconds.
 * - `{lie}`: does it, and answers with what becomes of the answer's body.
 */
export type FaultMode =
  | 'lost-answer'
  | 'timeout'
  | 'timeout-after-performing'
  | { readonly status: number; readonly retryAfter?: number }
  | { readonly delayMs: number }
  | { readonly lie: (body: unknown) => unknown };

/** A lie: the answer's list, or each list in the answer, ends so many items early. */
export function shorterBy(count: number): (body: unknown) => unknown {
  function cut(value: unknown): unknown {
    return Array.isArray(value) ? value.slice(0, Math.max(0, value.length - count)) : value;
  }
  return (body) => {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return cut(body);
    return Object.fromEntries(Object.entries(body).map(([key, value]: [string, unknown]) => [key, cut(value)]));
  };
}

/** A lie: these fields of the answer are other ones. */
export function otherFields(fields: Readonly<Record<string, unknown>>): (body: unknown) => unknown {
  return (body) => (typeof body === 'object' && body !== null ? { ...body, ...fields } : body);
}

/** Which calls fail, and how. */
export interface Fault {
  /** Any method when left out. */
  readonly method?: string;
  /** A template or a whole path as text, or a pattern for the path (without `/api/v3`). Any path when left out. */
  readonly path?: string | RegExp;
  /** How many calls, from now on; 1 when left out, any number with `until`. */
  readonly times?: number;
  /** Real milliseconds since 1970 when it is over, used up or not. */
  readonly until?: number;
  readonly mode: FaultMode;
}

/** A fault being played: `left` calls still to come, null when only the time ends it. */
export interface PlayedFault {
  readonly fault: Fault;
  readonly left: number | null;
}

export interface Faults {
  /** Lets calls fail. Of several faults that fit, the first one set is played. */
  fail(fault: Fault): void;
  /** What is being played or still to be played, in order. */
  active(): readonly PlayedFault[];
  /** How many calls are still to fail; those of a fault that only time ends count for none. */
  remaining(): number;
  clear(): void;
  /** The fault for this call, used up by it. */
  take(method: string, template: string | null, path: string): FaultMode | null;
}

/** `realNow`: real milliseconds since 1970. */
export function createFaults(realNow: () => number = Date.now): Faults {
  let waiting: { readonly fault: Fault; left: number }[] = [];

  function current(): typeof waiting {
    waiting = waiting.filter(({ fault, left }) => left > 0 && realNow() < (fault.until ?? Infinity));
    return waiting;
  }

  function take(method: string, template: string | null, path: string): FaultMode | null {
    const found = current().find(({ fault }) => {
      const fits = fault.path instanceof RegExp ? fault.path.test(path) : [template, path].includes(fault.path ?? path);
      return fits && (fault.method ?? method).toUpperCase() === method;
    });
    if (!found) return null;
    found.left -= 1;
    return found.fault.mode;
  }

  return {
    fail: (fault) => {
      waiting.push({ fault, left: fault.times ?? (fault.until === undefined ? 1 : Infinity) });
    },
    active: () => current().map(({ fault, left }) => ({ fault, left: left === Infinity ? null : left })),
    remaining: () => current().reduce((sum, { left }) => sum + (left === Infinity ? 0 : left), 0),
    clear: () => {
      waiting = [];
    },
    take,
  };
}
