// A simulated GitHub, a simulated Gitee and a governance folder, for `opencharter doctor` and `opencharter hooks`: run as functions, over HTTP.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { doctorCommand } from '../../src/cli/doctor.js';
import { hooksCommand } from '../../src/cli/hooks.js';
import { cliWords, openDoctor, openHooks } from '../../src/compose/setup.js';
import { readConfig } from '../../src/config.js';
import type { SimulatedGitee } from '../../src/sandbox/gitee/index.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { testEngineUri } from './database.js';
import { giteeViolations } from './gitee-description.js';
import { violations } from './github-openapi.js';
import { callsOf, startGitee, type CallGitee } from './simulated-gitee.js';
import { startGitHub } from './simulated-github.js';
import { startReceiver, type WebhookReceiver } from './webhook-receiver.js';

export const models = 'openclaw/models';
/** Shared with Gitee; never printed. */
export const hookSecret = 'never-to-be-printed';
export const hooksOf = `/repos/${models}/hooks`;

/** Where nothing else is said, webhooks are to go here. */
const publicUrl = 'https://charter.example';

export type Environment = Readonly<Record<string, string>>;

/** What the doctor said, in JSON. */
export interface Examined {
  readonly code: number;
  readonly result: string;
  /** Of everything found: `warning gitee.labels-missing`. */
  readonly codes: readonly string[];
}

const told = z.object({
  result: z.string(),
  groups: z.array(z.object({ findings: z.array(z.object({ level: z.string(), code: z.string(), text: z.string() })) })),
});

/** An empty database of the run's engine. */
export function emptyDatabase(): string {
  const uri = new URL(testEngineUri());
  uri.pathname = `/setup-${randomUUID()}`;
  return uri.href;
}

export interface SetupWorld {
  github: SimulatedGitHub;
  readonly gitee: SimulatedGitee;
  readonly call: CallGitee;
  readonly folder: string;
  /** Lines written so far. */
  readonly out: string[];
  readonly err: string[];
  readonly io: { readonly out: (line: string) => void; readonly err: (line: string) => void };
  /** Writes the charter with these repositories; at first `github:openclaw/*` and one on Gitee. */
  charter(repositories: readonly string[]): Promise<void>;
  hooks(argument?: string, change?: Environment, options?: { readonly dryRun: boolean }): Promise<number>;
  doctor(change?: Environment, now?: () => number): Promise<Examined>;
  /** An address where webhooks are received, as PUBLIC_URL. */
  receiving(): Promise<{ readonly PUBLIC_URL: string; readonly receiver: WebhookReceiver }>;
  /** Makes a hook on Gitee that is right but for what is given. */
  makeHook(change?: Readonly<Record<string, unknown>>): Promise<void>;
  /** What was written on Gitee: `POST /repos/{owner}/{repo}/labels`. */
  writes(): readonly string[];
  /** Stops everything; tells what was printed that must not be, and calls that no forge describes. */
  end(): Promise<readonly string[]>;
}

async function writeCharter(folder: string, repositories: readonly string[]): Promise<void> {
  await writeFile(
    join(folder, 'charter.yml'),
    `version: 1
foundation: { id: example, name: Example }
repositories: ${JSON.stringify(repositories)}
bodies: { tsc: { name: TSC, seats: [lin-mei] } }
motions:
  technical: { title: T, scope: technical, electorate: [tsc], period: P7D, passes_when: ["yes > 1/2 of cast"] }
`,
  );
  await writeFile(
    join(folder, 'people.yml'),
    'organizations: []\npeople: [{ id: lin-mei, name: Lin Mei, affiliations: [{ org: independent }] }]\n',
  );
}

/** Starts both forges. */
export async function startSetupWorld(): Promise<SetupWorld> {
  const gitee = await startGitee();
  const call = callsOf(gitee);
  const folder = await mkdtemp(join(tmpdir(), 'opencharter-setup-'));
  const receivers: WebhookReceiver[] = [];
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const github = await startGitHub({ webhookUrl: `${publicUrl}/api/github/webhooks` });

  function settings(change: Environment): ReturnType<typeof readConfig> {
    return readConfig({
      PUBLIC_URL: publicUrl,
      GOVERNANCE_DIR: folder,
      MONGODB_URI: emptyDatabase(),
      APP_ID: String(world.github.appId),
      PRIVATE_KEY: world.github.privateKey,
      WEBHOOK_SECRET: world.github.webhookSecret,
      GHE_HOST: world.github.hostAndPort,
      GHE_PROTOCOL: 'http',
      GITEE_TOKEN: gitee.token,
      GITEE_WEBHOOK_SECRET: hookSecret,
      GITEE_URL: gitee.url,
      ...change,
    });
  }

  const world: SetupWorld = {
    github,
    gitee,
    call,
    folder,
    out,
    err,
    io,
    charter: (repositories) => writeCharter(folder, repositories),
    async hooks(argument = `gitee:${models}`, change = {}, { dryRun } = { dryRun: false }) {
      const say = (await cliWords()).en;
      const sleep = (): Promise<void> => gitee.webhooks.idle();
      return hooksCommand(argument, () => openHooks(settings(change)), io, { dryRun, say, sleep });
    },
    async doctor(change = {}, now = Date.now) {
      const say = (await cliWords()).en;
      const before = out.length;
      const code = await doctorCommand(() => openDoctor(settings(change), false, now), io, { say, json: true });
      const { result, groups } = told.parse(JSON.parse(out.slice(before).join('\n')));
      return {
        code,
        result,
        codes: groups.flatMap(({ findings }) => findings.map((one) => `${one.level} ${one.code}`)),
      };
    },
    async receiving() {
      const receiver = await startReceiver();
      receivers.push(receiver);
      return { PUBLIC_URL: new URL(receiver.url).origin, receiver };
    },
    async makeHook(change = {}) {
      const events = { push_events: true, issues_events: true, note_events: true, merge_requests_events: true };
      const url = `${publicUrl}/api/gitee/webhooks`;
      const body = { url, password: hookSecret, encryption_type: 1, ...events, ...change };
      await call(`POST ${hooksOf}`, { body });
    },
    writes: () =>
      gitee.calls.all().flatMap(({ method, template }) => (method === 'GET' ? [] : [`${method} ${template ?? ''}`])),
    async end() {
      await Promise.all([world.github.stop(), gitee.stop(), ...receivers.map((one) => one.stop())]);
      await rm(folder, { recursive: true, force: true });
      const said = [...out, ...err];
      return [
        ...said.filter((line) => line.includes(hookSecret) || line.includes(gitee.token) || /^ +at /m.test(line)),
        ...violations(world.github.calls.all({ tokens: true })),
        ...giteeViolations(gitee.calls.all()),
      ];
    },
  };
  await world.charter(['github:openclaw/*', `gitee:${models}`]);
  return world;
}
