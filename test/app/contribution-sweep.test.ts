// The sweep, from outside: what no webhook told of is found, and mended.
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { hours, until } from '../support/app.js';
import { forges, type TestForge } from '../support/forges.js';
import {
  models,
  signedOff,
  startPoliciesOn,
  startPolicyWorld,
  type ForgePolicyWorld,
  type PolicyWorld,
} from '../support/policies.js';

const docs = 'openclaw/docs';
const title = 'feat: load in pieces';
const goodOn = (on: TestForge['id']) => ({
  title,
  body: 'Loads in pieces.',
  message: signedOff(title, 'stranger', 6666, on),
});
const good = goodOn('github');
const policy = 'version: 1\npolicies:\n  dco: { enforce: block }\n  title: { enforce: block }\n';
const minutes = (n: number): number => n * 60_000;
const name = 'OpenCharter / policy';

/** Does something that no webhook tells of. */
function unheard<T>({ forge }: ForgePolicyWorld, act: (forge: TestForge) => T): T {
  forge.webhooks.autoDeliver = false;
  const before = new Set(forge.webhooks.pending());
  const done = act(forge);
  for (const hook of forge.webhooks.pending()) if (!before.has(hook)) forge.webhooks.drop(hook.id);
  forge.webhooks.autoDeliver = true;
  return done;
}

async function metric({ url }: Pick<PolicyWorld, 'url'>, line: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const found = text.split('\n').find((one) => one.startsWith(`opencharter_${line} `));
  return Number(found?.split(' ').at(-1) ?? 0);
}

const pages = 'sweep_calls_total{forge="github"}';
const mends = (reason: string): string => `sweep_mends_total{forge="github",reason="${reason}"}`;

/** Lets so much time pass that a sweep is due, and waits until it has read so many pages of open pull requests and all is done. */
async function sweeps(world: PolicyWorld, count: number, ms = minutes(6)): Promise<void> {
  const before = await metric(world, pages);
  world.clock.advance(ms);
  await until('a sweep has read its lists', async () => (await metric(world, pages)) >= before + count);
  await world.settle();
}

function conclusionOf({ forge }: ForgePolicyWorld, repo: string, head: string): string | null | undefined {
  return forge.checkRuns(repo, head).find((run) => run.name === name)?.conclusion;
}

async function isJudged(world: ForgePolicyWorld, repo: string, head: string, conclusion: string): Promise<void> {
  await until(`${repo} ${head} is ${conclusion}`, () => conclusionOf(world, repo, head) === conclusion);
  await world.settle();
  expect(world.forge.checkRuns(repo, head)).toHaveLength(1);
}

describe.each(forges)('on %s', (on) => {
  const good = goodOn(on);
  /** On Gitee a poll may have been there first. */
  const expectMended = async (world: ForgePolicyWorld, reason: string, count: number): Promise<void> => {
    if (on === 'github') expect(await metric(world, mends(reason))).toBe(count);
  };

  test('pull requests that nobody told of are given their check, wherever the app may act', async () => {
    const world = await startPoliciesOn(on, { policy });
    world.forge.plant({ repositories: [{ name: 'openclaw/secret', private: true }] });
    const opened = unheard(world, (forge) =>
      [models, docs, 'openclaw/secret', 'stranger/thing'].map((repo) => ({
        repo,
        ...forge.as('stranger').openPull(repo, good),
      })),
    );
    world.clock.advance(minutes(2));
    for (const { repo, pull } of opened.slice(0, 3)) await isJudged(world, repo, pull.head.sha, 'success');
    expect(world.forge.checkRuns('stranger/thing', opened[3]?.pull.head.sha ?? '')).toEqual([]);
    await expectMended(world, 'unknown', 3);
  });

  test.each([
    ['a push', (forge: TestForge, n: number) => forge.as('stranger').push(models, n, { message: 'fix: x' }).sha],
    [
      'an edited title',
      (forge: TestForge, n: number) => {
        forge.as('stranger').editTitle(models, n, 'Load');
        return forge.pull(models, n).pull.head.sha;
      },
    ],
  ])('%s is noticed that nobody told of', async (_, act) => {
    const world = await startPoliciesOn(on, { policy });
    const { number, pull } = world.forge.as('stranger').openPull(models, good);
    await world.checked(pull.head.sha, 'success');
    const head = unheard(world, (forge) => act(forge, number));
    world.clock.advance(minutes(6));
    await isJudged(world, models, head, 'failure');
    await expectMended(world, 'changed', 1);
  });

  test('it is noticed that a pull request was closed, and that it was opened again', async () => {
    const world = await startPoliciesOn(on, { policy });
    const { number, pull } = world.forge.as('stranger').openPull(models, good);
    await world.checked(pull.head.sha, 'success');
    const ref = { forge: on, repo: models, number: String(number) } as const;
    const state = async () => (await world.app.stores.contributions.find(ref))?.state;
    unheard(world, (forge) => {
      forge.as('stranger').close(models, number);
    });
    world.clock.advance(minutes(6));
    await until('it is closed here', async () => (await state()) === 'closed');
    unheard(world, (forge) => {
      forge.as('stranger').reopen(models, number);
    });
    world.clock.advance(hours(2));
    await until('it is open here', async () => (await state()) === 'open');
  });

  test('a failure in one repository holds up no other', async () => {
    const world = await startPoliciesOn(on, { policy });
    const { forge } = world;
    forge.faults.fail({ path: '/graphql', times: 10_000, mode: { status: 404 } });
    forge.faults.fail({ path: `/repos/${docs}/pulls`, times: 10_000, mode: { status: 502 } });
    const heads = unheard(world, () =>
      [docs, models].map((repo) => forge.as('stranger').openPull(repo, good).pull.head.sha),
    );
    world.clock.advance(minutes(2));
    await isJudged(world, models, heads[1] ?? '', 'success');
    expect(forge.checkRuns(docs, heads[0] ?? '')).toEqual([]);
    await until('it is in the metrics', async () => (await metric(world, `sweep_failures_total{forge="${on}"}`)) > 0);
    forge.faults.clear();
    world.clock.advance(minutes(6));
    await isJudged(world, docs, heads[0] ?? '', 'success');
  });

  test('a forge that asks to wait is asked again when the time is over', async () => {
    const world = await startPoliciesOn(on, { policy });
    const { forge, clock } = world;
    const head = unheard(world, () => forge.as('stranger').openPull(models, good).pull.head.sha);
    const list = on === 'github' ? '/graphql' : `/repos/${models}/pulls`;
    forge.faults.fail({ path: list, times: 1, mode: { status: 403, retryAfter: 2 } });
    clock.advance(minutes(2));
    await until('it has asked to wait', () => forge.faults.remaining() === 0);
    clock.advance(minutes(2));
    await isJudged(world, models, head, 'success');
  });
});

// Gitee's list of open pull requests tells nothing of checks.
describe('on github a sweep', () => {
  test('has a check written again that is gone from the forge', async () => {
    const world = await startPolicyWorld({ policy });
    const { pull } = world.github.as('stranger').openPull(models, good);
    const run = await world.checked(pull.head.sha, 'success');
    world.github.state.checkRuns.delete(run.id);
    world.clock.advance(minutes(6));
    await isJudged(world, models, pull.head.sha, 'success');
    expect(await metric(world, mends('unchecked'))).toBe(1);
  });

  test('has a check written again that was refused, and not every time while it stays refused', async () => {
    const world = await startPolicyWorld({ policy });
    const { github, app } = world;
    github.faults.fail({ method: 'POST', path: /\/check-runs$/, times: 1000, mode: { status: 403 } });
    const { pull } = github.as('stranger').openPull(models, good);
    await until('the check is given up', async () => (await app.stores.effects.counts()).dead === 1);
    await sweeps(world, 1);
    await until('it is given up again', async () => (await app.stores.effects.counts()).dead === 1);
    await sweeps(world, 1);
    expect(await metric(world, mends('unchecked'))).toBe(1);
    github.faults.clear();
    world.clock.advance(hours(2));
    await isJudged(world, models, pull.head.sha, 'success');
  });

  test('wants no check where nothing is written to the forge', async () => {
    const world = await startPolicyWorld({ policy, config: { forgeWrites: 'off' } });
    const { number } = world.github.as('stranger').openPull(models, good);
    const ref = { forge: 'github', repo: models, number: String(number) } as const;
    await until('it is judged', async () => (await world.app.stores.contributions.find(ref))?.evaluated != null);
    await sweeps(world, 1);
    expect(await metric(world, mends('unchecked'))).toBe(0);
  });

  test('costs one call a hundred pull requests, and none where there are none', async () => {
    const world = await startPolicyWorld({ policy });
    const { github } = world;
    github.as('stranger').openIssue(docs, { title: 'An issue' });
    const { pull } = github.as('stranger').openPull(models, good);
    await world.checked(pull.head.sha, 'success');
    await sweeps(world, 2);
    const mark = github.calls.mark();
    await sweeps(world, 1);
    expect(github.calls.countByTemplate(mark)).toEqual({ 'POST /graphql': 1 });
  });

  test('is made by one instance of several', async () => {
    const world = await startPolicyWorld({ policy });
    const { github } = world;
    await world.startAnother();
    const { pull } = github.as('stranger').openPull(models, good);
    await world.checked(pull.head.sha, 'success');
    const mark = github.calls.mark();
    const lists = (): number => github.calls.countByTemplate(mark)['POST /graphql'] ?? 0;
    world.clock.advance(minutes(6));
    await until('one has swept', () => lists() > 0);
    await sleep(3000);
    expect(lists()).toBe(1);
  });

  test('mends fifty at once, and goes on with the others', async () => {
    const world = await startPolicyWorld({ policy: 'version: 1\npolicies:\n  title: { enforce: block }\n' });
    const heads = unheard(world, (github) =>
      Array.from({ length: 60 }, () => github.as('stranger').openPull(models, good).pull.head.sha),
    );
    const judged = (): number => heads.filter((head) => conclusionOf(world, models, head) === 'success').length;
    await sweeps(world, 1, minutes(2));
    await until('fifty are judged', async () => (await metric(world, mends('unknown'))) === 50 && judged() >= 50);
    expect(judged()).toBe(50);
    world.clock.advance(minutes(2));
    await until('all are judged', () => judged() === 60);
  });
});
