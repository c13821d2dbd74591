// A command's whole way, the app in processes of its own: how long from a ballot's webhook to the first call for it at the (simulated) GitHub
// while 20 come a second; and how many ballots a second are accepted, in the ledger and answered with their reaction, as fast as it goes, with
// one process and with two. The database is MONGODB_URI's, or an embedded engine.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '../src/storage/embedded/start.js';
import { median, options, percentile, table } from './support/report.js';
import { openStage, until, type Stage } from './support/stage.js';
import { watchReactions } from './support/watch.js';

const perSecond = 20;
const ballots = 400;
/** Webhooks without their answer yet. */
const inFlight = 32;

function ascending(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

interface Latencies {
  readonly toFirstCall: readonly number[];
  readonly forgeOwn: readonly number[];
}

/** Casts ballots at the pace and waits for all reactions. */
async function measureLatency(stage: Stage, seconds: number): Promise<Latencies> {
  const watch = watchReactions();
  const sent: ReturnType<Stage['cast']>[] = [];
  const began = performance.now();
  for (let i = 0; i < perSecond * seconds; i += 1) {
    await sleep(Math.max(0, began + (i * 1000) / perSecond - performance.now()));
    sent.push(stage.cast());
  }
  await Promise.all(sent.map(({ accepted }) => accepted));
  await until('every ballot has its reaction', () => watch.ownMs.length === sent.length);
  watch.stop();
  const toFirstCall = sent.map(({ comment, sentAt }) => (watch.arrived.get(comment) ?? Number.NaN) - sentAt);
  return { toFirstCall, forgeOwn: watch.ownMs };
}

interface Rates {
  readonly accepted: number;
  readonly done: number;
}

/** Casts ballots as fast as they are accepted; a second for acceptance, and for all that follows. */
async function measureRates(stage: Stage): Promise<Rates> {
  const watch = watchReactions();
  let left = ballots;
  async function sender(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await stage.cast().accepted;
    }
  }
  const began = performance.now();
  await Promise.all(Array.from({ length: inFlight }, sender));
  const accepted = ballots / ((performance.now() - began) / 1000);
  await until('every ballot has its reaction', () => watch.ownMs.length === ballots);
  const done = ballots / ((Math.max(...watch.arrived.values()) - began) / 1000);
  watch.stop();
  await stage.counted();
  return { accepted, done };
}

const { seconds, rounds } = options({ seconds: 4, rounds: 3 });
const folder = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
const log = { info: () => undefined, warn: console.warn, error: console.error };
const given = process.env['MONGODB_URI'];
const engine = given === undefined ? await startEmbedded(join(folder, 'db'), log) : null;
const server = given ?? engine?.uri ?? '';

const latencies: Latencies[] = [];
const rates = new Map<number, Rates[]>([
  [1, []],
  [2, []],
]);
for (let round = 0; round < rounds; round += 1) {
  for (const [processes, results] of rates) {
    const stage = await openStage(server, folder, processes);
    if (processes === 1) latencies.push(await measureLatency(stage, seconds));
    results.push(await measureRates(stage));
    await stage.stop();
  }
}
await engine?.stop();
await rm(folder, { recursive: true, force: true });

function spread(name: string, values: readonly number[]): readonly string[] {
  return [name, ...[0.5, 0.99].map((share) => percentile(ascending(values), share).toFixed(1))];
}

const times = `${String(rounds)} rounds`;
console.log(
  `from a ballot's webhook to the first call, ${String(perSecond)} a second, ${times} of ${String(seconds)} s\n`,
);
table([
  ['', 'p50 ms', 'p99 ms'],
  spread(
    '1 process',
    latencies.flatMap(({ toFirstCall }) => toFirstCall),
  ),
  spread(
    "the forge's own time",
    latencies.flatMap(({ forgeOwn }) => forgeOwn),
  ),
]);
console.log(`\nballots a second, ${String(ballots)} as fast as they go, medians of ${times}\n`);
table([
  ['', 'accepted', 'in the ledger and reacted to'],
  ...[...rates].map(([processes, results]) => [
    processes === 1 ? '1 process' : `${String(processes)} processes`,
    median(results.map(({ accepted }) => accepted)).toFixed(0),
    median(results.map(({ done }) => done)).toFixed(0),
  ]),
]);
console.log('');
