// opencharter hooks against a simulated Gitee over HTTP: what it makes and mends, what it leaves alone and never prints.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { labels } from '../../src/cli/hooks-compare.js';
import { hooksOf, hookSecret, models, startSetupWorld, type Environment, type SetupWorld } from '../support/setup.js';
import { each } from '../support/simulated-gitee.js';

let world: SetupWorld;

beforeEach(async () => {
  world = await startSetupWorld();
});

afterEach(async () => {
  expect(await world.end()).toEqual([]);
});

async function publicly(): Promise<Environment> {
  const { PUBLIC_URL } = await world.receiving();
  return { PUBLIC_URL };
}

describe('hooks', () => {
  test('makes hook and labels, has Gitee try the hook, and run again changes nothing', async () => {
    const { PUBLIC_URL } = await world.receiving();
    expect(await world.hooks(undefined, { PUBLIC_URL })).toBe(0);
    const [made] = world.gitee.gitee.hooks.values();
    expect(made).toMatchObject({ mode: 'signature', secret: hookSecret, push_events: true, issues_events: true });
    expect(made).toMatchObject({ note_events: true, merge_requests_events: true, tag_push_events: false });
    expect(each((await world.call(`GET /repos/${models}/labels`)).body, 'name')).toEqual(
      expect.arrayContaining(labels.map(({ name }) => name)),
    );
    expect(world.out.join('\n')).toContain("Gitee's test was answered with 202");
    const before = world.writes().length;
    expect(await world.hooks(undefined, { PUBLIC_URL })).toBe(0);
    expect(world.writes()).toHaveLength(before);
    expect(world.out.slice(-2)).toEqual([
      expect.stringMatching(/hook \d+ is right$/),
      expect.stringMatching(/all labels are there$/),
    ]);
  });

  test('makes the other labels where Gitee does not take one, and says which', async () => {
    world.gitee.faults.fail({ method: 'POST', path: /\/labels$/, mode: { status: 422 } });
    expect(await world.hooks(undefined, await publicly())).toBe(0);
    const made = each((await world.call(`GET /repos/${models}/labels`)).body, 'name');
    expect(labels.filter(({ name }) => !made.includes(name))).toHaveLength(1);
    expect(world.out.join('\n')).toMatch(/Gitee does not take the label motion\/\S+ \(422/);
  });

  test('with --dry-run only says what it would do', async () => {
    expect(await world.hooks(undefined, {}, { dryRun: true })).toBe(0);
    expect(world.writes()).toEqual([]);
    expect(world.out.join('\n')).toMatch(/would make a hook to .*\n.*would make the labels motion\/open/);
  });

  test.each([
    ['another secret', { password: 'another' }, 'signing key or password'],
    ['events that are missing', { note_events: false }, 'events'],
    ['an old address', { url: 'https://old.example/api/gitee/webhooks' }, 'address'],
  ])('mends %s, and keeps what else the hook tells of', async (_, change, what) => {
    const { PUBLIC_URL } = await world.receiving();
    await world.makeHook({ url: `${PUBLIC_URL}/api/gitee/webhooks`, tag_push_events: true, ...change });
    expect(await world.hooks(undefined, { PUBLIC_URL })).toBe(0);
    expect(world.out.join('\n')).toMatch(new RegExp(`mended hook \\d+: .*${what}`));
    expect([...world.gitee.gitee.hooks.values()]).toEqual([
      expect.objectContaining({ secret: hookSecret, note_events: true, tag_push_events: true }),
    ]);
  });

  test('sets the mode of the settings again where the app refused the last request', async () => {
    const { receiver, PUBLIC_URL } = await world.receiving();
    receiver.answerWith(401);
    await world.makeHook({ url: `${PUBLIC_URL}/api/gitee/webhooks`, encryption_type: 0 });
    const [hook] = world.gitee.gitee.hooks.values();
    await world.call(`POST ${hooksOf}/${String(hook?.id)}/tests`);
    await world.gitee.webhooks.idle();
    receiver.answerWith(202);
    expect(await world.hooks(undefined, { PUBLIC_URL })).toBe(0);
    expect(hook?.mode).toBe('signature');
    expect(world.out.join('\n')).toContain('the app refused its last request');
  });

  test('leaves the hook of another deployment alone', async () => {
    await world.makeHook({ url: 'https://staging.example/api/gitee/webhooks', password: 'its own' });
    expect(await world.hooks(undefined, await publicly())).toBe(0);
    expect([...world.gitee.gitee.hooks.values()].map(({ secret: own }) => own)).toEqual(['its own', hookSecret]);
    expect(world.out.join('\n')).toContain('leads to https://staging.example');
  });

  test('OWNER/* means every repository of the owner that the charter names', async () => {
    await world.charter(['gitee:openclaw/*']);
    expect(await world.hooks('gitee:openclaw/*', await publicly())).toBe(0);
    expect(world.gitee.gitee.hooks.size).toBe(3);
  });

  test.each([
    ['of a repository that the charter does not name', 'gitee:openclaw/docs', {}, /not among the repositories/],
    ['of no repository', 'gitee:openclaw', {}, /not of the form/],
    ['without a token', `gitee:${models}`, { GITEE_TOKEN: '' }, /half configured; missing: GITEE_TOKEN/],
    ['with a wrong token', `gitee:${models}`, { GITEE_TOKEN: 'wrong' }, /401/],
  ])('%s it says why not', async (_, argument, change, message) => {
    expect(await world.hooks(argument, change)).toBe(1);
    expect(world.err.join('\n')).toMatch(message);
    expect(world.writes()).toEqual([]);
  });

  test.each([
    ['read', 1, /may only read/, []],
    ['write', 1, /takes an administrator/, ['POST /repos/{owner}/{repo}/labels']],
  ] as const)(
    'with the right to %s it does what it may and says what is missing',
    async (role, code, message, done) => {
      const own = world.gitee.world.app.bot.id;
      for (const roles of world.gitee.gitee.roles.values()) roles.set(own, role);
      expect(await world.hooks()).toBe(code);
      expect(world.err.join('\n')).toMatch(message);
      expect([...new Set(world.writes())]).toEqual(done);
    },
  );

  test('a GitHub App needs none, and is told where to look', async () => {
    expect(await world.hooks('github:openclaw/models')).toBe(0);
    expect(world.out).toEqual([expect.stringContaining('needs no hook')]);
  });
});
