// A pull request on Gitee whose webhooks are lost, and whose head goes back and forth by forced pushes.
import { expect, test } from '@jest/globals';
import { deafWorld, poll } from '../support/gitee-poll.js';
import { models } from '../support/gitee-world.js';

test('a head that an earlier motion was told of supersedes a later motion all the same', async () => {
  const world = await deafWorld();
  const { gitee, motion } = world;
  const { number } = gitee.as('linmei').openPull(models, { title: 'Add a loader', body: 'Loads.' });
  const pull = gitee.pull(models, number);
  const say = async (body: string) => {
    gitee.as('linmei').comment(models, number, body);
    await poll(world);
  };
  /** A forced push of commits that were there before. */
  const goTo = async (head: typeof pull.pull.head) => {
    pull.pull.head = head;
    gitee.as('linmei').editTitle(models, number, `Add a loader, ${head.sha.slice(0, 7)}`);
    await poll(world);
  };
  const { head: first } = pull.pull;
  await say('/vote kept');
  gitee.as('linmei').push(models, number);
  await poll(world);
  const { head: second } = pull.pull;
  await say('/withdraw');
  await goTo(first);
  await say('/vote technical');
  expect(await motion('M-2026-0002')).toMatchObject({ state: 'open', subjects: [{ head: first.sha }] });
  await goTo(second);
  expect(await motion('M-2026-0002')).toMatchObject({ outcome: 'superseded' });
});
