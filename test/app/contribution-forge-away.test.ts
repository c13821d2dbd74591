// A forge that fails, lies, asks to wait, or tells things twice and in another order: no check is wrong, and none stays away.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { shorterBy } from '../../src/sandbox/forge/faults.js';
import { until } from '../support/app.js';
import { forges } from '../support/forges.js';
import { models, signedOff, startPoliciesOn, startPolicyWorld, type ForgePolicyWorld } from '../support/policies.js';

const title = 'feat: load in pieces';
const body = 'Loads the weights in pieces, so that they fit into memory.';
const dcoOnly = 'version: 1\npolicies:\n  dco: { enforce: block }\n';
const titleOnly = 'version: 1\npolicies:\n  title: { enforce: block }\n';

function refOf({ forge }: ForgePolicyWorld, number: number) {
  return { forge: forge.id, repo: models, number: String(number) } as const;
}

/** The check of a head when it is in progress. */
async function waiting({ check }: ForgePolicyWorld, head: string) {
  await until(`the check of ${head} is in progress`, () => check(head)?.status === 'in_progress');
  return check(head);
}

/** Lets the time pass that a contribution waits until it is judged again. */
async function hasten(world: ForgePolicyWorld, number: number): Promise<void> {
  const { contributions } = world.app.stores;
  await until('it is known', async () => (await contributions.find(refOf(world, number))) !== null);
  await contributions.due(refOf(world, number), Date.now());
}

describe.each(forges)('on %s', (on) => {
  const signed = (text: string): string => signedOff(text, 'stranger', 6666, on);
  const good = { title, body, message: signed(title) };
  const commits = on === 'github' ? /\/pulls\/\d+\/commits$/ : /\/compare\//;
  const texts = on === 'github' ? '/graphql' : /\/branches\/main$/;

  describe('what cannot be read', () => {
    test.each([
      ['files', { path: /\/pulls\/\d+\/files$/, mode: { status: 502 } }],
      ['commits', { path: commits, mode: { status: 502 } }],
      ['commits, one less than there are', { path: commits, mode: { lie: shorterBy(1) } }],
      ['texts', { path: texts, mode: { status: 502 } }],
    ] as const)('makes the check wait and say why, and pass by itself later: %s', async (_, fault) => {
      const world = await startPoliciesOn(on, { policy: `${dcoOnly}  paths: { enforce: block, rules: [] }\n` });
      const { forge, checked } = world;
      forge.faults.fail(fault);
      const { number, pull } = forge.as('stranger').openPull(models, good);
      const run = await waiting(world, pull.head.sha);
      expect(run?.output.summary).toMatch(/502|1 reported, 0 read|do not have the head/);
      await hasten(world, number);
      await checked(pull.head.sha, 'success');
      expect(forge.checkRuns(models, pull.head.sha)).toHaveLength(1);
      expect(forge.comments(models, number)).toEqual([]);
    });

    test('never passes: the commit that is kept back is the one without a sign-off', async () => {
      const world = await startPoliciesOn(on, { policy: dcoOnly });
      const { forge, check, checked, settle } = world;
      forge.faults.fail({ path: commits, times: 2, mode: { lie: shorterBy(1) } });
      const two = [
        { message: signed('feat: one'), edits: { 'one.md': '1\n' } },
        { message: 'feat: two', edits: { 'two.md': '2\n' } },
      ];
      const { number, pull } = forge.as('stranger').openPull(models, { title, body, commits: two });
      await waiting(world, pull.head.sha);
      await hasten(world, number);
      await until('it has lied twice', () => forge.faults.remaining() === 0);
      await settle();
      expect(check(pull.head.sha)?.status).toBe('in_progress');
      await hasten(world, number);
      await checked(pull.head.sha, 'failure');
    });

    test('is told at the head even if it is the pull request itself, and holds up no other', async () => {
      const world = await startPoliciesOn(on, { policy: dcoOnly });
      const { forge, clock, check, checked } = world;
      const stranger = forge.as('stranger');
      const first = stranger.openPull(models, good);
      await checked(first.pull.head.sha, 'success');
      const path = `/repos/${models}/pulls/${String(first.number)}`;
      forge.faults.fail({ path, times: 10_000, mode: { status: 502 } });
      const head = stranger.push(models, first.number, { message: signed('fix: it') });
      await forge.webhooks.idle();
      // Gitee's delivery cannot be read back: a list tells of the head, when it is polled.
      clock.advance(3 * 60_000);
      const run = await waiting(world, head.sha);
      expect(run?.output.summary).toContain('502');
      const second = stranger.openPull(models, good);
      await until('the other one has passed', () => check(second.pull.head.sha)?.conclusion === 'success');
      expect(check(head.sha)?.status).toBe('in_progress');
      forge.faults.clear();
      await hasten(world, first.number);
      await checked(head.sha, 'success');
    });

    test('because the forge asks to wait is asked for once, when the time is over', async () => {
      const world = await startPoliciesOn(on, { policy: dcoOnly });
      const { forge, checked } = world;
      const path = /\/pulls\/\d+$/;
      forge.faults.fail({ path, mode: { status: 403, retryAfter: 2 } });
      const mark = forge.calls.mark();
      const { pull } = forge.as('stranger').openPull(models, good);
      await checked(pull.head.sha, 'success');
      const asked = forge.calls.since(mark).filter((call) => path.test(call.path));
      const [first, ...later] = asked.map(({ status }) => status);
      expect(first).toBe(403);
      expect(new Set(later)).toEqual(new Set([200]));
      // On Gitee its delivery is read back, and that of our label.
      expect(later.length).toBeLessThanOrEqual(on === 'github' ? 1 : 3);
    });
  });

  describe('deliveries', () => {
    test('in another order come to the same: opened after pushed', async () => {
      const world = await startPoliciesOn(on, { policy: dcoOnly });
      const { forge, app, checked } = world;
      const stranger = forge.as('stranger');
      forge.webhooks.autoDeliver = false;
      const { number, pull } = stranger.openPull(models, { ...good, message: title });
      const old = pull.head.sha;
      const head = stranger.reword(models, number, () => good.message);
      const ids = forge.webhooks.pending().map(({ id }) => id);
      await forge.webhooks.deliverInOrder(ids.toReversed());
      forge.webhooks.autoDeliver = true;
      await checked(head.sha, 'success');
      expect(forge.checkRuns(models, head.sha)).toHaveLength(1);
      expect(forge.checkRuns(models, old)).toEqual([]);
      expect(await app.stores.contributions.find(refOf(world, number))).toMatchObject({ head: head.sha, dueAt: null });
    });

    test('that come twice cost no call, under the same id or another; on Gitee, where all are read back, they change nothing', async () => {
      const { forge, checked, settle } = await startPoliciesOn(on, { policy: dcoOnly });
      const { pull } = forge.as('stranger').openPull(models, good);
      await checked(pull.head.sha, 'success');
      await settle();
      const mark = forge.calls.mark();
      const opened = forge.webhooks.sent().find(({ action }) => action === 'opened' || action === 'open');
      for (const newId of [false, true]) await forge.webhooks.redeliver(opened?.id ?? '', { newId });
      await settle();
      const made = forge.calls.since(mark);
      expect(on === 'github' ? made : made.filter(({ method }) => method !== 'GET')).toEqual([]);
    });
  });

  test('another policy.yml has open pull requests judged again, and none takes a failure back', async () => {
    const { forge, config, checked, told } = await startPoliciesOn(on, { policy: titleOnly });
    const { number, pull } = forge.as('stranger').openPull(models, { ...good, message: title });
    const file = join(config.governanceDir, 'policy.yml');
    await checked(pull.head.sha, 'success');
    await writeFile(file, dcoOnly);
    await checked(pull.head.sha, 'failure');
    await until('it is told', () => told(number).length === 1);
    await rm(file);
    await checked(pull.head.sha, 'success');
    await until('the comment is taken back', () => told(number)[0]?.includes('--signoff') === false);
    expect(forge.checkRuns(models, pull.head.sha)).toHaveLength(1);
    expect(told(number)).toHaveLength(1);
  });
});

describe('on github', () => {
  test('what cannot be read by GraphQL is read by REST, with the same findings', async () => {
    async function findings(hasGraphql: boolean): Promise<unknown> {
      const world = await startPolicyWorld();
      const { github, app, checked } = world;
      if (!hasGraphql) github.faults.fail({ path: '/graphql', times: 10_000, mode: { status: 404 } });
      const edits = { 'docs/a.md': 'a\n', 'vendor/b.c': 'b\n', 'governance/c.yml': 'c\n' };
      const { number, pull } = github.as('stranger').openPull(models, { title, body, message: title, edits });
      await checked(pull.head.sha, 'failure');
      const evaluated = (await app.stores.contributions.find(refOf(world, number)))?.evaluated;
      return evaluated?.findings.map(({ policy, verdict, summary }) => ({ policy, verdict, summary }));
    }
    const byGraphql = await findings(true);
    expect(byGraphql).toHaveLength(5);
    expect(await findings(false)).toEqual(byGraphql);
  });

  // Gitee has no such button.
  test.each(['rerun', 'rerunAll'] as const)(
    'deliveries that ask for a check again (%s) have it written, even if it says the same',
    async (button) => {
      const { github, clock, check, checked } = await startPolicyWorld({ policy: dcoOnly });
      const { number, pull } = github.as('stranger').openPull(models, { title, body, message: title });
      const { id, startedAt, output } = await checked(pull.head.sha, 'failure');
      clock.advance(60_000);
      github.as('stranger')[button](id);
      await until('it is written again', () => check(pull.head.sha)?.startedAt !== startedAt);
      expect(check(pull.head.sha)).toMatchObject({ id, conclusion: 'failure', output: { title: output.title } });
      expect(github.comments(models, number)).toHaveLength(1);
    },
  );
});
