// The settings: the only reader of the environment. Every secret may come as NAME_FILE.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { GiteeMode } from './inbox/gitee-signature.js';
import { err, ok, type Result } from './shared/result.js';

export interface GitHubSettings {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** `https://HOST/api/v3` of a GitHub Enterprise Server; null for github.com. */
  readonly baseUrl: string | null;
  readonly proxy: string | null;
}

export interface GiteeSettings {
  /** Of the forge, without a final slash: its API is at `URL/api/v5`. */
  readonly url: string;
  /** Of the bot's account. */
  readonly token: string;
  readonly webhookSecret: string;
  readonly webhookMode: GiteeMode;
  readonly proxy: string | null;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Without a final slash. */
  readonly publicUrl: string;
  readonly mongodbUri: string | null;
  readonly dataDir: string;
  readonly governanceDir: string;
  /** Both null: sandbox mode. */
  readonly github: GitHubSettings | null;
  readonly gitee: GiteeSettings | null;
  readonly forgeWrites: 'on' | 'off';
  readonly role: 'all' | 'web' | 'worker';
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
}

/** A signing key in the form of signed notes: name, key id, and `0x01` with the 32-byte seed of an Ed25519 key in base64. */
const ledgerKey = /^PRIVATE\+KEY\+[^\s+]+\+[0-9a-f]{8}\+A[Q-Za-f][A-Za-z0-9+/]{42}$/;

/** With neither forge configured it is the sandbox. */
export function modeOf({ github, gitee }: Pick<Config, 'github' | 'gitee'>): 'live' | 'sandbox' {
  return github || gitee ? 'live' : 'sandbox';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The one kind that calls go through. */
const proxy = z.url({ protocol: /^http$/, error: 'must be the address of an HTTP proxy, http://HOST:PORT' }).optional();

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'must begin with mongodb:// or mongodb+srv://')
    .optional(),
  DATA_DIR: z.string().default('./data'),
  GOVERNANCE_DIR: z.string().default('./governance'),
  APP_ID: z.coerce.number().int().positive().optional(),
  PRIVATE_KEY: z.string().optional(),
  WEBHOOK_SECRET: z.string().optional(),
  GHE_HOST: z.string().optional(),
  GHE_PROTOCOL: z.enum(['http', 'https']).default('https'),
  GITHUB_PROXY: proxy,
  GITEE_TOKEN: z.string().optional(),
  GITEE_WEBHOOK_SECRET: z.string().optional(),
  GITEE_WEBHOOK_MODE: z.enum(['signature', 'password']).optional(),
  GITEE_URL: z.url({ protocol: /^https?$/ }).optional(),
  GITEE_PROXY: proxy,
  LEDGER_KEY: z
    .string()
    .regex(ledgerKey, 'is not a signing key: PRIVATE+KEY+name+id+base64, of 33 bytes that begin with 0x01')
    .optional(),
  FORGE_WRITES: z.enum(['on', 'off']).default('on'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** What this version cannot enforce, it refuses. */
const later = ['GOVERNANCE_REPO'];
const secrets = ['PRIVATE_KEY', 'WEBHOOK_SECRET', 'GITEE_TOKEN', 'GITEE_WEBHOOK_SECRET', 'MONGODB_URI', 'LEDGER_KEY'];

/** The environment with empty values left out and NAME_FILE read for every secret (PRIVATE_KEY_PATH too, as Probot names it). */
function withFiles(environment: Environment, errors: string[]): Environment {
  const values = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  for (const name of secrets) {
    const fileNames = name === 'PRIVATE_KEY' ? ['PRIVATE_KEY_FILE', 'PRIVATE_KEY_PATH'] : [`${name}_FILE`];
    for (const fileName of fileNames) {
      const path = values[fileName];
      if (path === undefined || values[name] !== undefined) continue;
      try {
        values[name] = readFileSync(path, 'utf8').trim();
      } catch (cause) {
        errors.push(`${fileName}: cannot read ${path} (${cause instanceof Error ? cause.message : String(cause)})`);
      }
    }
  }
  return values;
}

/** Probot's habits: the key may be base64, or have its line ends written as \\n. */
function pem(key: string): string {
  const text = key.includes('-----BEGIN') ? key : Buffer.from(key, 'base64').toString('utf8');
  return text.replace(/\\n/g, '\n');
}

type Values = z.infer<typeof schema>;

function missingOf(given: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
}

function githubOf(values: Values, errors: string[]): GitHubSettings | null {
  const { APP_ID, PRIVATE_KEY, WEBHOOK_SECRET, GHE_HOST, GHE_PROTOCOL, GITHUB_PROXY } = values;
  const missing = missingOf({ APP_ID, 'PRIVATE_KEY (or PRIVATE_KEY_PATH)': PRIVATE_KEY, WEBHOOK_SECRET });
  if (missing.length === 3 && GHE_HOST === undefined) return null;
  if (APP_ID === undefined || PRIVATE_KEY === undefined || WEBHOOK_SECRET === undefined) {
    errors.push(`GitHub is only half configured; missing: ${missing.join(', ')}`);
    return null;
  }
  const privateKey = pem(PRIVATE_KEY);
  if (!privateKey.includes('-----BEGIN')) errors.push('PRIVATE_KEY: is not a PEM private key');
  return {
    appId: APP_ID,
    privateKey,
    webhookSecret: WEBHOOK_SECRET,
    baseUrl: GHE_HOST === undefined ? null : `${GHE_PROTOCOL}://${GHE_HOST}/api/v3`,
    proxy: GITHUB_PROXY ?? null,
  };
}

function giteeUrl(given: string | undefined): string {
  return (given ?? 'https://gitee.com').replace(/\/+$/, '');
}

function giteeOf(values: Values, errors: string[]): GiteeSettings | null {
  const { GITEE_TOKEN, GITEE_WEBHOOK_SECRET, GITEE_WEBHOOK_MODE, GITEE_URL, GITEE_PROXY } = values;
  const missing = missingOf({ GITEE_TOKEN, GITEE_WEBHOOK_SECRET });
  if (missing.length === 2 && GITEE_WEBHOOK_MODE === undefined && GITEE_URL === undefined) return null;
  if (GITEE_TOKEN === undefined || GITEE_WEBHOOK_SECRET === undefined) {
    errors.push(`Gitee is only half configured; missing: ${missing.join(', ')}`);
    return null;
  }
  return {
    url: giteeUrl(GITEE_URL),
    token: GITEE_TOKEN,
    webhookSecret: GITEE_WEBHOOK_SECRET,
    webhookMode: GITEE_WEBHOOK_MODE ?? 'signature',
    proxy: GITEE_PROXY ?? null,
  };
}

/** The settings one by one, each of its own form; null where one is not. What is wrong goes to `errors`, by its variable. */
function readValues(environment: Environment, errors: string[]): Values | null {
  const given = withFiles(environment, errors);
  for (const name of later) {
    if (given[name] !== undefined) errors.push(`${name}: is not supported by this version; unset it`);
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  errors.push(...parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  return null;
}

/** Reads the settings from the environment. Errors name each variable that is wrong or missing, and how to mend it. */
export function readConfig(environment: Environment = process.env): Result<Config, readonly string[]> {
  const errors: string[] = [];
  const values = readValues(environment, errors);
  if (!values) return err(errors);
  const [github, gitee] = [githubOf(values, errors), giteeOf(values, errors)];
  if (errors.length > 0) return err(errors);
  return ok({
    port: values.PORT,
    host: values.HOST,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${String(values.PORT)}`).replace(/\/+$/, ''),
    mongodbUri: values.MONGODB_URI ?? null,
    dataDir: values.DATA_DIR,
    governanceDir: values.GOVERNANCE_DIR,
    github,
    gitee,
    forgeWrites: values.FORGE_WRITES,
    role: values.ROLE,
    logLevel: values.LOG_LEVEL,
  });
}

/** Whether a key for signing the ledger is given; `readConfig` says whether it has the form of one. */
export function hasLedgerKey({ LEDGER_KEY, LEDGER_KEY_FILE }: Environment = process.env): boolean {
  return [LEDGER_KEY, LEDGER_KEY_FILE].some((value) => value !== undefined && value !== '');
}

/** The settings of a command that only reads from forges: as app and account, or, where none is configured, as nobody. */
export interface ReadingConfig extends Pick<Config, 'governanceDir' | 'github' | 'logLevel'> {
  /** Where to read as nobody; see `GitHubSettings`. */
  readonly anonymous: Pick<GitHubSettings, 'baseUrl' | 'proxy'>;
  /** Without a token, as nobody. */
  readonly gitee: Pick<GiteeSettings, 'url' | 'proxy'> & { readonly token: string | null };
}

const appSettings = [
  'APP_ID',
  'PRIVATE_KEY',
  'PRIVATE_KEY_FILE',
  'PRIVATE_KEY_PATH',
  'WEBHOOK_SECRET',
  'WEBHOOK_SECRET_FILE',
];

/** Reads the settings as `readConfig` does, but what only webhooks need may be missing: `GHE_HOST`, `GITEE_URL` and `GITEE_TOKEN` may each stand alone. */
export function readReadingConfig(environment: Environment = process.env): Result<ReadingConfig, readonly string[]> {
  const errors: string[] = [];
  const values = readValues(environment, errors);
  if (!values) return err(errors);
  const asNobody = appSettings.every((name) => (environment[name] ?? '') === '');
  const github = asNobody ? null : githubOf(values, errors);
  if (errors.length > 0) return err(errors);
  const { GHE_HOST: host, GHE_PROTOCOL: protocol, GITHUB_PROXY, GITEE_URL, GITEE_TOKEN, GITEE_PROXY } = values;
  return ok({
    governanceDir: values.GOVERNANCE_DIR,
    github,
    logLevel: values.LOG_LEVEL,
    anonymous: {
      baseUrl: host === undefined ? null : `${protocol}://${host}/api/v3`,
      proxy: GITHUB_PROXY ?? null,
    },
    gitee: { url: giteeUrl(GITEE_URL), token: GITEE_TOKEN ?? null, proxy: GITEE_PROXY ?? null },
  });
}
