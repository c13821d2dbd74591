// A forge that fails, lies, asks to wait, or tells things twice and in another order: no check is wrong, and none stays away.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { shorterBy } from '../../src/sandbox/forge/faults.js';
import { until } from '../support/app.js';
import { models, signedOff, startPolicyWorld, type PolicyWorld } from '../support/policies.js';

const title = 'feat: load in pieces';
const body = 'Loads the weights in pieces, so that they fit into memory.';
const signed = (text: string): string => signedOff(text, 'stranger', 6666);
const good = { title, body, message: signed(title) };
const dcoOnly = 'version: 1\npolicies:\n  dco: { enforce: block }\n';
const titleOnly = 'version: 1\npolicies:\n  title: { enforce: block }\n';

function refOf(number: number) {
  return { forge: 'github', repo: models, number: String(number) } as const;
}

/** The check of a head when it is in progress. */
async function waiting({ check }: PolicyWorld, head: string) {
  await until(`the check of ${head} is in progress`, () => check(head)?.status === 'in_progress');
  return check(head);
}

/** Lets the time pass that a contribution waits until it is judged again. */
async function hasten({ app }: PolicyWorld, number: number): Promise<void> {
  await until('it is known', async () => (await app.stores.contributions.find(refOf(number))) !== null);
  await app.stores.contributions.due(refOf(number), Date.now());
}

describe('what cannot be read', () => {
  test.each([
    ['files', { path: /\/pulls\/\d+\/files$/, mode: { status: 502 } }],
    ['commits', { path: /\/pulls\/\d+\/commits$/, mode: { status: 502 } }],
    ['commits, one less than there are', { path: /\/pulls\/\d+\/commits$/, mode: { lie: shorterBy(1) } }],
    ['texts', { path: '/graphql', mode: { status: 502 } }],
  ] as const)('makes the check wait and say why, and pass by itself later: %s', async (_, fault) => {
    const world = await startPolicyWorld({ policy: `${dcoOnly}  paths: { enforce: block, rules: [] }\n` });
    const { github, checked } = world;
    github.faults.fail(fault);
    const { number, pull } = github.as('stranger').openPull(models, good);
    const run = await waiting(world, pull.head.sha);
    expect(run?.output.summary).toMatch(/502|1 reported, 0 read/);
    await hasten(world, number);
    await checked(pull.head.sha, 'success');
    expect(github.checkRuns(models, pull.head.sha)).toHaveLength(1);
    expect(github.comments(models, number)).toEqual([]);
  });

  test('never passes: the commit that is kept back is the one without a sign-off', async () => {
    const world = await startPolicyWorld({ policy: dcoOnly });
    const { github, check, checked, settle } = world;
    github.faults.fail({ path: /\/pulls\/\d+\/commits$/, times: 2, mode: { lie: shorterBy(1) } });
    const commits = [
      { message: signed('feat: one'), edits: { 'one.md': '1\n' } },
      { message: 'feat: two', edits: { 'two.md': '2\n' } },
    ];
    const { number, pull } = github.as('stranger').openPull(models, { title, body, commits });
    await waiting(world, pull.head.sha);
    await hasten(world, number);
    await until('it has lied twice', () => github.faults.remaining() === 0);
    await settle();
    expect(check(pull.head.sha)?.status).toBe('in_progress');
    await hasten(world, number);
    await checked(pull.head.sha, 'failure');
  });

  test('is told at the head even if it is the pull request itself, and holds up no other', async () => {
    const world = await startPolicyWorld({ policy: dcoOnly });
    const { github, check, checked } = world;
    const stranger = github.as('stranger');
    const first = stranger.openPull(models, good);
    await checked(first.pull.head.sha, 'success');
    const path = `/repos/${models}/pulls/${String(first.number)}`;
    github.faults.fail({ path, times: 10_000, mode: { status: 502 } });
    const head = stranger.push(models, first.number, { message: signed('fix: it') });
    const run = await waiting(world, head.sha);
    expect(run?.output.summary).toContain('502');
    const second = stranger.openPull(models, good);
    await until('the other one has passed', () => check(second.pull.head.sha)?.conclusion === 'success');
    expect(check(head.sha)?.status).toBe('in_progress');
    github.faults.clear();
    await checked(head.sha, 'success');
  });

  test('because the forge asks to wait is asked for once, when the time is over', async () => {
    const world = await startPolicyWorld({ policy: dcoOnly });
    const { github, checked } = world;
    const path = /\/pulls\/\d+$/;
    github.faults.fail({ path, mode: { status: 403, retryAfter: 2 } });
    const mark = github.calls.mark();
    const { pull } = github.as('stranger').openPull(models, good);
    await checked(pull.head.sha, 'success');
    const asked = github.calls.since(mark).filter((call) => path.test(call.path));
    expect(asked.map(({ status }) => status)).toEqual([403, 200]);
  });

  test('by GraphQL is read by REST, with the same findings', async () => {
    async function findings(hasGraphql: boolean): Promise<unknown> {
      const { github, app, checked } = await startPolicyWorld();
      if (!hasGraphql) github.faults.fail({ path: '/graphql', times: 10_000, mode: { status: 404 } });
      const edits = { 'docs/a.md': 'a\n', 'vendor/b.c': 'b\n', 'governance/c.yml': 'c\n' };
      const { number, pull } = github.as('stranger').openPull(models, { ...good, message: title, edits });
      await checked(pull.head.sha, 'failure');
      const evaluated = (await app.stores.contributions.find(refOf(number)))?.evaluated;
      return evaluated?.findings.map(({ policy, verdict, summary }) => ({ policy, verdict, summary }));
    }
    const byGraphql = await findings(true);
    expect(byGraphql).toHaveLength(5);
    expect(await findings(false)).toEqual(byGraphql);
  });
});

describe('deliveries', () => {
  test('in another order come to the same: opened after pushed', async () => {
    const { github, app, checked } = await startPolicyWorld({ policy: dcoOnly });
    const stranger = github.as('stranger');
    github.webhooks.autoDeliver = false;
    const { number, pull } = stranger.openPull(models, { ...good, message: title });
    const old = pull.head.sha;
    const head = stranger.reword(models, number, () => good.message);
    const ids = github.webhooks.pending().map(({ id }) => id);
    await github.webhooks.deliverInOrder(ids.toReversed());
    github.webhooks.autoDeliver = true;
    await checked(head.sha, 'success');
    expect(github.checkRuns(models, head.sha)).toHaveLength(1);
    expect(github.checkRuns(models, old)).toEqual([]);
    expect(await app.stores.contributions.find(refOf(number))).toMatchObject({ head: head.sha, dueAt: null });
  });

  test('that come twice cost no call, under the same id or another', async () => {
    const { github, checked, settle } = await startPolicyWorld({ policy: dcoOnly });
    const { pull } = github.as('stranger').openPull(models, good);
    await checked(pull.head.sha, 'success');
    const mark = github.calls.mark();
    const opened = github.webhooks.sent().find(({ event, action }) => event === 'pull_request' && action === 'opened');
    for (const newId of [false, true]) await github.webhooks.redeliver(opened?.id ?? '', { newId });
    await settle();
    expect(github.calls.since(mark)).toEqual([]);
  });

  test.each(['rerun', 'rerunAll'] as const)(
    'that ask for a check again (%s) have it written, even if it says the same',
    async (button) => {
      const { github, clock, check, checked } = await startPolicyWorld({ policy: dcoOnly });
      const { number, pull } = github.as('stranger').openPull(models, { ...good, message: title });
      const { id, startedAt, output } = await checked(pull.head.sha, 'failure');
      clock.advance(60_000);
      github.as('stranger')[button](id);
      await until('it is written again', () => check(pull.head.sha)?.startedAt !== startedAt);
      expect(check(pull.head.sha)).toMatchObject({ id, conclusion: 'failure', output: { title: output.title } });
      expect(github.comments(models, number)).toHaveLength(1);
    },
  );
});

test('another policy.yml has open pull requests judged again, and none takes a failure back', async () => {
  const { github, config, checked, told } = await startPolicyWorld({ policy: titleOnly });
  const { number, pull } = github.as('stranger').openPull(models, { ...good, message: title });
  const file = join(config.governanceDir, 'policy.yml');
  await checked(pull.head.sha, 'success');
  await writeFile(file, dcoOnly);
  await checked(pull.head.sha, 'failure');
  await until('it is told', () => told(number).length === 1);
  await rm(file);
  await checked(pull.head.sha, 'success');
  await until('the comment is taken back', () => told(number)[0]?.includes('--signoff') === false);
  expect(github.checkRuns(models, pull.head.sha)).toHaveLength(1);
  expect(told(number)).toHaveLength(1);
});
