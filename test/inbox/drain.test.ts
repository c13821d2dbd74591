// Deliveries from the store to their handler, through a real worker on the real engine.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createAcceptor, type Acceptor } from '../../src/inbox/accept.js';
import { payloadOf, type Delivery, type DeliveryState } from '../../src/inbox/delivery.js';
import { createDrain, errorText, RetryLater, type DrainOptions } from '../../src/inbox/drain.js';
import type { DeliveryStore } from '../../src/inbox/store.js';
import { createWorker, type Worker } from '../../src/queue/worker.js';
import { systemClock } from '../../src/shared/time.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes } from '../../src/storage/connect.js';
import { createDeliveryStore } from '../../src/storage/deliveries.js';
import { createLeases } from '../../src/storage/lanes.js';
import { openTestDatabase, quietLog } from '../support/database.js';

let store: DeliveryStore;
let acceptor: Acceptor;
let worker: Worker | null;
let time: number;
let made = 0;

type Handle = DrainOptions['handle'];

beforeEach(async () => {
  const database = await openTestDatabase();
  await ensureIndexes(database, collections);
  time = 1_000_000;
  store = createDeliveryStore(database, () => time);
  acceptor = createAcceptor({
    store,
    clock: systemClock,
    instance: 'a',
    onStored: (lane) => worker?.wake(lane),
    log: quietLog,
  });
  worker = null;
});

afterEach(() => worker?.stop());

async function start(handle: Handle, options: Partial<DrainOptions> = {}): Promise<Worker> {
  const database = await openTestDatabase();
  await ensureIndexes(database, collections);
  worker = createWorker({
    name: 'inbox',
    owner: 'a',
    dueLanes: (limit) => store.dueLanes(limit),
    drain: createDrain({ store, handle, log: quietLog, now: () => time, random: () => 0, ...options }),
    leases: createLeases(database, Date.now),
    concurrency: 4,
    pollMs: 60_000,
    leaseMs: 9000,
    log: quietLog,
  });
  worker.start();
  return worker;
}

async function send(id: string, lane = 'github:openclaw/models#1'): Promise<void> {
  made += 1;
  const body = Buffer.from(JSON.stringify({ id, made }));
  expect(await acceptor.accept({ id, forge: 'github', event: 'issues', lane, body })).toBe('stored');
}

async function stateOf(id: string): Promise<DeliveryState | undefined> {
  return (await store.find(id))?.state;
}

describe('a lane of deliveries', () => {
  test('is handled in the order of receipt, each with its body', async () => {
    const ids = Array.from({ length: 10 }, (_, i) => `id-${String(i)}`);
    for (const id of ids) await send(id);
    const handled: unknown[] = [];
    const running = await start((delivery) => Promise.resolve(void handled.push(payloadOf(delivery))));
    await running.idle();
    expect(handled).toEqual(ids.map((id) => expect.objectContaining({ id })));
    expect(await store.counts()).toEqual({ pending: 0, dead: 0, oldestPending: null });
  });

  test('is handled at once when a delivery arrives', async () => {
    let arrived: (delivery: Delivery) => void = () => undefined;
    const first = new Promise<Delivery>((resolve) => (arrived = resolve));
    const running = await start((delivery) => {
      arrived(delivery);
      return Promise.resolve();
    });
    await running.idle();
    await send('a');
    expect((await first).id).toBe('a');
  });

  test('waits behind a delivery that fails, while other lanes go on', async () => {
    const handled: string[] = [];
    let failing = true;
    for (const id of ['a', 'b']) await send(id);
    await send('c', 'github:openclaw/tools');
    const running = await start(({ id }) => {
      if (id === 'a' && failing) return Promise.reject(new Error('not now'));
      handled.push(id);
      return Promise.resolve();
    });
    await running.idle();
    expect(handled).toEqual(['c']);
    expect(await store.find('a')).toMatchObject({
      state: 'pending',
      attempts: 1,
      dueAt: time + 2000,
      error: 'Error: not now',
    });
    failing = false;
    time += 1999;
    await running.idle();
    expect(handled).toEqual(['c']);
    time += 1;
    await running.idle();
    expect(handled).toEqual(['c', 'a', 'b']);
    expect(await store.find('a')).toMatchObject({ state: 'done', error: null });
  });

  test('goes on without a delivery that has failed twelve times, and takes it up again when told', async () => {
    const handled: string[] = [];
    let failing = true;
    const settled: string[] = [];
    for (const id of ['a', 'b']) await send(id);
    const running = await start(
      ({ id }) => {
        if (id === 'a' && failing) return Promise.reject(new Error('never'));
        handled.push(id);
        return Promise.resolve();
      },
      { onSettled: ({ id }, state) => settled.push(`${id} ${state}`) },
    );
    for (let i = 0; i < 12; i += 1) {
      await running.idle();
      time += 300_000;
    }
    expect(await store.find('a')).toMatchObject({ state: 'dead', attempts: 12, error: 'Error: never' });
    expect(handled).toEqual(['b']);
    expect(settled).toEqual([...Array.from({ length: 11 }, () => 'a pending'), 'a dead', 'b done']);
    failing = false;
    expect(await store.retry('a')).toBe('retried');
    await running.idle();
    expect(await stateOf('a')).toBe('done');
  });

  test('waits as long as the forge asked, which is no failure', async () => {
    const asked = new Error('the forge', {
      cause: new AggregateError([new RetryLater('secondary limit', 60_000)], 'all'),
    });
    let failing = true;
    await send('a');
    const running = await start(() => (failing ? Promise.reject(asked) : Promise.resolve()));
    await running.idle();
    expect(await store.find('a')).toMatchObject({ state: 'pending', attempts: 0, dueAt: time + 60_000 });
    failing = false;
    time += 60_000;
    await running.idle();
    expect(await stateOf('a')).toBe('done');
  });

  test('is left as it is when its lease was lost while handling', async () => {
    await send('a');
    const lost = new AbortController();
    const drain = createDrain({
      store,
      handle: () => {
        lost.abort();
        return Promise.resolve();
      },
      log: quietLog,
      now: () => time,
    });
    const lease = { lane: 'github:openclaw/models#1', owner: 'a', fence: 1 };
    await drain(lease.lane, lease, lost.signal, () => false);
    expect(await stateOf('a')).toBe('pending');
  });
});

test('an error is told with its causes', () => {
  const cause = new AggregateError([new TypeError('x is not a number'), 'a text'], 'two handlers failed');
  expect(errorText(new Error('delivery failed', { cause }))).toBe(
    'Error: delivery failed, because AggregateError: two handlers failed, because TypeError: x is not a number, because a text',
  );
});
