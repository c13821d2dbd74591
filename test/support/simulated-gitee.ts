// A simulated Gitee with the people of the tests, and calls of its API.
import { z } from 'zod';
import { startSimulatedGitee, type SimulatedGitee, type SimulatedGiteeOptions } from '../../src/sandbox/gitee/index.js';
import { testClock } from './simulated-github.js';

export const giteeSecret = 'a hook secret';

export const openclawOnGitee = {
  users: [
    { login: 'lin-mei', id: 5001, name: '林梅' },
    { login: 'wang-bo', id: 5002, name: '王波' },
    { login: 'passer-by', id: 6666 },
  ],
  organizations: [{ login: 'openclaw', id: 5901, name: 'OpenClaw', members: ['lin-mei', 'wang-bo'] }],
  repositories: [
    { name: 'openclaw/models', id: 5801 },
    { name: 'openclaw/docs', id: 5802 },
    { name: 'openclaw/secret', id: 5803, private: true },
  ],
  collaborators: [{ repository: 'openclaw/secret', login: 'wang-bo', role: 'read' }],
} as const;

/** Starts one with the people above; what is given goes before. */
export function startGitee(options: Partial<SimulatedGiteeOptions> = {}): Promise<SimulatedGitee> {
  const webhook = { mode: 'signature', secret: giteeSecret } as const;
  const bot = { login: 'opencharter-bot', id: 5100 };
  return startSimulatedGitee({
    clock: testClock(),
    bot,
    token: 'bot-token',
    webhook,
    seed: openclawOnGitee,
    ...options,
  });
}

export interface GiteeAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** How a call is made: by whom, null for nobody, and with what. The bot makes it unless told otherwise. */
export interface GiteeCall {
  readonly token?: string | null;
  readonly body?: unknown;
}

/** Calls the API: `call('GET /user')`. */
export type CallGitee = (request: string, options?: GiteeCall) => Promise<GiteeAnswer>;

export function callsOf(gitee: SimulatedGitee): CallGitee {
  return async (request, { token = gitee.token, body } = {}) => {
    const [method = 'GET', path = '/'] = request.split(' ');
    const headers = {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const response = await fetch(`${gitee.url}/api/v5${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
  };
}

const object = z.record(z.string(), z.unknown());

/** A field of an answer, by its way through objects and lists. */
export function at(value: unknown, ...way: readonly (string | number)[]): unknown {
  return way.reduce<unknown>(
    (part, key) => (typeof key === 'number' ? z.array(z.unknown()).parse(part)[key] : object.parse(part)[key]),
    value,
  );
}

/** One field of each of a list's items. */
export function each(value: unknown, ...way: readonly (string | number)[]): unknown[] {
  return z
    .array(z.unknown())
    .parse(value)
    .map((item) => at(item, ...way));
}

/** The keys of an object, in order. */
export function keysOf(value: unknown): readonly string[] {
  return Object.keys(object.parse(value)).sort();
}
