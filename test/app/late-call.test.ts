// A call that could not be handled for a whole voting period: what nobody could see is not opened and closed behind everybody's back.
import { expect, test } from '@jest/globals';
import type { App } from '../../src/compose/app.js';
import type { MotionView } from '../../src/motions/view.js';
import { days, startWorld, until, type TestWorld } from '../support/app.js';

const repo = 'openclaw/models';

/** A `/vote` that was stored, with nobody at work to handle it; `given up` when it is dead. The issue's number and the delivery's id. */
async function stored(world: TestWorld, state: 'pending' | 'given up') {
  const { github, config, clock } = world;
  const { number: n } = github.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: 'Let us decide.' });
  await world.settle();
  await world.app.stop();
  world.app = await world.startAnother({ port: config.port, role: 'web' });
  const calledAt = clock.now();
  github.as('wang-bo').comment(repo, n, '/vote technical');
  await github.webhooks.idle();
  const { deliveries } = world.app.stores;
  const head = await deliveries.head(`github:${repo}#${String(n)}`);
  if (!head) throw new Error('the call was not stored');
  if (state === 'given up')
    await deliveries.settle(head.record, { state: 'dead', attempts: 12, error: 'Error: broken' });
  return { n, id: head.record.id, calledAt };
}

/** The motion as it is shown, once it has come to the state. */
async function shown({ stores }: App, state: MotionView['state']): Promise<MotionView | null> {
  const find = () => stores.motions.find('M-2026-0001');
  await until(`the motion is ${state}`, async () => (await find())?.state === state);
  return find();
}

function replies({ github }: TestWorld, n: number): readonly string[] {
  return github.comments(repo, n).flatMap(({ author, body }) => (author.type === 'Bot' ? [body] : []));
}

test('one that was given up is refused with a reply when it is retried after its period', async () => {
  const world = await startWorld();
  const { n, id } = await stored(world, 'given up');
  world.clock.advance(days(7));
  const worker = await world.startAnother({ role: 'worker' });
  expect(await worker.stores.deliveries.retry(id)).toBe('retried');
  await until('it is answered', () => replies(world, n).length > 0);
  expect(replies(world, n)).toEqual([expect.stringContaining('please call it again')]);
  expect((await worker.stores.ledger.sync()).motions.size).toBe(0);

  world.github.as('wang-bo').comment(repo, n, '/vote technical');
  await until('it is called again', async () => (await worker.stores.ledger.sync()).motions.size === 1);
});

test('one that was given up opens with its due time when it is retried within its period', async () => {
  const world = await startWorld();
  const { id, calledAt } = await stored(world, 'given up');
  world.clock.advance(days(6));
  const worker = await world.startAnother({ role: 'worker' });
  await worker.stores.deliveries.retry(id);
  expect(await shown(worker, 'open')).toMatchObject({ state: 'open', opened_at: calledAt });
});

test('one that waited while nobody was at work is opened and closed with its due times, however late', async () => {
  const world = await startWorld();
  const { calledAt } = await stored(world, 'pending');
  world.clock.advance(days(30));
  const worker = await world.startAnother({ role: 'worker' });
  expect(await shown(worker, 'closed')).toMatchObject({ outcome: 'no-quorum', opened_at: calledAt });
});
