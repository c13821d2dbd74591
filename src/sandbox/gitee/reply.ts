// Gitee's ways to say no.
import type { Reply } from '../forge/reply.js';

export function problem(status: number, message: string): Reply {
  return { status, body: { message } };
}

/** `404 Project Not Found` */
export function notFound(what?: string): Reply {
  return problem(404, what === undefined ? '404 Not Found' : `404 ${what} Not Found`);
}

export const forbidden = problem(403, '403 Forbidden');
export const unauthorized = problem(401, '401 Unauthorized: Access token does not exist');

/** Gitee's throttle: 403 or 429. */
export function rateLimited(status: number, retryAfter: number): Reply {
  return {
    ...problem(status, 'Rate Limit Exceeded'),
    headers: { 'retry-after': String(retryAfter), 'x-ratelimit-remaining': '0' },
  };
}
