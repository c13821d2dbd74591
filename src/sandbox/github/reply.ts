// GitHub's ways to say no.
import type { Reply } from '../forge/reply.js';

const documentation = 'https://docs.github.com/rest';

/** An error as GitHub words it. */
export function problem(status: number, message: string): Reply {
  return { status, body: { message, documentation_url: documentation, status: String(status) } };
}

export function notFound(): Reply {
  return problem(404, 'Not Found');
}

/** A field that does not hold. */
export interface FieldProblem {
  readonly resource: string;
  readonly field: string;
  readonly code: 'missing_field' | 'invalid' | 'already_exists' | 'custom';
  readonly message?: string;
}

export function invalid(...errors: readonly FieldProblem[]): Reply {
  return {
    status: 422,
    body: { message: 'Validation Failed', errors, documentation_url: documentation, status: '422' },
  };
}

/** A rate limit as GitHub answers it: 403 or 429 with `Retry-After`. */
export function rateLimited(status: number, retryAfter: number): Reply {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  return { ...problem(status, message), headers: { 'retry-after': String(retryAfter) } };
}
