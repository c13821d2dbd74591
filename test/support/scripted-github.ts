// A server that answers as a test tells it, and the app's GitHub adapter pointed at it: for answers the simulated GitHub does not give.
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach } from '@jest/globals';
import { z } from 'zod';
import { createAnonymousForge } from '../../src/forges/github/anonymous.js';
import type { GitHubOptions } from '../../src/forges/github/app.js';

import { githubApp, memoryInstallations } from './github-app.js';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const token = { token: 'ghs_x', expires_at: '2999-01-01T00:00:00Z', permissions: {}, repository_selection: 'all' };

/** `body`: JSON, or a page of HTML when it is a text. */
export interface Scripted {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What was asked: `METHOD /path` without `/api/v3`. */
export interface Asked {
  readonly call: string;
  readonly query: URLSearchParams;
  readonly body: string;
  /** `bearer`, `token` or undefined. */
  readonly authorization: string | undefined;
}

/** Answers by `METHOD /path`; what it does not have is 404, tokens are always given. */
export type Script = Readonly<Record<string, Scripted | ((asked: Asked) => Scripted)>>;

export interface ScriptedGitHub {
  readonly asked: readonly Asked[];
  /** The calls, in order, without those for tokens. */
  readonly calls: () => readonly string[];
  readonly github: ReturnType<typeof githubApp>;
  readonly anonymous: ReturnType<typeof createAnonymousForge>;
}

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

/** The app is installed on `openclaw`. It answers until the test that asks for it ends. */
export async function scriptedGitHub(script: Script, options: Partial<GitHubOptions> = {}): Promise<ScriptedGitHub> {
  const asked: Asked[] = [];
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', 'http://github.test');
    const path = url.pathname.replace(/^\/api(\/v3)?/, '');
    const call = `${request.method ?? ''} ${path}`;
    const authorization = request.headers.authorization?.split(' ')[0];
    const one = { call, query: url.searchParams, body: await text(request), authorization };
    asked.push(one);
    const isToken = path.endsWith('/access_tokens');
    const scripted = isToken ? { status: 201, body: token } : (script[call] ?? { status: 404, body: {} });
    const { status = 200, headers = {}, body } = typeof scripted === 'function' ? scripted(one) : scripted;
    const isPage = typeof body === 'string';
    response.writeHead(status, { 'content-type': isPage ? 'text/html' : 'application/json', ...headers });
    response.end(isPage ? body : JSON.stringify(body));
  }
  const server = createServer((request, response) => void answer(request, response));
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const installations = memoryInstallations();
  await installations.set('openclaw', 12);
  const url = `http://127.0.0.1:${address.port}`;
  return {
    asked,
    calls: () => asked.map(({ call }) => call).filter((call) => !call.endsWith('/access_tokens')),
    github: githubApp({ url, appId: 4711, privateKey: pem, webhookSecret: 's' }, { installations, ...options }),
    anonymous: createAnonymousForge({
      baseUrl: `${url}/api/v3`,
      proxy: null,
      now: options.now ?? Date.now,
      observe: options.observe ?? (() => undefined),
    }),
  };
}

/** A list of GitHub's, a page at a time. */
export function paged(items: readonly unknown[], wrap: (page: readonly unknown[]) => unknown = (page) => page) {
  return ({ query }: Asked): Scripted => {
    const [page, size] = [Number(query.get('page')), Number(query.get('per_page'))];
    return { body: wrap(items.slice((page - 1) * size, page * size)) };
  };
}

const queryShape = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) });
export type Queried = z.infer<typeof queryShape>;

export function queried({ body }: Asked): Queried {
  return queryShape.parse(JSON.parse(body));
}

/** Answers queries to GraphQL. */
export function graphql(answer: (queried: Queried) => unknown): Script {
  return { 'POST /graphql': (asked) => ({ body: answer(queried(asked)) }) };
}
