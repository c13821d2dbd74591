// Gitee's own review "pass" as an approval: only for a commit that it was surely given for.
import { expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { deafWorld, poll } from '../support/gitee-poll.js';
import { models, startGiteeWorld, type GiteeWorld } from '../support/gitee-world.js';

const policy = 'version: 1\npolicies:\n  owners: { enforce: block }\n';
const owners = { OWNERS: 'approvers: [wangbo]\n' };
const unbound = 'wangbo passed this in the forge’s own review, but it cannot be told for which commit';

/** A pull request of somebody's, on Gitee. */
function openPull({ gitee }: GiteeWorld): number {
  gitee.as('linmei').commit(models, owners, { message: 'Name the owners' });
  return gitee.as('luren').openPull(models, { title: 'Add things', body: 'Because.' }).number;
}

function record({ app }: GiteeWorld, number: number) {
  return app.stores.contributions.find({ forge: 'gitee', repo: models, number: String(number) });
}

/** Waits until the head of now is judged so. */
async function judged(world: GiteeWorld, number: number, verdict: 'pass' | 'fail'): Promise<void> {
  const { sha } = world.gitee.pull(models, number).pull.head;
  await until(`${sha} is judged to ${verdict}`, async () => {
    await world.settle();
    const evaluated = (await record(world, number))?.evaluated;
    return evaluated?.head === sha && evaluated.verdict === verdict;
  });
}

function told({ gitee }: GiteeWorld, number: number): string {
  return gitee
    .comments(models, number)
    .flatMap(({ author, body }) => (author.id === 900 ? [body] : []))
    .join('\n');
}

test('counts like /lgtm and /approve for the head it was given for, and falls with a push unless no file changes', async () => {
  const world = await startGiteeWorld({ policy });
  const number = openPull(world);
  await judged(world, number, 'fail');
  world.gitee.as('wangbo').approve(models, number);
  await judged(world, number, 'pass');
  world.gitee.as('luren').push(models, number, { sameTree: true });
  await judged(world, number, 'pass');
  world.gitee.as('luren').push(models, number);
  await judged(world, number, 'fail');
});

test('counts where polling alone finds it, though a comment came after it; no more when it is taken back; and again when it is given again', async () => {
  const world = await deafWorld({ policy });
  const { gitee, clock } = world;
  const number = openPull(world);
  await poll(world);
  await judged(world, number, 'fail');
  gitee.as('wangbo').approve(models, number);
  clock.advance(1000);
  gitee.as('wangbo').comment(models, number, 'Well done.');
  await poll(world);
  await judged(world, number, 'pass');
  gitee.as('luren').push(models, number);
  await poll(world);
  await judged(world, number, 'fail');
  gitee.as('wangbo').resetReview(models, number);
  clock.advance(1000);
  await poll(world);
  gitee.as('wangbo').approve(models, number);
  await poll(world);
  await judged(world, number, 'pass');
});

test('does not count for what was pushed between the pass and its reading, and the pull request says so', async () => {
  const world = await deafWorld({ policy });
  const number = openPull(world);
  await poll(world);
  world.gitee.as('wangbo').approve(models, number);
  world.clock.advance(1000);
  world.gitee.as('luren').push(models, number);
  await poll(world);
  await judged(world, number, 'fail');
  await until('it is told', () => told(world, number).includes(unbound));
  world.clock.advance(1000);
  world.gitee.as('wangbo').comment(models, number, '/lgtm\n/approve');
  await poll(world);
  await judged(world, number, 'pass');
});

test('does not count where it was there before the pull request was first read', async () => {
  const world = await startGiteeWorld({ policy });
  world.gitee.losing = true;
  const number = openPull(world);
  world.gitee.as('wangbo').approve(models, number);
  world.gitee.losing = false;
  world.gitee.as('luren').close(models, number);
  world.gitee.as('luren').reopen(models, number);
  await judged(world, number, 'fail');
  await until('it is told', () => told(world, number).includes(unbound));
  expect((await record(world, number))?.passes?.given).toMatchObject([{ account: { id: 9002 }, head: '' }]);
});
