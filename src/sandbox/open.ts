// Opens the sandbox: goes on from what was kept, or prepares a new world that is seeded when the app is there to follow.
import { randomBytes } from 'node:crypto';
import type { FilesRead } from '../jobs/governance-files.js';
import { repeat } from '../jobs/timer.js';
import type { Log } from '../shared/log.js';
import type { Clock } from '../shared/time.js';
import { follow, type FollowingApp } from './app-follows.js';
import { createSandboxClock, type MovableClock } from './clock.js';
import { startSimulatedGitHub, type SimulatedGitHub } from './github/index.js';
import { createKeeper } from './keep.js';
import { decodeTraffic, decodeWorld, encodeTraffic, encodeWorld } from './kept.js';
import type { Player, Sandbox } from './sandbox.js';
import type { SandboxStore } from './store.js';
import { strangers } from './story/cast.js';
import { storyStart } from './story/play.js';
import { createSeeding } from './story/seeding.js';

/** What a new world gets: half a year of a foundation, or only its people and repositories. */
export type SeedChoice = 'story' | 'nothing';

export interface OpenSandboxOptions {
  readonly store: SandboxStore;
  /** Of the app; the forge's pages are at `/sandbox` below it. */
  readonly publicUrl: string;
  /** Real time. */
  readonly real: Clock;
  readonly seed: SeedChoice;
  readonly log: Log;
  /** Told of each step of the seeding, for people. */
  readonly tell: (line: string) => void;
}

/** The sandbox as the composition runs it. */
export interface OpenSandbox extends Sandbox {
  readonly clock: MovableClock;
  /** Gives accounts to the people of charter files, which are about to be adopted. */
  prepare(files: FilesRead): void;
  /** Sends webhooks to an address, and seeds a new world when the charter is in force; resolves when it is seeded, or stopped. */
  begin(app: FollowingApp, webhookUrl: string): Promise<void>;
  /** Another process has it: nothing is kept any more, so nothing happens any more. */
  abandon(): void;
  /** Stops seeding and sends no more webhooks; those not sent are kept. */
  pause(): Promise<void>;
  stop(): Promise<void>;
}

const appSeed = { id: 1, slug: 'opencharter' } as const;
/** Calls and sent webhooks that are remembered. */
const remember = 200;
const trafficEveryMs = 2000;

/** Everybody on the forge but the app: the people first, in their order. */
function playersOf({ state }: SimulatedGitHub, people: readonly number[]): readonly Player[] {
  const { app, accounts } = state;
  const others = [...accounts.values()].filter(
    ({ id }) => id !== app.owner.id && id !== app.bot.id && !people.includes(id),
  );
  const players: Player[] = [];
  for (const id of people) {
    const account = accounts.get(id);
    if (account) players.push({ login: account.login, name: account.name ?? account.login, role: 'person' });
  }
  for (const role of ['outsider', 'bot'] as const) {
    for (const { login, name, type } of others) {
      if (type === (role === 'bot' ? 'Bot' : 'User')) players.push({ login, name: name ?? login, role });
    }
  }
  return players;
}

/** Throws an Error that says what to do when another version kept the sandbox. */
export async function openSandbox(options: OpenSandboxOptions): Promise<OpenSandbox> {
  const { store, publicUrl, real, log } = options;
  const part = await store.get('world');
  const kept = part && decodeWorld(part);
  const traffic = decodeTraffic(part && (await store.get('traffic')));
  const webhookSecret = kept?.webhookSecret ?? randomBytes(24).toString('base64url');
  const stopping = new AbortController();

  const keeper = createKeeper({
    log,
    write: () => {
      const { world, webhooks } = github.kept();
      const { pending } = webhooks;
      const { privateKey } = github;
      const people = seeding.people();
      return store.put(
        'world',
        encodeWorld({ world, pending, people, clock: clock.kept(), privateKey, webhookSecret }),
      );
    },
  });
  const clock = createSandboxClock({
    real,
    kept: kept?.clock ?? null,
    keep: () => {
      keeper.changed();
      return keeper.durable();
    },
  });
  if (!kept && options.seed === 'story') clock.standAt(storyStart(real.now()));
  const pending = kept?.pending ?? [];
  const waiting = new Set(pending.map(({ id }) => id));
  const sent = traffic.sent.filter(({ id }) => !waiting.has(id));
  const github = await startSimulatedGitHub({
    clock,
    app: { ...appSeed, webhookSecret, ...(kept ? { privateKeyPem: kept.privateKey } : {}) },
    seed: { users: strangers },
    remember,
    pagesUrl: `${publicUrl}/sandbox`,
    kept: kept ? { world: kept.world, webhooks: { pending, sent }, calls: traffic.calls } : undefined,
    keeper,
  });
  const seeding = createSeeding({ github, clock, real, log, tell: options.tell, seed: options.seed, kept });
  let following: FollowingApp | null = null;
  let noted = '';
  if (kept) keeper.start();

  async function keepTraffic(): Promise<void> {
    const { webhooks, calls } = github.kept();
    const latest = `${String(github.calls.mark())} ${String(webhooks.sent.length)} ${webhooks.sent.at(-1)?.id ?? ''}`;
    if (latest === noted || !seeding.state().done) return;
    await store.put('traffic', encodeTraffic({ sent: webhooks.sent, calls }));
    noted = latest;
  }
  const trafficTimer = repeat('sandbox traffic', trafficEveryMs, log, keepTraffic);

  return {
    github,
    clock,
    players: () => playersOf(github, seeding.people()),
    seeding,
    async settle(withinMs = 3000) {
      const app = following;
      if (!app) return;
      const enough = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
      const followed = follow(app, github, clock).catch((err: unknown) => {
        log.error({ err }, 'the app could not follow');
      });
      await Promise.race([followed, enough]);
    },
    prepare(files) {
      seeding.prepare(files);
      keeper.changed();
    },
    async begin(app, webhookUrl) {
      following = app;
      github.webhooks.setTarget(webhookUrl);
      if (seeding.state().done) return;
      if (!(await seeding.run(app, stopping.signal))) return;
      keeper.start();
      keeper.changed();
      await keeper.durable();
      seeding.finish();
    },
    abandon() {
      keeper.abandon();
    },
    async pause() {
      stopping.abort();
      github.webhooks.autoDeliver = false;
      await github.webhooks.idle();
    },
    async stop() {
      await trafficTimer.stop();
      await keepTraffic();
      await github.stop();
    },
  };
}
