// Recorded webhooks and answers of Gitee, from the fixtures; test/fixtures/gitee/SOURCES.md says where they are from.
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const folder = new URL('../fixtures/gitee/', import.meta.url);
const object = z.record(z.string(), z.unknown());
const wrapped = z.object({ payload: object });

export type Payload = Readonly<Record<string, unknown>>;

/** A recorded file as it is: `api/pr`, `webhooks/go-scm__push`. */
export function recorded(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

/** The body of a recorded webhook: `go-scm__push`. */
export function recordedBody(name: string): Payload {
  const value = recorded(`webhooks/${name}`);
  return wrapped.safeParse(value).data?.payload ?? object.parse(value);
}

/** The names of all recorded webhooks, in order. */
export function recordedWebhooks(): readonly string[] {
  return readdirSync(new URL('webhooks/', folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.replace(/\.json$/, ''))
    .sort();
}

/** The secret with which go-scm's recordings are signed. */
export const goScmSecret = 'bBg5lrt03VixkX85CNqYIcecC0SIGASE';
