// The console of the simulated forges, with the whole app behind them or alone, visited as a browser without JavaScript would: links and forms.
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { afterEach } from '@jest/globals';
import { z } from 'zod';
import { createConsole, type ConsoleDeps } from '../../src/sandbox/console/index.js';
import type { SimulatedGitee } from '../../src/sandbox/gitee/index.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import type { Player, Sandbox, SimulatedForges } from '../../src/sandbox/sandbox.js';
import { members, seed, startWorld, until, type TestWorld } from './app.js';
import { quietLog } from './database.js';
import { startGiteeWorld, type GiteeWorld } from './gitee-world.js';
import { startGitee } from './simulated-gitee.js';
import { startGitHub, testClock, type TestClock } from './simulated-github.js';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type Fields = Readonly<Record<string, string>>;

/** A console to visit. */
interface Visitor {
  readonly port: number;
  /** Sends exactly this. */
  readonly ask: (path: string, options?: Ask) => Promise<Answer>;
  /** The text of a page; fails unless it is answered with 200. */
  readonly page: (path: string, cookie?: string) => Promise<string>;
  /** Sends a form as a page of the console would. */
  readonly submit: (path: string, fields: Fields, cookie?: string) => Promise<Answer>;
  /** The same, and the text of the page it leads to. */
  readonly done: (path: string, fields: Fields, cookie?: string) => Promise<string>;
}

interface TestConsole extends Visitor {
  readonly world: TestWorld;
}

interface TestForge extends Visitor {
  readonly github: SimulatedGitHub;
  readonly gitee: SimulatedGitee;
}

interface TestForges extends Visitor {
  readonly world: GiteeWorld;
}

const address = z.object({ port: z.number() });
const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Logins on Gitee of those who have an account there too. */
const onGitee: Readonly<Record<string, string>> = { 'lin-mei': 'linmei', 'wang-bo': 'wangbo', 'chen-yu': 'chenyu' };

function playersWith(logins: Readonly<Record<string, string>>, stranger: string): readonly Player[] {
  return [
    ...members.map((login): Player => {
      const gitee = logins[login];
      return { id: login, name: login, role: 'person', accounts: { github: login, ...(gitee && { gitee }) } };
    }),
    { id: 'stranger', name: 'stranger', role: 'outsider', accounts: { github: 'stranger' } },
    { id: `gitee:${stranger}`, name: stranger, role: 'outsider', accounts: { gitee: stranger } },
    { id: 'other-bot[bot]', name: 'other-bot[bot]', role: 'bot', accounts: { github: 'other-bot[bot]' } },
  ];
}

function sandboxOf(
  forges: SimulatedForges,
  players: readonly Player[],
  clock: TestClock,
  settle: () => Promise<void>,
): Sandbox {
  return {
    ...forges,
    clock: {
      now: () => clock.now(),
      advance: (ms) => {
        clock.advance(ms);
        return Promise.resolve();
      },
    },
    players: () => players,
    settle,
    seeding: { state: () => ({ done: true, step: 1, of: 1, what: '' }) },
  };
}

function decidedOf({ app: { stores } }: TestWorld): ConsoleDeps['decided'] {
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
async function visit(deps: ConsoleDeps): Promise<Visitor> {
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
  async function page(path: string, cookie = ''): Promise<string> {
    const { status, text } = await ask(path, { headers: { cookie } });
    if (status !== 200) throw new Error(`${path}: ${String(status)} ${text}`);
    return text;
  }
  function submit(path: string, fields: Fields, cookie = ''): Promise<Answer> {
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
  async function done(path: string, fields: Fields, cookie = ''): Promise<string> {
    const { status, headers, text } = await submit(path, fields, cookie);
    if (status !== 303) throw new Error(`${path}: ${String(status)} ${text}`);
    return page(headers.location?.split('#')[0] ?? '', cookie);
  }
  return { port, ask, page, submit, done };
}

type Change = (deps: ConsoleDeps) => ConsoleDeps;

function unchanged(deps: ConsoleDeps): ConsoleDeps {
  return deps;
}

const settings = { publicUrl: 'http://localhost:3000', host: '127.0.0.1', log: quietLog };

/** Resolves when the app has done what is due by now. */
async function caughtUp(world: TestWorld, decided: ConsoleDeps['decided']): Promise<void> {
  await world.settle();
  await until('what is due is done', async () => {
    const motions = await decided.motions();
    return motions.every(({ state, closes_at, waiting }) => {
      const now = world.clock.now();
      if (state === 'proposed')
        return waiting?.seconds !== waiting?.seconds_needed || (waiting?.opens_after ?? '') > now;
      return state === 'closed' || (closes_at ?? '') > now;
    });
  });
  await world.settle();
}

/** A Gitee that no app hears of; `lin-mei` and `wang-bo` have accounts there. */
async function startAlone(clock: TestClock): Promise<SimulatedGitee> {
  const gitee = await startGitee({ clock });
  closing.push(() => gitee.stop());
  return gitee;
}

const alone = playersWith({ 'lin-mei': 'lin-mei', 'wang-bo': 'wang-bo' }, 'passer-by');

/** With the whole app behind GitHub. */
export async function openConsole(change: Change = unchanged): Promise<TestConsole> {
  const world = await startWorld();
  const decided = decidedOf(world);
  const forges = { github: world.github, gitee: await startAlone(world.clock) };
  const sandbox = sandboxOf(forges, alone, world.clock, () => caughtUp(world, decided));
  return { world, ...(await visit(change({ ...settings, sandbox, decided }))) };
}

/** With the whole app behind both forges. */
export async function openForges(): Promise<TestForges> {
  const world = await startGiteeWorld();
  const decided = decidedOf(world);
  const sandbox = sandboxOf(world, playersWith(onGitee, 'luren'), world.clock, () => world.settle());
  return { world, ...(await visit({ ...settings, sandbox, decided })) };
}

/** The forges alone: no app hears of what happens there, and no charter is in force. */
export async function openForge(change: Change = unchanged): Promise<TestForge> {
  const clock = testClock();
  const github = await startGitHub({ clock, seed });
  closing.push(() => github.stop());
  const gitee = await startAlone(clock);
  const decided = {
    charter: () => Promise.resolve(null),
    motions: () => Promise.resolve([]),
    motion: () => Promise.resolve(null),
  };
  const sandbox = sandboxOf({ github, gitee }, alone, clock, () => Promise.resolve());
  return { github, gitee, ...(await visit(change({ ...settings, sandbox, decided }))) };
}
