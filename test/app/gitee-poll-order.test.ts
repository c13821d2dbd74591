// What a poll finds and cannot handle yet: what waits for it, and what does not.
import { expect, test } from '@jest/globals';
import type { Lease } from '../../src/queue/lease.js';
import { subjectKey } from '../../src/shared/refs.js';
import { until } from '../support/app.js';
import { deafWorld, poll, reached } from '../support/gitee-poll.js';
import { models, startGiteeWorld, type GiteeWorld } from '../support/gitee-world.js';

const [first, second] = ['M-2026-0001', 'M-2026-0002'];
const minute = 60_000;

/** The issues in which something is left: behind a text also what was written there later, even by us. */
async function left({ app }: GiteeWorld): Promise<readonly string[]> {
  const progress = await app.stores.polls.get('gitee', models);
  return [...new Set(progress?.left.map(({ number }) => number))];
}

/** Holds the lane of an issue, so that what is written there stays where it is. */
async function hold({ app }: GiteeWorld, number: string): Promise<() => Promise<void>> {
  const lane = subjectKey({ forge: 'gitee', repo: models, number });
  const held: Lease[] = [];
  await until('the lane is free', async () => {
    const lease = await app.stores.leases.acquire(`inbox ${lane}`, 'a test', 120_000);
    if (lease) held.push(lease);
    return lease !== null;
  });
  return async () => {
    for (const lease of held) await app.stores.leases.release(lease);
  };
}

test('a text that waits for GitHub’s limit holds up nothing else on Gitee', async () => {
  const world = await deafWorld();
  const { github, gitee, clock, motion, openIssue } = world;
  const { number } = github.as('wang-bo').openPull(models, { title: 'Add a loader', body: 'Loads.' });
  await world.settle();
  github.faults.fail({ path: /\/pulls\/\d+$/, times: 1000, mode: { status: 429, retryAfter: 3600 } });
  const waiting = openIssue('linmei', `/vote technical\n/link github:${models}#${String(number)}`);
  const other = openIssue('chenyu', 'A question.');
  clock.advance(2 * minute);
  await until('it waits', async () => (await left(world)).includes(waiting));
  gitee.as('chenyu').comment(models, other, '/vote technical');
  clock.advance(2 * minute);
  await until('the other is called', async () => (await world.app.stores.motions.find(second)) !== null);
  expect(await motion(second)).toMatchObject({ subjects: [{ number: other }] });
  expect(await left(world)).toEqual([waiting]);
});

test('what is written in a linked issue waits for what was written before and is not handled yet', async () => {
  const world = await deafWorld();
  const { gitee, clock, motion, openIssue } = world;
  const [a, b, other] = [openIssue('linmei', 'One.'), openIssue('linmei', 'Another.'), openIssue('linmei', 'A third.')];
  gitee.as('linmei').comment(models, a, `/vote technical\n/link gitee:${models}#${b}`);
  await poll(world);
  expect(await motion(first)).toMatchObject({ state: 'open', subjects: [{ number: a }, { number: b }] });
  const release = await hold(world, a);
  gitee.as('wangbo').comment(models, a, '/no');
  clock.advance(1000);
  gitee.as('linmei').comment(models, b, '/withdraw');
  clock.advance(1000);
  gitee.as('chenyu').comment(models, other, '/vote technical');
  clock.advance(2 * minute);
  await until('something is left', async () => (await left(world)).length > 0);
  expect([...(await left(world))].sort()).toEqual([a, b].sort());
  expect(await motion(second)).toMatchObject({ state: 'open' });
  await release();
  await poll(world);
  expect(await motion(first)).toMatchObject({ state: 'open', tally: { no: 1 } });
});

/** An issue opened with a text of which GitHub, being away, holds up the rest. */
async function halfDone(world: GiteeWorld) {
  const { github, gitee, clock, openIssue, settle } = world;
  await until('the first poll is noted', async () => (await reached(world)) !== null);
  const { number } = github.as('wang-bo').openPull(models, { title: 'Add a loader', body: 'Loads.' });
  await settle();
  clock.advance(1000);
  github.faults.fail({ path: /\/(issues|pulls)\/\d+$/, times: 1000, mode: { status: 502 } });
  const waiting = openIssue('linmei', `/vote technical\n/link github:${models}#${String(number)}`);
  const ours = () => gitee.comments(models, waiting).flatMap(({ author, body }) => (author.id === 900 ? [body] : []));
  return { waiting, ours };
}

/** GitHub is back: the rest is carried out, and nobody was told that anything was not. */
async function wholeDone(world: GiteeWorld, ours: () => readonly string[]): Promise<void> {
  world.github.faults.clear();
  world.clock.advance(2 * minute);
  const called = async () => (await world.app.stores.ledger.sync()).motions.get(first);
  await until('it is linked', async () => (await called())?.subjects.length === 2);
  await poll(world);
  expect(await left(world)).toEqual([]);
  expect(ours().filter((body) => body.includes('was not run'))).toEqual([]);
}

test.each([
  ['that a poll found', deafWorld],
  ['that a webhook brought', startGiteeWorld],
])('a text %s is carried out to its end, though our own words have changed its issue meanwhile', async (_, start) => {
  const world = await start();
  const { gitee, clock } = world;
  const { waiting, ours } = await halfDone(world);
  clock.advance(2 * minute);
  await until('it waits', async () => (await left(world)).includes(waiting));
  await until('its motion is shown', () => ours().length > 0);
  const lists = () => gitee.calls.all().filter(({ path }) => path.endsWith(`/${models}/issues`)).length;
  for (let i = 0; i < 3; i += 1) {
    const asked = lists();
    clock.advance(2 * minute);
    await until('it is polled again', () => lists() > asked);
  }
  await wholeDone(world, ours);
});

test('a text that waits in its webhook is not told off by a poll that finds its issue changed', async () => {
  const world = await startGiteeWorld();
  const { gitee, clock, app } = world;
  const { waiting, ours } = await halfDone(world);
  await until('the motion is called', async () => (await app.stores.ledger.sync()).motions.size === 1);
  clock.advance(3000);
  // Gitee says of an issue that was commented on that it was changed.
  gitee.as('chenyu').comment(models, waiting, 'A word.');
  clock.advance(2 * minute);
  await until('it waits', async () => (await left(world)).includes(waiting));
  await wholeDone(world, ours);
});
