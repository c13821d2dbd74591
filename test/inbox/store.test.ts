// The store of deliveries, on the real engine.
import { randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { packBody } from '../../src/inbox/body.js';
import type { NewDelivery } from '../../src/inbox/accept.js';
import type { Receipt } from '../../src/inbox/order.js';
import type { Acceptance, DeliveryStore } from '../../src/inbox/store.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createDeliveryStore } from '../../src/storage/deliveries.js';
import { deliveriesCollection } from '../../src/storage/delivery-document.js';
import { deliveryPartsCollection } from '../../src/storage/delivery-bodies.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';

const lane = 'github:openclaw/models#12';
let database: Database;
let store: DeliveryStore;
let time = 1_000_000;
let made = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
  store = createDeliveryStore(database, () => time);
});

beforeEach(async () => {
  await database.collection(deliveriesCollection).deleteMany({});
  await database.collection(deliveryPartsCollection).deleteMany({});
});

type Received = NewDelivery & Receipt;

async function insert(batch: readonly Received[], into = store): Promise<readonly Acceptance[]> {
  return into.insert(await Promise.all(batch.map(async (one) => ({ ...one, body: await packBody(one.body) }))));
}

/** A delivery received in that second of a day. */
function received(second: number, given: Partial<Received> = {}): Received {
  made += 1;
  const receivedAt = `2026-03-01T00:00:${String(second).padStart(2, '0')}.000Z`;
  const order = `${receivedAt}/000000/a`;
  const body = Buffer.from(JSON.stringify({ made }));
  return { id: `id-${made}`, forge: 'github', event: 'issue_comment', lane, receivedAt, order, body, ...given };
}

/** Ends the attempt at the head of the lane. */
async function settleHead(outcome: Parameters<DeliveryStore['settle']>[1], of = lane): Promise<string> {
  const head = await store.head(of);
  if (!head) throw new Error(`nothing pending in ${of}`);
  expect(await store.settle(head.record, outcome)).toBe(true);
  return head.record.id;
}

const dead = { state: 'dead', attempts: 12, error: 'no' } as const;
const done = { state: 'done' } as const;

describe('a batch', () => {
  test('is stored, and what was stored before is known by id and body', async () => {
    const [a, b] = [received(1), received(2)];
    expect(await insert([a])).toEqual(['stored']);
    const replayed = { ...a, id: 'another' };
    const changed = { ...a, body: Buffer.from('{"changed":1}') };
    expect(await insert([b, a, replayed, changed])).toEqual(['stored', 'duplicate', 'duplicate', 'conflict']);
    expect(await store.find('another')).toBeNull();
  });

  test('may hold the same delivery twice: one is stored', async () => {
    const a = received(1);
    expect(await insert([a, { ...a, id: 'another' }, a])).toEqual(['stored', 'duplicate', 'duplicate']);
  });

  test('may hold a delivery with two bodies: the first is stored', async () => {
    const a = received(1);
    expect(await insert([a, { ...a, body: Buffer.from('{}') }])).toEqual(['stored', 'conflict']);
  });

  test('of another forge does not know the ids and bodies of this one', async () => {
    const a = received(1);
    expect(await insert([a, { ...a, forge: 'gitee' }])).toEqual(['stored', 'stored']);
    expect((await store.find(`gitee:${a.id}`))?.forge).toBe('gitee');
  });

  test('stored by two instances at once is stored once', async () => {
    const batch = Array.from({ length: 20 }, (_, i) => received(i));
    const other = createDeliveryStore(database, () => time);
    const answers = await Promise.all([
      insert(batch),
      insert(
        batch.map((d) => ({ ...d, id: `x${d.id}` })),
        other,
      ),
    ]);
    expect(answers.flat().filter((answer) => answer === 'stored')).toHaveLength(20);
    expect(answers.flat().filter((answer) => answer === 'duplicate')).toHaveLength(20);
  });

  test('keeps a body that does not compress into one document', async () => {
    const big = received(1, { body: randomBytes(25 * 1024 * 1024) });
    expect(await insert([big])).toEqual(['stored']);
    expect(await database.collection(deliveryPartsCollection).countDocuments({})).toBe(1);
    expect((await store.body(big.id))?.equals(big.body)).toBe(true);
    expect(await insert([big])).toEqual(['duplicate']);
  });
});

describe('a lane', () => {
  test('is due when its head is, whatever stands behind it', async () => {
    await insert([received(1), received(2), received(3, { lane: 'github:openclaw/tools' })]);
    expect(await store.dueLanes(10)).toEqual([lane, 'github:openclaw/tools']);
    await settleHead({ state: 'pending', attempts: 1, dueAt: time + 1, error: 'no' });
    expect(await store.dueLanes(10)).toEqual(['github:openclaw/tools']);
    time += 1;
    expect(await store.dueLanes(1)).toEqual([lane]);
  });

  test('yields its deliveries in the order of receipt', async () => {
    await insert([received(3), received(1), received(2)]);
    const times: (string | undefined)[] = [];
    for (let i = 0; i < 3; i += 1) {
      times.push((await store.head(lane))?.record.receivedAt.slice(17, 19));
      await settleHead(done);
    }
    expect(times).toEqual(['01', '02', '03']);
    expect(await store.head(lane)).toBeNull();
  });

  test('notes the end of an attempt once', async () => {
    await insert([received(1)]);
    const head = await store.head(lane);
    if (!head) throw new Error('no head');
    expect(await store.settle(head.record, { state: 'pending', attempts: 1, dueAt: time, error: 'no' })).toBe(true);
    expect(await store.settle(head.record, { state: 'pending', attempts: 1, dueAt: time, error: 'no' })).toBe(false);
  });

  test('knows what of it was received before an instant and waits', async () => {
    await insert([received(5)]);
    expect(await store.pendingBefore(lane, '2026-03-01T00:00:05.000Z')).toBe(false);
    expect(await store.pendingBefore(lane, '2026-03-01T00:00:05.001Z')).toBe(true);
    await settleHead(dead);
    expect(await store.pendingBefore(lane, '2026-03-01T00:00:05.001Z')).toBe(false);
  });

  test('counts its dead from an instant on and before another', async () => {
    await insert([received(1), received(2), received(3)]);
    for (let i = 0; i < 3; i += 1) await settleHead(dead);
    expect(await store.deadBetween(lane, '2026-03-01T00:00:01.000Z', '2026-03-01T00:00:03.000Z')).toBe(2);
    expect(await store.deadBetween('github:else', '2026-03-01T00:00:00.000Z', '2026-03-02T00:00:00.000Z')).toBe(0);
  });
});

describe('an operator', () => {
  test('sees deliveries newest first, by state and by page', async () => {
    await insert([received(1), received(2), received(3)]);
    const first = await settleHead(dead);
    expect((await store.list({ state: 'dead', page: 1, perPage: 5 })).map(({ id }) => id)).toEqual([first]);
    expect(
      (await store.list({ state: null, page: 1, perPage: 2 })).map(({ receivedAt }) => receivedAt.slice(17, 19)),
    ).toEqual(['03', '02']);
    expect(await store.list({ state: null, page: 2, perPage: 2 })).toHaveLength(1);
    expect(await store.counts()).toEqual({ pending: 2, dead: 1, oldestPending: '2026-03-01T00:00:02.000Z' });
  });

  test('retries what is dead, not what is done or unknown', async () => {
    await insert([received(1), received(2)]);
    const failed = await settleHead(dead);
    const handled = await settleHead(done);
    expect(await store.retry(failed)).toBe('retried');
    expect(await store.find(failed)).toMatchObject({ state: 'pending', attempts: 0, dueAt: time, revived: true });
    expect(await store.retry(handled)).toBe('done');
    expect(await store.retry('nothing')).toBe('unknown');
  });
});

describe('sweeping bodies', () => {
  test('removes those of old deliveries that are done, and no other', async () => {
    const [old, failed, waiting, young] = [received(1), received(2), received(3, { lane: 'github:w' }), received(30)];
    await insert([old, failed, waiting, young]);
    await settleHead(done);
    await settleHead(dead);
    await settleHead(done);
    expect(await store.sweepBodies('2026-03-01T00:00:30.000Z')).toBe(1);
    expect(await store.body(old.id)).toBeNull();
    for (const kept of [failed, waiting, young]) expect((await store.body(kept.id))?.equals(kept.body)).toBe(true);
  });

  test('leaves ids and bodies known for ever', async () => {
    const old = received(1);
    await insert([old]);
    await settleHead(done);
    await store.sweepBodies('2027-03-01T00:00:00.000Z');
    expect(await insert([old, { ...old, id: 'another' }])).toEqual(['duplicate', 'duplicate']);
    expect(await insert([{ ...old, body: Buffer.from('{}') }])).toEqual(['conflict']);
  });

  test('removes the parts of split bodies with them, and those whose delivery was never stored', async () => {
    const parts = database.collection(deliveryPartsCollection);
    const [old, waiting] = [received(1), received(2)].map((d) => ({ ...d, body: randomBytes(17 * 1024 * 1024) }));
    if (!old || !waiting) throw new Error('two deliveries were made');
    await insert([old]);
    await insert([waiting]);
    await insert([{ ...old, body: randomBytes(16 * 1024 * 1024) }]);
    expect(await parts.countDocuments({})).toBe(3);
    await settleHead(done);
    await store.sweepBodies('2026-03-01T00:00:30.000Z');
    expect(await parts.countDocuments({})).toBe(1);
    expect((await store.body(waiting.id))?.equals(waiting.body)).toBe(true);
  });
});

test('every query has an index', async () => {
  const watch = watchQueries(database);
  const batch = [received(1), received(2, { body: randomBytes(17 * 1024 * 1024) })];
  for (const each of [...batch, ...batch]) await insert([each]);
  await store.dueLanes(5);
  await settleHead(done);
  await store.counts();
  await store.list({ state: null, page: 1, perPage: 5 });
  await store.list({ state: 'done', page: 1, perPage: 5 });
  await store.pendingBefore(lane, '2026-03-01T00:00:05.000Z');
  await store.deadBetween(lane, '2026-03-01T00:00:01.000Z', '2026-03-01T00:00:03.000Z');
  await store.retry('id-1');
  await store.body('id-1');
  await store.sweepBodies('2026-03-01T00:00:30.000Z');
  await watch.assertIndexed();
});
