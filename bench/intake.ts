// Deliveries a second with their latency at 1, 10 and 50 connections: the app's durable intake, of GitHub's webhooks and of Gitee's, beside Probot's own middleware with an empty
// handler, Express reading the same body, and plain node:http. Signed payloads of GitHub's own size, each with its own id and body. The
// servers take turns within one run, because such figures drift by far more than they differ.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startEmbedded } from '../src/storage/embedded/start.js';
import { createGiteeRequests, createRequests, load, type Load } from './support/load.js';
import { median, options, percentile, table } from './support/report.js';

const kinds = ['durable', 'gitee', 'probot', 'express', 'node'] as const;
type Kind = (typeof kinds)[number];

interface Running {
  readonly kind: Kind;
  readonly child: ChildProcess;
  readonly port: number;
}

/** GitHub's own first example of an event. */
async function exampleOf(event: string): Promise<object> {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const all = z.array(z.object({ name: z.string(), examples: z.array(z.looseObject({})) }));
  const found = all.parse(JSON.parse(await readFile(file, 'utf8'))).find(({ name }) => name === event);
  if (!found?.examples[0]) throw new Error(`there is no example of ${event}`);
  return found.examples[0];
}

async function start(kind: Kind, uri: string): Promise<Running> {
  const child = fork(fileURLToPath(new URL('support/servers.ts', import.meta.url)), [kind, uri]);
  const [{ port }] = z.tuple([z.object({ port: z.number() }), z.unknown()]).parse(await once(child, 'message'));
  return { kind, child, port };
}

const { seconds, rounds } = options({ seconds: 2, rounds: 3 });
// GitHub names the installation in every delivery to an app (its examples leave it out), and Probot makes a client for it each time.
const payload = { ...(await exampleOf('issue_comment')), installation: { id: 1234567, node_id: 'I_kwA1' } };
const recorded = new URL('../test/fixtures/gitee/webhooks/go-scm__note_hook_issue_comment.json', import.meta.url);
const giteePayload = z.looseObject({}).parse(JSON.parse(await readFile(recorded, 'utf8')));
const github = createRequests(payload, '/api/github/webhooks');
const gitee = createGiteeRequests(giteePayload, '/api/gitee/webhooks');
const nextOf = (kind: Kind): (() => Buffer) => (kind === 'gitee' ? gitee : github);
const folder = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
const log = { info: () => undefined, warn: console.warn, error: console.error };
const engine = await startEmbedded(join(folder, 'db'), log);
const servers = await Promise.all(kinds.map((kind) => start(kind, engine.uri)));

console.log(
  `deliveries of ${String(github().length)} bytes (Gitee's: ${String(gitee().length)}), ${String(rounds)} rounds of ${String(seconds)} s each, medians\n`,
);
for (const { kind, port } of servers) await load(port, 10, Math.min(2, seconds), nextOf(kind));
for (const connections of [1, 10, 50]) {
  const results = new Map<Kind, Load[]>(kinds.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { kind, port } of servers) results.get(kind)?.push(await load(port, connections, seconds, nextOf(kind)));
  }
  const base = median((results.get('probot') ?? []).map(({ perSecond }) => perSecond));
  const rows = [...results].map(([kind, loads]) => {
    const rate = median(loads.map(({ perSecond }) => perSecond));
    const [p50, p99] = [0.5, 0.99].map((share) => median(loads.map(({ latencies }) => percentile(latencies, share))));
    return [kind, rate.toFixed(0), (p50 ?? 0).toFixed(2), (p99 ?? 0).toFixed(2), (rate / base).toFixed(2)];
  });
  table([[`${String(connections)} connections`, 'per second', 'p50 ms', 'p99 ms', '× Probot'], ...rows]);
  console.log('');
}

for (const { child } of servers) child.disconnect();
await engine.stop();
await rm(folder, { recursive: true, force: true });
