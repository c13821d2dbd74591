// The console of a simulated forge with the whole app behind it, visited as a browser without JavaScript would: links and forms.
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { afterEach } from '@jest/globals';
import { z } from 'zod';
import { createConsole, type ConsoleDeps } from '../../src/sandbox/console/index.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { members, startWorld, type TestWorld, type WorldOptions } from './app.js';
import { quietLog } from './database.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TestConsole {
  readonly world: TestWorld;
  readonly sandbox: Sandbox;
  readonly port: number;
  /** Sends exactly this. */
  ask(path: string, options?: Ask): Promise<Answer>;
  /** The text of a page; fails unless it is answered with 200. */
  page(path: string, cookie?: string): Promise<string>;
  /** Sends a form as a page of the console would. */
  submit(path: string, fields: Readonly<Record<string, string>>, cookie?: string): Promise<Answer>;
  /** The same, and the text of the page it leads to. */
  done(path: string, fields: Readonly<Record<string, string>>, cookie?: string): Promise<string>;
}

const address = z.object({ port: z.number() });
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A sandbox over the world of the app's tests. */
export function sandboxOf(world: TestWorld): Sandbox {
  const players = [
    ...members.map((login) => ({ login, name: login, role: 'person' as const })),
    { login: 'stranger', name: 'stranger', role: 'outsider' as const },
    { login: 'other-bot[bot]', name: 'other-bot', role: 'bot' as const },
  ];
  return {
    github: world.github,
    clock: {
      now: () => world.clock.now(),
      advance: (ms) => {
        world.clock.advance(ms);
        return Promise.resolve();
      },
    },
    players: () => players,
    settle: () => world.settle(),
    seeding: { state: () => ({ done: true, step: 1, of: 1, what: '' }) },
  };
}

export function decidedOf({ app }: TestWorld): ConsoleDeps['decided'] {
  const { stores } = app;
  return {
    async charter() {
      const { charterVersion } = await stores.ledger.sync();
      return charterVersion === null ? null : ((await stores.charters.version(charterVersion))?.charter ?? null);
    },
    motions: async () => (await stores.motions.list({ filter: {}, page: 1, perPage: 100 })).items,
    motion: (id) => stores.motions.find(id),
  };
}

/** Serves a console on a free port; stopped after the test. */
export async function serveConsole(deps: ConsoleDeps): Promise<{ port: number; ask: TestConsole['ask'] }> {
  const site = createConsole(deps);
  const server = createServer((req, res) => {
    if (!site.handle(req, res)) res.writeHead(404).end('not the console');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = address.parse(server.address());
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  function ask(path: string, { method = 'GET', headers = {}, body = '' }: Ask = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => {
          resolve({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() });
        });
      });
      sent.on('error', reject).end(body);
    });
  }
  return { port, ask };
}

/** The app, its simulated forge and the console. `change` may replace what the console is made of. */
export async function openConsole(
  change: (deps: ConsoleDeps) => ConsoleDeps = (deps) => deps,
  options: WorldOptions = {},
): Promise<TestConsole> {
  const world = await startWorld(options);
  const sandbox = sandboxOf(world);
  const deps = change({
    sandbox,
    decided: decidedOf(world),
    publicUrl: 'http://localhost:3000',
    host: '127.0.0.1',
    log: quietLog,
  });
  const { port, ask } = await serveConsole(deps);

  async function page(path: string, cookie = ''): Promise<string> {
    const { status, text } = await ask(path, { headers: { cookie } });
    if (status !== 200) throw new Error(`${path}: ${String(status)} ${text}`);
    return text;
  }
  function submit(path: string, fields: Readonly<Record<string, string>>, cookie = ''): Promise<Answer> {
    return ask(path, {
      method: 'POST',
      headers: {
        cookie,
        origin: `http://127.0.0.1:${String(port)}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(fields).toString(),
    });
  }
  async function done(path: string, fields: Readonly<Record<string, string>>, cookie = ''): Promise<string> {
    const { status, headers, text } = await submit(path, fields, cookie);
    if (status !== 303) throw new Error(`${path}: ${String(status)} ${text}`);
    return page(headers.location?.split('#')[0] ?? '', cookie);
  }
  return { world, sandbox, port, ask, page, submit, done };
}
