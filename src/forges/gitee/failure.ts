// What an answer of Gitee's that is no success means, and what one says of limits.
import { z } from 'zod';
import type { ForgeFailure } from '../answer.js';

/** An answer, its body as a text. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

const secondMs = 1000;
/** Where a limit names no time. */
const unnamedWaitMs = 60 * secondMs;
const longestWaitMs = 60 * 60 * secondMs;

function bounded(ms: number): number {
  return Math.min(Math.max(ms, secondMs), longestWaitMs);
}

/** Milliseconds until an exhausted quota is filled again, one second to spare; null when it is not exhausted. */
export function quotaWaitMs(headers: Headers, nowMs: number): number | null {
  if (headers.get('x-ratelimit-remaining') !== '0') return null;
  const reset = headers.get('x-ratelimit-reset');
  const resetMs = Number(reset) * secondMs;
  return reset !== null && Number.isFinite(resetMs) ? bounded(resetMs - nowMs + secondMs) : unnamedWaitMs;
}

const told = z.union([
  z.object({ message: z.string() }).transform(({ message }) => message),
  z.object({ error: z.string() }).transform(({ error }) => error),
]);

/** Gitee's own words: `{"message":"404 Project Not Found"}`; else what there is. */
function messageOf(body: string): string {
  try {
    return told.safeParse(JSON.parse(body)).data ?? body;
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}

const speaksOfALimit = /rate.?limit|too many requests|throttl|abuse|频繁|频率|限流|次数/i;

/** What Gitee asks to wait for: it throttles with 429, and with 403, which also means that a right is missing. */
function waitMs({ status, headers }: Answered, message: string, nowMs: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const retryAfter = headers.get('retry-after');
  if (retryAfter !== null) {
    const seconds = Number(retryAfter);
    const ms = Number.isFinite(seconds) ? seconds * secondMs : Date.parse(retryAfter) - nowMs;
    return Number.isFinite(ms) ? bounded(ms) : unnamedWaitMs;
  }
  return quotaWaitMs(headers, nowMs) ?? (status === 429 || speaksOfALimit.test(message) ? unnamedWaitMs : null);
}

/** Classifies a failed call. 401 is `unavailable`: a wrong token is the operator's to mend, and the wish is still good when it is mended. */
export function classify(failed: Answered, nowMs: number): ForgeFailure {
  const { status } = failed;
  const message = messageOf(failed.body);
  const detail = `${status} ${message}`.slice(0, 500);
  const retryAfterMs = waitMs(failed, message, nowMs);
  if (retryAfterMs !== null) return { kind: 'wait', retryAfterMs, detail };
  if (status >= 500 || status === 401 || status === 408) return { kind: 'unavailable', detail };
  if (status === 404 || status === 410) return { kind: 'gone', detail };
  return { kind: 'refused', detail };
}
