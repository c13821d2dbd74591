// Why a delivery is refused.

/** A refusal with its HTTP status, in words for whoever set the webhook up. */
export interface Refusal {
  readonly status: 400 | 401 | 404 | 405 | 409 | 413 | 415 | 503;
  readonly detail: string;
}

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  503: 'Service Unavailable',
} as const;

/** The headers a refusal has beside its type and length. */
export function headersOf({ status }: Refusal): Readonly<Record<string, string>> {
  if (status === 405) return { allow: 'POST' };
  return status === 503 ? { 'retry-after': '5' } : {};
}

/** The body of the answer: RFC 9457. */
export function problemOf({ status, detail }: Refusal): object {
  return { type: 'about:blank', title: titles[status], status, detail };
}
