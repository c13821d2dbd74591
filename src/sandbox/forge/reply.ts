// Answers of a simulated API.

export interface Reply {
  readonly status: number;
  /** JSON; undefined for an answer without a body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(body: unknown, status = 200): Reply {
  return { status, body };
}
