// Opens the sandbox: goes on from what was kept, or prepares a new world that is seeded when the app is there to follow.
import type { FilesRead } from '../jobs/governance-files.js';
import { repeat } from '../jobs/timer.js';
import type { Log } from '../shared/log.js';
import type { Clock } from '../shared/time.js';
import { follow, type FollowingApp } from './app-follows.js';
import { createSandboxClock, type MovableClock } from './clock.js';
import { startForges } from './forges.js';
import { createKeeper } from './keep.js';
import { decodeTraffic, decodeWorld, encodeTraffic, encodeWorld } from './kept.js';
import { playersOf } from './players.js';
import type { Sandbox } from './sandbox.js';
import type { SandboxStore } from './store.js';
import { storyStart } from './story/play.js';
import { createSeeding } from './story/seeding.js';

/** What a new world gets: half a year of a foundation, or only its people and repositories. */
export type SeedChoice = 'story' | 'nothing';

export interface OpenSandboxOptions {
  readonly store: SandboxStore;
  /** Of the app; the forges' pages are at `/sandbox` below it. */
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
  /** What Gitee's webhooks are signed with. */
  readonly giteeSecret: string;
  /** Gives accounts to the people of charter files, which are about to be adopted. */
  prepare(files: FilesRead): void;
  /**
   * Sends webhooks to the app's address, and seeds a new world when the charter is in force; resolves when it is seeded, or stopped.
   * `url`: without a final slash, such as `http://127.0.0.1:3000`.
   */
  begin(app: FollowingApp, url: string): Promise<void>;
  /** Another process has it: nothing is kept any more, so nothing happens any more. */
  abandon(): void;
  /** Stops seeding and sends no more webhooks; those not sent are kept. */
  pause(): Promise<void>;
  stop(): Promise<void>;
}

/** Nobody needs it, and it is megabytes: seldom, and at the end. */
const trafficEveryMs = 20_000;

/** Throws an Error that says what to do when another version kept the sandbox. */
export async function openSandbox(options: OpenSandboxOptions): Promise<OpenSandbox> {
  const { store, publicUrl, real, log } = options;
  const part = await store.get('world');
  const kept = part && decodeWorld(part);
  const traffic = decodeTraffic(part && (await store.get('traffic')));
  const stopping = new AbortController();

  const keeper = createKeeper({
    log,
    write: () => store.put('world', encodeWorld({ ...started.kept(), people: seeding.people(), clock: clock.kept() })),
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
  const started = await startForges({ clock, keeper, publicUrl, kept, traffic });
  const { forges } = started;
  const { github, gitee } = forges;
  const seeding = createSeeding({ forges, clock, real, log, tell: options.tell, seed: options.seed, kept });
  let following: FollowingApp | null = null;
  let noted = '';
  if (kept) keeper.start();

  /** What tells whether there was any traffic since. */
  function latest(): string {
    return [github, gitee]
      .flatMap(({ calls, webhooks }) => [calls.mark(), webhooks.sent().length, webhooks.sent().at(-1)?.id ?? ''])
      .join(' ');
  }

  async function keepTraffic(): Promise<void> {
    const now = latest();
    if (now === noted || !seeding.state().done) return;
    await store.put('traffic', encodeTraffic(started.traffic()));
    noted = now;
  }
  const trafficTimer = repeat('sandbox traffic', trafficEveryMs, log, keepTraffic);

  return {
    ...forges,
    giteeSecret: started.giteeSecret,
    clock,
    players: () => playersOf(forges, seeding.people()),
    seeding,
    async settle(withinMs = 3000) {
      const app = following;
      if (!app) return;
      const enough = new Promise<void>((resolve) => setTimeout(resolve, withinMs).unref());
      const followed = follow(app, forges, clock).catch((err: unknown) => {
        log.error({ err }, 'the app could not follow');
      });
      await Promise.race([followed, enough]);
    },
    prepare(files) {
      seeding.prepare(files);
      keeper.changed();
    },
    async begin(app, url) {
      following = app;
      github.webhooks.setTarget(`${url}/api/github/webhooks`);
      gitee.target(`${url}/api/gitee/webhooks`);
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
      for (const { webhooks } of [github, gitee]) webhooks.autoDeliver = false;
      await Promise.all([github.webhooks.idle(), gitee.webhooks.idle()]);
    },
    async stop() {
      await trafficTimer.stop();
      await keepTraffic();
      await started.stop();
    },
  };
}
