// What a failed call to GitHub means.
import { z } from 'zod';
import type { ForgeFailure } from '../answer.js';

const requestError = z.object({
  status: z.number(),
  message: z.string(),
  request: z.object({ url: z.string() }).optional(),
  response: z.object({ headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()) }).optional(),
});

/** An answer of GitHub that is no success, or no answer at all. */
export type RequestFailure = z.infer<typeof requestError>;

const secondMs = 1000;
/** GitHub: "wait at least one minute" when a limit names no time. */
const unnamedWaitMs = 60 * secondMs;
const longestWaitMs = 60 * 60 * secondMs;

/** Reads an error thrown by Octokit; null when it is none of a request's. */
export function requestFailure(error: unknown): RequestFailure | null {
  return requestError.safeParse(error).data ?? null;
}

/** A call that failed before it reached its endpoint: the installation's token could not be had. */
export function isTokenFailure(failure: RequestFailure): boolean {
  return failure.request?.url.endsWith('/access_tokens') === true;
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** Milliseconds until an exhausted quota is filled again, one second to spare; null when it is not exhausted. */
export function quotaWaitMs(headers: Headers, nowMs: number): number | null {
  if (String(headers['x-ratelimit-remaining']) !== '0') return null;
  const resetMs = Number(headers['x-ratelimit-reset']) * secondMs;
  return Number.isFinite(resetMs) ? bounded(resetMs - nowMs + secondMs) : unnamedWaitMs;
}

function bounded(ms: number): number {
  return Math.min(Math.max(ms, secondMs), longestWaitMs);
}

/** What GitHub asks to wait for: `Retry-After`, then the quota's reset, then a secondary limit without a time. */
function waitMs({ status, message, response }: RequestFailure, nowMs: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const headers = response?.headers ?? {};
  const retryAfter = headers['retry-after'];
  if (retryAfter !== undefined) {
    const seconds = Number(retryAfter);
    const ms = Number.isFinite(seconds) ? seconds * secondMs : Date.parse(String(retryAfter)) - nowMs;
    return Number.isFinite(ms) ? bounded(ms) : unnamedWaitMs;
  }
  const limited = status === 429 || /secondary rate limit|abuse detection|rate limit exceeded/i.test(message);
  return quotaWaitMs(headers, nowMs) ?? (limited ? unnamedWaitMs : null);
}

/**
 * What is told of a failure, to everybody: GitHub's own answer, or that there was none. A message of the network may name hosts of the inside, such as a proxy; only its code
 * is taken.
 */
function detailOf({ status, message, response }: RequestFailure): string {
  if (response) return `${String(status)} ${message}`.slice(0, 500);
  const code = /\bE[A-Z_]{3,30}\b/.exec(message)?.[0];
  return code === undefined ? 'no answer' : `no answer (${code})`;
}

/**
 * Classifies a failed call. 401, and any trouble in getting a token, is `unavailable`: a wrong key or clock is the operator's to mend, and the
 * wish is still good when it is mended.
 */
export function classify(failure: RequestFailure, nowMs: number): ForgeFailure {
  const detail = detailOf(failure);
  const retryAfterMs = waitMs(failure, nowMs);
  if (retryAfterMs !== null) return { kind: 'wait', retryAfterMs, detail };
  if (failure.status >= 500 || failure.status === 401 || failure.status === 408) return { kind: 'unavailable', detail };
  if (isTokenFailure(failure) && failure.status !== 404) return { kind: 'unavailable', detail };
  if (failure.status === 404 || failure.status === 410) return { kind: 'gone', detail };
  return { kind: 'refused', detail };
}
