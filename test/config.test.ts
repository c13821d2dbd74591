// From the environment to settings, or to errors that name the variable.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { modeOf, readConfig, type Config } from '../src/config.js';

const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----';
const gitee = { GITEE_TOKEN: 'a token', GITEE_WEBHOOK_SECRET: 'a password' };
const github = { APP_ID: '4711', PRIVATE_KEY: key, WEBHOOK_SECRET: 'a secret' };

/** A signing key whose material begins with the byte that names its algorithm. */
function signingKeyOf(algorithm: number): string {
  const material = Buffer.from([algorithm, ...Array.from({ length: 32 }, (_, i) => i * 7)]);
  return `PRIVATE+KEY+gov.example/ledger+0a1b2c3d+${material.toString('base64')}`;
}
const signingKey = signingKeyOf(1);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencharter-config-'));
  await writeFile(join(folder, 'key.pem'), `${key}\n`);
  await writeFile(join(folder, 'secret'), 'a secret\n');
  await writeFile(join(folder, 'ledger.key'), `${signingKey}\n`);
  await writeFile(join(folder, 'uri'), 'mongodb://db/x\n');
});
afterAll(() => rm(folder, { recursive: true }));

function settings(environment: Readonly<Record<string, string | undefined>>): Config {
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.error.join('\n'));
  return config.value;
}

function errors(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const config = readConfig(environment);
  return config.ok ? [] : config.error;
}

test('without any setting: the sandbox, on the loopback interface, with an embedded database', () => {
  expect(settings({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:3000',
    mongodbUri: null,
    dataDir: './data',
    governanceDir: './governance',
    github: null,
    gitee: null,
    forgeWrites: 'on',
    role: 'all',
    logLevel: 'info',
  });
});

describe('a setting that is given', () => {
  test.each<[string, Readonly<Record<string, string>>, Partial<Config>]>([
    ['PORT moves the public address too', { PORT: '8080' }, { port: 8080, publicUrl: 'http://localhost:8080' }],
    ['PORT=0 is any free port', { PORT: '0' }, { port: 0 }],
    ['HOST', { HOST: '::' }, { host: '::' }],
    [
      'PUBLIC_URL loses its final slashes',
      { PUBLIC_URL: 'https://gov.example/x//' },
      { publicUrl: 'https://gov.example/x' },
    ],
    ['MONGODB_URI', { MONGODB_URI: 'mongodb+srv://db/x' }, { mongodbUri: 'mongodb+srv://db/x' }],
    ['DATA_DIR and GOVERNANCE_DIR', { DATA_DIR: '/d', GOVERNANCE_DIR: '/g' }, { dataDir: '/d', governanceDir: '/g' }],
    ['FORGE_WRITES', { FORGE_WRITES: 'off' }, { forgeWrites: 'off' }],
    ['ROLE', { ROLE: 'worker' }, { role: 'worker' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'silent' }, { logLevel: 'silent' }],
    [
      'an empty value is none',
      { PORT: '', HOST: '', APP_ID: '', MONGODB_URI: '' },
      { port: 3000, host: '127.0.0.1', github: null, mongodbUri: null },
    ],
  ])('%s', (_what, environment, expected) => {
    expect(settings(environment)).toMatchObject(expected);
  });
});

describe('GitHub', () => {
  test('github.com by default', () => {
    expect(settings(github).github).toEqual({
      appId: 4711,
      privateKey: key,
      webhookSecret: 'a secret',
      baseUrl: null,
      proxy: null,
    });
  });

  test.each([
    [{ GHE_HOST: 'ghe.example' }, { baseUrl: 'https://ghe.example/api/v3' }],
    [{ GHE_HOST: 'localhost:4000', GHE_PROTOCOL: 'http' }, { baseUrl: 'http://localhost:4000/api/v3' }],
    [{ GITHUB_PROXY: 'http://proxy.example:3128' }, { proxy: 'http://proxy.example:3128' }],
    [{ PRIVATE_KEY: key.replaceAll('\n', '\\n') }, { privateKey: key }],
    [{ PRIVATE_KEY: Buffer.from(key).toString('base64') }, { privateKey: key }],
  ])('with %j', (more, expected) => {
    expect(settings({ ...github, ...more }).github).toMatchObject(expected);
  });

  test.each(['PRIVATE_KEY_FILE', 'PRIVATE_KEY_PATH'])('the key from %s, the secrets from their files', (name) => {
    const { APP_ID } = github;
    const files = {
      [name]: join(folder, 'key.pem'),
      WEBHOOK_SECRET_FILE: join(folder, 'secret'),
      MONGODB_URI_FILE: join(folder, 'uri'),
    };
    const { mongodbUri, github: read } = settings({ APP_ID, ...files });
    expect([read?.privateKey, read?.webhookSecret, mongodbUri]).toEqual([key, 'a secret', 'mongodb://db/x']);
  });

  test('a secret given itself goes before its file, which is not even read', () => {
    expect(settings({ ...github, WEBHOOK_SECRET_FILE: '/nowhere' }).github?.webhookSecret).toBe('a secret');
  });

  test.each([
    [{ GHE_HOST: 'ghe.example' }, ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']],
    [{ APP_ID: '1' }, ['PRIVATE_KEY', 'WEBHOOK_SECRET']],
    [{ WEBHOOK_SECRET: 's' }, ['APP_ID', 'PRIVATE_KEY']],
    [{ APP_ID: '1', PRIVATE_KEY: key }, ['WEBHOOK_SECRET']],
    [{ APP_ID: '1', PRIVATE_KEY: key, WEBHOOK_SECRET: '' }, ['WEBHOOK_SECRET']],
  ])('half configured with %j: every missing variable is named', (environment, missing) => {
    const [error = '', ...others] = errors(environment);
    expect(others).toEqual([]);
    for (const name of ['APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET']) {
      expect([name, error.includes(name)]).toEqual([name, missing.includes(name)]);
    }
  });
});

describe('Gitee', () => {
  test('gitee.com by default, its webhooks signed', () => {
    expect(settings(gitee).gitee).toEqual({
      url: 'https://gitee.com',
      token: 'a token',
      webhookSecret: 'a password',
      webhookMode: 'signature',
      proxy: null,
    });
  });

  test.each([
    [{ GITEE_URL: 'http://localhost:4000//' }, { url: 'http://localhost:4000' }],
    [{ GITEE_WEBHOOK_MODE: 'password' }, { webhookMode: 'password' }],
    [{ GITEE_PROXY: 'http://proxy.example:3128' }, { proxy: 'http://proxy.example:3128' }],
  ])('with %j', (more, expected) => {
    expect(settings({ ...gitee, ...more }).gitee).toMatchObject(expected);
  });

  test('the secrets from their files', () => {
    const secret = join(folder, 'secret');
    const { gitee: read } = settings({ GITEE_TOKEN_FILE: secret, GITEE_WEBHOOK_SECRET_FILE: secret });
    expect([read?.token, read?.webhookSecret]).toEqual(['a secret', 'a secret']);
  });

  test.each([
    [{ GITEE_TOKEN: 't' }, ['GITEE_WEBHOOK_SECRET']],
    [{ GITEE_WEBHOOK_SECRET: 's' }, ['GITEE_TOKEN']],
    [{ GITEE_URL: 'https://gitee.example' }, ['GITEE_TOKEN', 'GITEE_WEBHOOK_SECRET']],
    [{ GITEE_WEBHOOK_MODE: 'password' }, ['GITEE_TOKEN', 'GITEE_WEBHOOK_SECRET']],
    [{ ...github, GITEE_TOKEN: 't' }, ['GITEE_WEBHOOK_SECRET']],
  ])('half configured with %j: every missing variable is named', (environment, missing) => {
    expect(errors(environment)).toEqual([`Gitee is only half configured; missing: ${missing.join(', ')}`]);
  });

  test('and GitHub, each half configured: both are told', () => {
    expect(errors({ APP_ID: '1', GITEE_TOKEN: 't' })).toEqual([
      expect.stringMatching(/^GitHub is only half.*WEBHOOK_SECRET/),
      expect.stringMatching(/^Gitee is only half.*GITEE_WEBHOOK_SECRET/),
    ]);
  });
});

test.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
  ['neither forge', {}, [], 'sandbox'],
  ['a proxy alone', { GITEE_PROXY: 'http://proxy:3128', GITHUB_PROXY: 'http://proxy:3128' }, [], 'sandbox'],
  ['GitHub', github, ['github'], 'live'],
  ['Gitee', gitee, ['gitee'], 'live'],
  ['both forges', { ...github, ...gitee }, ['github', 'gitee'], 'live'],
])('with %s configured', (_, environment, forges, mode) => {
  const config = settings(environment);
  expect((['github', 'gitee'] as const).filter((forge) => config[forge] !== null)).toEqual(forges);
  expect(modeOf(config)).toBe(mode);
});

test.each([
  ['LEDGER_KEY', () => ({ LEDGER_KEY: signingKey })],
  ['LEDGER_KEY_FILE', () => ({ LEDGER_KEY_FILE: join(folder, 'ledger.key') })],
])('%s is accepted when it has the form of a signing key, and is not among the settings', (_name, environment) => {
  const config = settings(environment());
  expect(config).toEqual(settings({}));
  expect(JSON.stringify(config)).not.toContain('PRIVATE+KEY');
});

describe('a value that is wrong is an error that names its variable', () => {
  test.each([
    ['PORT', { PORT: 'http' }],
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '80.5' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'gov.example' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://gov.example' }],
    ['MONGODB_URI', { MONGODB_URI: 'postgres://db' }],
    ['APP_ID', { ...github, APP_ID: 'Iv1.abc' }],
    ['PRIVATE_KEY', { ...github, PRIVATE_KEY: 'not a key' }],
    ['GHE_PROTOCOL', { ...github, GHE_PROTOCOL: 'ftp' }],
    ['GITHUB_PROXY', { GITHUB_PROXY: 'proxy' }],
    ['FORGE_WRITES', { FORGE_WRITES: 'no' }],
    ['ROLE', { ROLE: 'api' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'verbose' }],
    ['PRIVATE_KEY_FILE', { PRIVATE_KEY_FILE: '/nowhere/key.pem' }],
    ['GOVERNANCE_REPO', { GOVERNANCE_REPO: 'github:openclaw/governance' }],
    ['GITEE_TOKEN_FILE', { GITEE_TOKEN_FILE: '/nowhere/token' }],
    ['GITEE_WEBHOOK_MODE', { ...gitee, GITEE_WEBHOOK_MODE: 'none' }],
    ['GITEE_URL', { ...gitee, GITEE_URL: 'gitee.example' }],
    ['GITEE_URL', { ...gitee, GITEE_URL: 'ssh://gitee.example' }],
    ['GITEE_PROXY', { ...gitee, GITEE_PROXY: 'proxy' }],
    ['LEDGER_KEY', { LEDGER_KEY: 'PRIVATE+KEY+gov.example/ledger+0a1b2c3d' }],
    ['LEDGER_KEY', { LEDGER_KEY: signingKey.replace('PRIVATE', 'PUBLIC') }],
    ['LEDGER_KEY', { LEDGER_KEY: signingKey.replace('+0a1b2c3d+', '+0A1B2C3D+') }],
    ['LEDGER_KEY', { LEDGER_KEY: signingKey.slice(0, -1) }],
    ['LEDGER_KEY', { LEDGER_KEY: signingKeyOf(4) }],
    ['LEDGER_KEY_FILE', { LEDGER_KEY_FILE: '/nowhere/ledger.key' }],
  ])('%s in %j', (name, environment) => {
    expect(errors(environment)).toEqual([expect.stringMatching(new RegExp(`^${name}: .`))]);
  });

  test('several errors are all told, and none tells a secret', () => {
    const told = errors({
      ...github,
      PORT: 'x',
      ROLE: 'y',
      MONGODB_URI: 'postgres://user:hunter2@db',
      LEDGER_KEY: 'seedseed',
      ...gitee,
      GITEE_WEBHOOK_MODE: 'both',
    });
    expect(told).toHaveLength(5);
    expect(told.join()).not.toMatch(/hunter2|a secret|BEGIN|seedseed|a token|a password/);
  });
});
