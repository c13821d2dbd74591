// What a sandbox tells is kept before; what was kept comes back as it was; its clock never goes back.
import { afterEach, expect, test } from '@jest/globals';
import { createSandboxClock } from '../../src/sandbox/clock.js';
import { createKeeper } from '../../src/sandbox/keep.js';
import { decodeTraffic, decodeWorld, encodeWorld, type KeptWorld } from '../../src/sandbox/kept.js';
import { identOf } from '../../src/sandbox/gitee/ident.js';
import type { SimulatedGitee } from '../../src/sandbox/gitee/index.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { ledgerCollection } from '../../src/storage/ledger.js';
import { createSandboxStore, emptyCollections, sandboxCollection } from '../../src/storage/sandbox.js';
import { until } from '../support/app.js';
import { openTestDatabase, quietLog } from '../support/database.js';
import { giteeSecret, startGitee } from '../support/simulated-gitee.js';
import { installationClient, startGitHub, testClock } from '../support/simulated-github.js';
import { startReceiver } from '../support/webhook-receiver.js';

const repo = 'openclaw/models';
const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** A keeper whose writes end when the test says so. */
function heldKeeper() {
  const writes: (() => void)[] = [];
  const write = () =>
    new Promise<void>((resolve) => {
      writes.push(resolve);
    });
  const keeper = createKeeper({ log: quietLog, write });
  keeper.start();
  return { keeper, writes };
}

async function startKept(keeper: ReturnType<typeof heldKeeper>['keeper']) {
  const github = await startGitHub({ keeper });
  cleanups.push(() => github.stop());
  return github;
}

function keptOf(github: SimulatedGitHub, gitee: SimulatedGitee): KeptWorld {
  const [onGitHub, onGitee] = [github.kept(), gitee.kept()];
  const { privateKey, webhookSecret } = github;
  return {
    github: { world: onGitHub.world, pending: onGitHub.webhooks.pending, privateKey, webhookSecret },
    gitee: { ...onGitee, pending: onGitee.webhooks.pending, webhookSecret: giteeSecret },
    people: [{ github: 1001, gitee: 5001 }],
    clock: { offset: 0, last: '2026-03-01T09:12:00.000Z' },
  };
}

async function startOther(options: Parameters<typeof startGitee>[0] = {}): Promise<SimulatedGitee> {
  const gitee = await startGitee(options);
  cleanups.push(() => gitee.stop());
  return gitee;
}

test('a webhook is sent only when the change it tells of is kept', async () => {
  const { keeper, writes } = heldKeeper();
  const github = await startKept(keeper);
  const receiver = await startReceiver();
  cleanups.push(() => receiver.stop());
  github.webhooks.setTarget(receiver.url);
  github.as('lin-mei').openIssue(repo, { title: 'Adopt safetensors' });
  await until('a write has begun', () => writes.length === 1);
  expect([receiver.received.length, github.kept().webhooks.pending.length]).toEqual([0, 1]);
  writes[0]?.();
  await github.webhooks.idle();
  expect([receiver.received.length, github.kept().webhooks.pending.length]).toEqual([1, 0]);
});

test('what happens on one forge is told only when what happened on the other is kept with it', async () => {
  const { keeper, writes } = heldKeeper();
  const github = await startKept(keeper);
  const receiver = await startReceiver();
  cleanups.push(() => receiver.stop());
  const gitee = await startOther({ keeper, webhook: { mode: 'signature', secret: giteeSecret, url: receiver.url } });
  github.as('lin-mei').openIssue(repo, { title: 'Adopt safetensors' });
  await until('a write has begun', () => writes.length === 1);
  gitee.as('lin-mei').openIssue(repo, { title: '采用 safetensors' });
  writes[0]?.();
  await until('the next write has begun', () => writes.length === 2);
  expect([receiver.received.length, gitee.kept().webhooks.pending.length]).toEqual([0, 1]);
  writes[1]?.();
  await gitee.webhooks.idle();
  expect([receiver.received.length, gitee.kept().webhooks.pending.length]).toEqual([1, 0]);
});

test('an answer of the API is given only when what it tells of is kept', async () => {
  const { keeper, writes } = heldKeeper();
  const github = await startKept(keeper);
  const octokit = await installationClient(github);
  let answered = false;
  const call = octokit
    .request('POST /repos/{owner}/{repo}/labels', { owner: 'openclaw', repo: 'models', name: 'kept' })
    .then(() => {
      answered = true;
    });
  await until('a write has begun', () => writes.length === 1);
  expect(answered).toBe(false);
  writes[0]?.();
  await call;
  expect(answered).toBe(true);
});

test('many changes are kept by few writes, and a write that fails is repeated', async () => {
  let [writes, failures] = [0, 1];
  const keeper = createKeeper({
    log: quietLog,
    write: () => {
      writes += 1;
      failures -= 1;
      return failures >= 0 ? Promise.reject(new Error('the database is away')) : Promise.resolve();
    },
  });
  keeper.start();
  for (let i = 0; i < 100; i += 1) keeper.changed();
  await keeper.durable();
  expect(writes).toBe(2);
  await keeper.durable();
  expect(writes).toBe(2);
});

test('a world comes back from its bytes as it was, however long its history, and goes on with new ids', async () => {
  const github = await startGitHub();
  cleanups.push(() => github.stop());
  const { number } = github.as('lin-mei').openPull(repo, { title: 'A loader' });
  for (let i = 0; i < 2000; i += 1) github.as('wang-bo').commit(repo, { 'log.txt': String(i) });
  const comment = github.as('wang-bo').comment(repo, number, '/yes');
  const author = { name: 'Somebody', email: 'somebody@example.org' };
  github.as('lin-mei').push(repo, number, { message: 'Mine', author, verified: true });
  github.as('wang-bo').review(repo, number, 'approve', 'Good');
  github.as('wang-bo').setDraft(repo, number, true);
  const queued = github.as('wang-bo').enqueue(repo, number);
  const { lastId } = github.kept().world;
  const back = decodeWorld(encodeWorld(keptOf(github, await startOther())));
  const repository = back.github.world.repositories.get(3001);
  const head = repository?.branches.get('main');
  expect([...(repository?.commits.keys() ?? [])]).toEqual([
    ...(github.state.repositories.get(3001)?.commits.keys() ?? []),
  ]);
  expect(repository?.commits.get(head?.sha ?? '')).toBe(head);

  const again = await startGitHub({
    kept: { world: back.github.world, webhooks: { pending: back.github.pending, sent: [] }, calls: [] },
  });
  cleanups.push(() => again.stop());
  expect(again.webhooks.pending().map(({ id }) => id)).toEqual(github.webhooks.pending().map(({ id }) => id));
  expect(again.comments(repo, number)[0]?.author).toBe(again.as('wang-bo').account);
  expect(again.pull(repo, number).pull).toMatchObject({
    draft: true,
    head: { author, authorId: null, committerId: 1001, verified: true },
    reviews: [{ state: 'APPROVED', body: 'Good', user: again.as('wang-bo').account }],
  });
  expect(again.as('wang-bo').mergeQueued(repo, number).sha).toBe(queued.sha);
  const next = again.as('chen-yu').comment(repo, number, '/no');
  expect([next.id > lastId, comment.id <= lastId]).toEqual([true, true]);
});

test('Gitee comes back with its rows of numbers, hooks, roles, passes and token', async () => {
  const github = await startGitHub();
  cleanups.push(() => github.stop());
  const gitee = await startOther();
  gitee.target('http://127.0.0.1:9/api/gitee/webhooks');
  gitee.webhooks.autoDeliver = false;
  await gitee.webhooks.idle();
  const issue = identOf(gitee.as('wang-bo').openIssue(repo, { title: '采用' }).id);
  gitee.as('wang-bo').setState(repo, issue, 'progressing');
  const { number } = gitee.as('lin-mei').openPull(repo, { title: '加载器' });
  const comment = gitee.as('wang-bo').comment(repo, number, '/lgtm');
  gitee.as('wang-bo').approve(repo, number);
  gitee.as('wang-bo').pass(repo, number);
  const back = decodeWorld(encodeWorld(keptOf(github, gitee))).gitee;

  const again = await startOther({ kept: { ...back, webhooks: { pending: back.pending, sent: [] }, calls: [] } });
  again.webhooks.autoDeliver = false;
  expect(again.token).toBe(gitee.token);
  expect(again.webhooks.pending().map(({ id }) => id)).toEqual(gitee.webhooks.pending().map(({ id }) => id));
  expect(again.webhooks.pending().length).toBeGreaterThan(3);
  expect([...again.gitee.hooks.values()]).toEqual([...gitee.gitee.hooks.values()]);
  expect(again.comments(repo, number)[0]?.author).toBe(again.as('wang-bo').account);
  expect(again.pull(repo, number).pull.reviews.map(({ user }) => user)).toEqual([again.as('wang-bo').account]);
  expect(again.gitee.tested).toEqual(gitee.gitee.tested);
  expect(again.gitee.log.at(-1)?.subject).toBe(again.pull(repo, number));
  expect(again.as('lin-mei').comment(repo, number, '谢谢').id).toBe(comment.id + 1);
  expect(identOf(again.as('lin-mei').openIssue(repo, { title: '另一个' }).id) > issue).toBe(true);
});

test('what another version kept is refused with what to do; its traffic is forgotten', () => {
  const other = { format: 99, bytes: Buffer.from('whatever') };
  expect(() => decodeWorld(other)).toThrow(/another version of OpenCharter \(format 99/);
  const nothing = { sent: [], calls: [] };
  expect(decodeTraffic(other)).toEqual({ github: nothing, gitee: nothing });
});

test('a part larger than a document is kept in pieces, and replaced as a whole', async () => {
  const database = await openTestDatabase();
  const store = createSandboxStore(database);
  const large = Buffer.alloc(30 * 1024 * 1024, 'large');
  for (const bytes of [Buffer.from('small'), large, Buffer.alloc(0), large, Buffer.from('small again')]) {
    await store.put('world', { format: 1, bytes });
    const kept = await createSandboxStore(database).get('world');
    expect(Buffer.compare(kept?.bytes ?? Buffer.from('nothing'), bytes)).toBe(0);
  }
  expect(await database.collection(sandboxCollection).countDocuments()).toBe(1);
  expect(await store.get('traffic')).toBeNull();
});

test('emptying leaves the collections it was not given', async () => {
  const database = await openTestDatabase();
  await database.connection.collection('ledger').insertOne({ text: 'x' });
  await database.connection.collection('notes').insertOne({ text: 'somebody else' });
  await emptyCollections(database, [ledgerCollection, sandboxCollection]);
  const left = ['ledger', 'notes'].map((name) => database.connection.collection(name).countDocuments());
  expect(await Promise.all(left)).toEqual([0, 1]);
});

test('governance time is real time plus what it was advanced, and never goes back', async () => {
  const real = testClock();
  const keep = () => Promise.resolve();
  const clock = createSandboxClock({ real, kept: null, keep });
  expect(clock.now()).toBe('2026-03-01T09:12:00.000Z');
  await clock.advance(3_600_000);
  real.advance(60_000);
  expect(clock.now()).toBe('2026-03-01T10:13:00.000Z');
  real.advance(-120_000);
  expect(clock.now()).toBe('2026-03-01T10:13:00.000Z');
  await expect(clock.advance(-1)).rejects.toThrow(RangeError);

  const again = createSandboxClock({ real: testClock('2026-03-01T09:00:00Z'), kept: clock.kept(), keep });
  expect(again.now()).toBe('2026-03-01T10:13:00.000Z');
});

test('an advance counts when it is kept, not before', async () => {
  let kept: () => void = () => undefined;
  const keep = () =>
    new Promise<void>((resolve) => {
      kept = resolve;
    });
  const clock = createSandboxClock({ real: testClock(), kept: null, keep });
  const advanced = clock.advance(1000);
  expect([clock.now(), clock.kept().offset]).toEqual(['2026-03-01T09:12:00.000Z', 1000]);
  kept();
  await advanced;
  expect(clock.now()).toBe('2026-03-01T09:12:01.000Z');
});
