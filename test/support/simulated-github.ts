// A simulated GitHub with the people of the tests, and a real Probot client pointed at it.
import { generateKeyPairSync } from 'node:crypto';
import { Probot, ProbotOctokit } from 'probot';
import {
  startSimulatedGitHub,
  type SimulatedGitHub,
  type SimulatedGitHubOptions,
} from '../../src/sandbox/github/index.js';
import { instant, type Clock } from '../../src/shared/time.js';

/** A clock that stands until it is moved. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

export function testClock(start = '2026-03-01T09:12:00Z'): TestClock {
  let now = Date.parse(start);
  return {
    now: () => instant(now),
    advance(ms) {
      now += ms;
    },
  };
}

export const openclaw = {
  users: [
    { login: 'lin-mei', id: 1001, name: 'Lin Mei' },
    { login: 'wang-bo', id: 1002, name: 'Wang Bo' },
    { login: 'chen-yu', id: 1003 },
    { login: 'stranger', id: 6666 },
    { login: 'other-bot[bot]', id: 7777, type: 'Bot' },
  ],
  organizations: [{ login: 'openclaw', id: 2001, members: ['lin-mei', 'wang-bo', 'chen-yu'] }],
  repositories: [
    { name: 'openclaw/models', id: 3001 },
    { name: 'openclaw/docs', id: 3002, labels: ['bug'] },
    { name: 'openclaw/secret', id: 3003, private: true },
    { name: 'stranger/thing', id: 3004 },
  ],
  installedOn: ['openclaw'],
} as const;

/** One key for all of a file's simulations: making one takes a tenth of a second. */
const { privateKey: privateKeyPem } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** Starts one with the people above; what is given goes before. */
export function startGitHub(options: Partial<SimulatedGitHubOptions> = {}): Promise<SimulatedGitHub> {
  const app = { id: 4711, slug: 'opencharter', webhookSecret: 'a webhook secret', privateKeyPem };
  return startSimulatedGitHub({ clock: testClock(), app, seed: openclaw, ...options });
}

function unhurried(options: Readonly<Record<string, unknown>>) {
  return { ...options, throttle: { enabled: false }, retry: { enabled: false } };
}

/** A real Probot with the app's key, talking to the simulation. Its pace (a write a second) and its retries are off. */
export function probotFor(github: SimulatedGitHub): Probot {
  return new Probot({
    appId: github.appId,
    privateKey: github.privateKey,
    secret: github.webhookSecret,
    baseUrl: `${github.url}/api/v3`,
    logLevel: 'fatal',
    Octokit: ProbotOctokit.defaults(unhurried),
  });
}

/** Probot's client of the app's installation on an account. */
export async function installationClient(github: SimulatedGitHub, login = 'openclaw') {
  const probot = probotFor(github);
  const installation = [...github.state.installations.values()].find(({ account }) => account.login === login);
  if (!installation) throw new Error(`not installed on ${login}`);
  return probot.auth(installation.id);
}
