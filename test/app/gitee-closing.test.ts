// Closing a motion on Gitee waits for what was received before: a poll that is ahead of it closes nothing.
import { expect, test } from '@jest/globals';
import { days, until } from '../support/app.js';
import { deafWorld, poll } from '../support/gitee-poll.js';
import { models } from '../support/gitee-world.js';

const minute = 60_000;

test('a push that was received in time and cannot be read yet comes before the closing, though a poll finds a later comment', async () => {
  const world = await deafWorld();
  const { gitee, clock, motion } = world;
  const { number } = gitee.as('luren').openPull(models, { title: 'Load in pieces', body: 'So that they fit.' });
  gitee.as('linmei').comment(models, number, '/vote technical');
  await poll(world);
  clock.advance(days(7) - 10 * minute);
  gitee.faults.fail({ path: /\/pulls\/\d+$/, until: Date.now() + 8000, mode: { status: 502 } });
  gitee.losing = false;
  gitee.as('luren').push(models, number);
  await gitee.webhooks.idle();
  gitee.losing = true;
  clock.advance(11 * minute);
  gitee.as('luren').comment(models, number, '/check-vote');
  clock.advance(3 * minute);
  await until('it is over', async () => (await motion('M-2026-0001')).state === 'closed');
  expect(await motion('M-2026-0001')).toMatchObject({ outcome: 'superseded' });
});
