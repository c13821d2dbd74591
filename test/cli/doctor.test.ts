// opencharter doctor against a simulated GitHub and a simulated Gitee over HTTP: what it finds, and that it says so in words.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { doctorCommand } from '../../src/cli/doctor.js';
import { cliWords, openDoctor } from '../../src/compose/setup.js';
import { readConfig } from '../../src/config.js';
import { startProxy, type TestProxy } from '../support/proxy.js';
import { emptyDatabase, hooksOf, startSetupWorld, type SetupWorld } from '../support/setup.js';
import { startGitHub } from '../support/simulated-github.js';

const proxies: TestProxy[] = [];
let world: SetupWorld;

beforeEach(async () => {
  world = await startSetupWorld();
});

afterEach(async () => {
  for (const one of proxies.splice(0)) await one.stop();
  expect(await world.end()).toEqual([]);
});

/** An address where nobody listens: no server of another test is ever given such a port. */
const nowhere = 'http://127.0.0.1:2';

describe('doctor', () => {
  test('finds nothing to mend where all is set up', async () => {
    const { PUBLIC_URL } = await world.receiving();
    await world.hooks(undefined, { PUBLIC_URL });
    world.github.webhooks.setTarget(`${PUBLIC_URL}/api/github/webhooks`);
    const { code, codes } = await world.doctor({ PUBLIC_URL });
    expect(code).toBe(0);
    expect(codes).toEqual(
      expect.arrayContaining(['ok github.rights', 'ok github.hook', 'ok github.installed', 'ok gitee.hook']),
    );
    expect(codes.filter((one) => !one.startsWith('ok '))).toEqual([
      'warning settings.local',
      'warning charter.not-adopted',
    ]);
  });

  test.each([
    ['a hook that is missing', {}, 'mend gitee.hook-missing'],
    ['labels that are missing', {}, 'warning gitee.labels-missing'],
    ['a wrong token', { GITEE_TOKEN: 'wrong' }, 'mend gitee.token-refused'],
    ['half a configuration', { GITEE_TOKEN: '' }, 'mend settings.wrong'],
    ['a proxy of a kind that is not spoken', { GITEE_PROXY: 'socks5://127.0.0.1:1' }, 'mend settings.wrong'],
    ['an app that GitHub does not know', { APP_ID: '99' }, 'mend github.app-refused'],
    ['a key that is none', { PRIVATE_KEY: '-----BEGIN NOTHING-----' }, 'mend github.key-unusable'],
    ['webhooks that go elsewhere', { PUBLIC_URL: 'https://new.example' }, 'mend github.hook-url'],
    ['a database that is away', { MONGODB_URI: 'mongodb://127.0.0.1:1/x' }, 'mend database.away'],
    ['governance files that are not there', { GOVERNANCE_DIR: '/nowhere' }, 'mend charter.wrong'],
    [
      'a charter that needs Gitee',
      { GITEE_TOKEN: '', GITEE_WEBHOOK_SECRET: '', GITEE_URL: '' },
      'mend charter.without-gitee',
    ],
    ['writes that are off', { FORGE_WRITES: 'off' }, 'warning settings.writes-off'],
  ])('finds %s', async (_, change, finding) => {
    const { code, codes } = await world.doctor(change);
    expect(codes).toContain(finding);
    expect(code).toBe(1);
  });

  test.each([
    ['note_events', { note_events: false }, 'mend gitee.hook-events'],
    ['another secret', { password: 'another' }, 'mend gitee.hook-secret'],
    ['nothing sent yet', {}, 'warning gitee.hook-untried'],
  ])('looks at hooks: %s', async (_, change, finding) => {
    await world.makeHook(change);
    expect((await world.doctor()).codes).toContain(finding);
  });

  test.each([
    [401, 'mend gitee.hook-refused'],
    [502, 'mend gitee.hook-failing'],
  ])('a last request answered with %s is to be looked after', async (status, finding) => {
    const { receiver, PUBLIC_URL } = await world.receiving();
    await world.hooks(undefined, { PUBLIC_URL });
    receiver.answerWith(status);
    await world.call(`POST ${hooksOf}/${String([...world.gitee.gitee.hooks.keys()][0])}/tests`);
    await world.gitee.webhooks.idle();
    expect((await world.doctor({ PUBLIC_URL })).codes).toContain(finding);
  });

  test('names what an app lacks of app.yml, and owners it is not installed on', async () => {
    await world.github.stop();
    const app = { id: 4711, slug: 'opencharter', webhookSecret: 'w', permissions: { issues: 'read' } } as const;
    world.github = await startGitHub({ app });
    await world.charter(['github:openclaw/*', 'github:stranger/thing']);
    const { codes } = await world.doctor();
    expect(codes).toEqual(expect.arrayContaining(['mend github.rights-missing', 'mend github.not-installed']));
    expect(codes).toEqual(expect.arrayContaining(['mend github.not-accepted', 'mend github.hook-none']));
    expect(world.out.join('\n')).toMatch(/missing: issues: write, pull_requests: write, checks: write/);
  });

  test.each([
    ['ahead', 3_600_000, 'mend', 'clock-ahead'],
    ['behind', -30_000, 'warning', 'clock-behind'],
  ])('a clock that is %s of theirs is told by their Date header', async (_, byMs, level, code) => {
    const { codes } = await world.doctor({ GITHUB_PROXY: '' }, () => Date.now() + byMs);
    expect(codes.filter((one) => one === `${level} forge.${code}`).length).toBeGreaterThan(0);
  });

  test('without a forge says that it is the sandbox', async () => {
    const say = (await cliWords()).zh;
    const config = readConfig({ GOVERNANCE_DIR: world.folder, MONGODB_URI: emptyDatabase() });
    expect(await doctorCommand(() => openDoctor(config, true), world.io, { say, json: false })).toBe(0);
    expect(world.out[0]).toBe('设置');
    expect(world.out[1]).toMatch(/^ {2}! 没有配置代码平台/);
    expect(world.out.join('\n')).toContain('LEDGER_KEY');
  });

  test('tells a forge that is away, and one that asks to wait, without a stack', async () => {
    world.gitee.faults.fail({ path: '/user', mode: { status: 429, retryAfter: 30 } });
    expect((await world.doctor()).codes).toContain('warning forge.wait');
    expect((await world.doctor({ GITEE_URL: nowhere })).codes).toContain('mend forge.failed');
  });
});

describe('proxies', () => {
  test('each forge is asked through its own and through no other', async () => {
    const [one, two] = [await startProxy(), await startProxy()];
    proxies.push(one, two);
    const { codes } = await world.doctor({ GITHUB_PROXY: one.url, GITEE_PROXY: two.url });
    expect(codes).toEqual(expect.arrayContaining(['ok github.app', 'ok gitee.account']));
    expect(new Set(one.hosts)).toEqual(new Set([new URL(world.github.url).host]));
    expect(new Set(two.hosts)).toEqual(new Set([new URL(world.gitee.url).host]));
    expect(one.hosts.length).toBe(world.github.calls.all({ tokens: true }).length);
    expect(two.hosts.length).toBe(world.gitee.calls.all().length);
  });

  test('one that is not there is to be mended, and its forge alone is not asked', async () => {
    const { codes } = await world.doctor({ GITEE_PROXY: nowhere });
    expect(codes).toContain('mend forge.proxy-away');
    expect(codes).toContain('ok github.app');
    expect(world.gitee.calls.all()).toEqual([]);
  });
});
