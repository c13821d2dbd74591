// What was written long before, and was never for us: a signature of Gitee's may tell of it as new, and it speaks for nobody.
import { expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { altered, disbelieved, lastTold, send } from '../support/gitee-forgery.js';
import { signedHook } from '../support/gitee-hook.js';
import { reached } from '../support/gitee-poll.js';
import { giteeUsers, models, secret, startGiteeWorld, token, type GiteeWorld } from '../support/gitee-world.js';

const [, wangbo] = giteeUsers;
const minute = 60_000;
const policy = 'version: 1\npolicies:\n  owners: { enforce: block }\n';

/** The app comes to a Gitee where people worked before. */
async function arrive(world: GiteeWorld): Promise<void> {
  const { app, config, gitee } = world;
  await app.stop();
  const settings = { url: gitee.url, token, webhookSecret: secret, webhookMode: 'signature', proxy: null } as const;
  world.app = await world.startAnother({ port: config.port, gitee: settings });
  await until('the first poll is noted', async () => (await reached(world)) !== null);
  gitee.losing = false;
}

async function settle({ app, gitee }: GiteeWorld): Promise<void> {
  await gitee.webhooks.idle();
  await app.idle();
}

/** Tells of a member's comment as if it had just been written. */
async function tellAgain(world: GiteeWorld, comment: { readonly id: number; readonly body: string }): Promise<void> {
  const told = altered(lastTold(world, 'Note'), { comment: { id: comment.id, body: comment.body, user: wangbo } });
  expect((await send(world, signedHook(told, secret, Date.now()))).status).toBe(202);
  await settle(world);
}

test('an approval from before approves no head of today', async () => {
  const world = await startGiteeWorld({ policy, config: { gitee: null } });
  const { gitee, clock } = world;
  gitee.losing = true;
  gitee.as('linmei').commit(models, { OWNERS: 'approvers: [wangbo]\n' }, { message: 'Name the owners' });
  const { number } = gitee.as('luren').openPull(models, { title: 'Add things', body: 'Because.' });
  const before = gitee.as('wangbo').comment(models, number, '/approve');
  clock.advance(20 * minute);
  await arrive(world);
  const ref = { forge: 'gitee', repo: models, number: String(number) } as const;
  const record = () => world.app.stores.contributions.find(ref);
  gitee.as('luren').push(models, number);
  gitee.as('luren').comment(models, number, 'Somebody approved this once.');
  await until('the new head is judged', async () => (await record())?.evaluated?.verdict === 'fail');
  await settle(world);
  clock.advance(1000);
  await tellAgain(world, before);
  expect((await record())?.approvals).toEqual([]);
  expect((await record())?.evaluated?.verdict).toBe('fail');
  expect(await disbelieved(world)).toEqual({ old: 1 });
});

test('a ballot from before is none in the motion of today', async () => {
  const world = await startGiteeWorld({ config: { gitee: null } });
  const { gitee, clock, openIssue } = world;
  gitee.losing = true;
  const number = openIssue('linmei', 'A matter for another bot.');
  const before = gitee.as('wangbo').comment(models, number, '/yes');
  clock.advance(20 * minute);
  await arrive(world);
  gitee.as('linmei').comment(models, number, '/vote technical');
  await settle(world);
  expect(await world.motion('M-2026-0001')).toMatchObject({ state: 'open' });
  clock.advance(1000);
  await tellAgain(world, before);
  expect(await world.motion('M-2026-0001')).toMatchObject({ tally: { ballots: 0 } });
  expect(await disbelieved(world)).toEqual({ old: 1 });
});
