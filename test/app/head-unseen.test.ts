// Approvals of a head that their writers cannot have seen: refused in words, on both forges.
import { expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { deafWorld, poll } from '../support/gitee-poll.js';
import { models, startGiteeWorld, type GiteeWorld } from '../support/gitee-world.js';
import { startPolicyWorld } from '../support/policies.js';

const policy = 'version: 1\npolicies:\n  owners: { enforce: block, override: [tsc] }\n';
const isNew = 'This pull request was new to me when `/lgtm` came';

function openPull({ gitee }: GiteeWorld): number {
  gitee.as('linmei').commit(models, { OWNERS: 'approvers: [wangbo]\n' }, { message: 'Name the owners' });
  return gitee.as('luren').openPull(models, { title: 'Add things', body: 'Because.' }).number;
}

function head({ gitee }: GiteeWorld, number: number): string {
  return gitee.pull(models, number).pull.head.sha;
}

function record({ app }: GiteeWorld, number: number) {
  return app.stores.contributions.find({ forge: 'gitee', repo: models, number: String(number) });
}

function told({ gitee }: GiteeWorld, number: number, words: string): boolean {
  return gitee.comments(models, number).some(({ author, body }) => author.id === 900 && body.includes(words));
}

test('the first command on a pull request that GitHub never told of approves nothing; given again, it does', async () => {
  const world = await startPolicyWorld({ policy });
  const { github, clock, settle } = world;
  github.webhooks.autoDeliver = false;
  const { number, pull } = github.as('stranger').openPull(models, { title: 'Add things', body: 'Because.' });
  const opened = new Set(github.webhooks.pending().map(({ id }) => id));
  // The first sweep, a minute after the start, would find the pull request.
  clock.advance(30_000);
  github.as('wang-bo').comment(models, number, '/lgtm\n/approve');
  const said = github.webhooks.pending().flatMap(({ id }) => (opened.has(id) ? [] : [id]));
  await github.webhooks.deliverInOrder(said);
  await world.checked(pull.head.sha, 'failure');
  const replies = () => github.comments(models, number).map(({ body }) => body);
  await until('it is told', () => replies().some((body) => body.includes(isNew)));
  clock.advance(60_000);
  github.webhooks.autoDeliver = true;
  github.as('wang-bo').comment(models, number, '/lgtm\n/approve');
  await settle();
  await world.checked(pull.head.sha, 'success');
});

test('an approval that a poll finds together with its pull request approves nothing; given again, it does', async () => {
  const world = await deafWorld({ policy });
  const { gitee, clock } = world;
  const number = openPull(world);
  gitee.as('wangbo').comment(models, number, '/lgtm\n/approve');
  clock.advance(1000);
  gitee.as('luren').push(models, number);
  await poll(world);
  expect((await record(world, number))?.evaluated).toMatchObject({ head: head(world, number), verdict: 'fail' });
  expect((await record(world, number))?.approvals).toEqual([]);
  await until('it is told', () => told(world, number, isNew));
  clock.advance(1000);
  gitee.as('wangbo').comment(models, number, '/lgtm\n/approve');
  await poll(world);
  expect((await record(world, number))?.evaluated?.verdict).toBe('pass');
});

test('what is read back late on Gitee is not taken for what was there when the delivery came', async () => {
  const world = await startGiteeWorld({ policy });
  const { gitee, clock, settle } = world;
  const number = openPull(world);
  const first = head(world, number);
  await until('it is judged', async () => (await record(world, number))?.evaluated?.head === first);
  clock.advance(60_000);
  gitee.faults.fail({ path: /\/pulls\/\d+$/, times: 1, mode: { status: 403, retryAfter: 1 } });
  gitee.as('luren').close(models, number);
  gitee.as('luren').reopen(models, number);
  await gitee.webhooks.idle();
  gitee.as('wangbo').comment(models, number, '/lgtm\n/approve');
  await gitee.webhooks.idle();
  clock.advance(1000);
  gitee.as('luren').push(models, number);
  await until('the new head is judged', async () => {
    await settle();
    return (await record(world, number))?.evaluated?.head === head(world, number);
  });
  await until('the approvals are kept', async () => (await record(world, number))?.approvals.length === 2);
  await settle();
  expect((await record(world, number))?.approvals.map((one) => one.head)).toEqual([first, first]);
  expect((await record(world, number))?.evaluated?.verdict).toBe('fail');
});

test('an approval that GitHub brings late is for the head that was there when it was written', async () => {
  const world = await startPolicyWorld({ policy });
  const { github, app, clock, settle } = world;
  const { number, pull } = github.as('stranger').openPull(models, { title: 'Add things', body: 'Because.' });
  const first = pull.head.sha;
  await world.checked(first, 'failure');
  clock.advance(60_000);
  github.webhooks.autoDeliver = false;
  github.as('wang-bo').comment(models, number, '/lgtm\n/approve');
  const late = github.webhooks.pending().map(({ id }) => id);
  clock.advance(60_000);
  github.as('stranger').push(models, number);
  await github.webhooks.deliverInOrder(github.webhooks.pending().flatMap(({ id }) => (late.includes(id) ? [] : [id])));
  const second = github.pull(models, number).pull.head.sha;
  await world.checked(second, 'failure');
  clock.advance(60_000);
  await github.webhooks.deliverInOrder(late);
  await settle();
  const kept = await app.stores.contributions.find({ forge: 'github', repo: models, number: String(number) });
  expect(kept?.approvals.map(({ head }) => head)).toEqual([first, first]);
  await world.checked(second, 'failure');
});

test('a hold needs no head', async () => {
  const world = await deafWorld({ policy });
  const number = openPull(world);
  world.gitee.as('wangbo').comment(models, number, '/hold');
  await poll(world);
  expect((await record(world, number))?.approvals).toMatchObject([{ kind: 'hold' }]);
});
