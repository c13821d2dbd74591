// Reading pull requests on Gitee for somebody who tries policies: with a token as its account, without one as nobody.
import type { Forge } from '../forge.js';
import { createFetch } from '../http.js';
import { createClient, type ClientOptions } from './client.js';
import { createPace } from './pace.js';
import { createPulls } from './pulls.js';
import { createReader } from './read.js';
import { createSubjects } from './subjects.js';

interface ReadingOptions extends Pick<ClientOptions, 'url' | 'token' | 'now' | 'observe'> {
  readonly proxy: string | null;
  /** How long one call may take; default 10 s. */
  readonly timeoutMs?: number;
}

/** Only what Gitee asks for keeps calls back. Without a token, what is not public is `gone`. */
export function createReadingForge(options: ReadingOptions): Pick<Forge, 'read' | 'pulls'> {
  const { proxy, now, url, timeoutMs = 10_000 } = options;
  const client = createClient({ ...options, fetch: createFetch({ timeoutMs, proxy }), pace: createPace(null, now) });
  return { read: createReader(client, createSubjects(client, now), url), pulls: createPulls(client) };
}
