// Setting up repositories on Gitee: what our account may do there, hooks, labels.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import { createFetch } from '../http.js';
import {
  giteeEvents,
  type GiteeHook,
  type GiteeHookSettings,
  type GiteeRepository,
  type GiteeSetup,
} from '../setup.js';
import { watchTime } from '../skew.js';
import { createClient } from './client.js';
import { createPace } from './pace.js';
import { allPages, pageSize } from './pages.js';

const anything = z.unknown();
const user = z.object({ id: z.int().positive(), login: z.string().min(1) });
const flag = z.boolean().nullish();

const repository = z
  .object({
    full_name: z.string().min(1),
    permission: z.object({ push: flag, admin: flag }).nullish(),
  })
  .transform(({ full_name: repo, permission }): GiteeRepository => {
    if (permission?.admin === true) return { repo, role: 'admin' };
    return { repo, role: permission?.push === true ? 'write' : 'read' };
  });

const flagOf = {
  push: 'push_events',
  tag_push: 'tag_push_events',
  issues: 'issues_events',
  note: 'note_events',
  merge_requests: 'merge_requests_events',
} as const;

/** Asterisks stand for a secret that is there. */
function shownSecret(password: string | null | undefined): string | null {
  return password == null || /^\*+$/.test(password) ? null : password;
}

const modes = ['password', 'signature'] as const;

const hook = z
  .object({
    id: z.int(),
    url: z.string(),
    password: z.string().nullish(),
    encryption_type: z.int().nullish(),
    result: z.string().nullish(),
    result_code: z.int().nullish(),
    push_events: flag,
    tag_push_events: flag,
    issues_events: flag,
    note_events: flag,
    merge_requests_events: flag,
  })
  .transform((one): GiteeHook => ({
    id: one.id,
    url: one.url,
    secret: shownSecret(one.password),
    mode: modes[one.encryption_type ?? -1] ?? null,
    events: giteeEvents.filter((event) => one[flagOf[event]] === true),
    lastCode: one.result_code ?? null,
    lastText: one.result ?? null,
  }));

/** All fields are sent: which of them Gitee keeps when they are left out is not known. */
function fieldsOf({ url, secret, mode, events }: GiteeHookSettings) {
  const flags = Object.fromEntries(giteeEvents.map((event) => [flagOf[event], events.includes(event)]));
  return { url, password: secret, encryption_type: modes.indexOf(mode), ...flags };
}

export interface GiteeSetupOptions {
  /** `https://gitee.com` */
  readonly url: string;
  readonly token: string;
  readonly proxy: string | null;
  /** Ms since 1970. */
  readonly now: () => number;
}

/** One call after the other, for a person who waits: only what Gitee asks for keeps them back. */
export function createGiteeSetup({ url, token, proxy, now }: GiteeSetupOptions): GiteeSetup {
  const watched = watchTime(createFetch({ timeoutMs: 10_000, proxy }), now);
  const client = createClient({
    url,
    token,
    fetch: watched.fetch,
    pace: createPace(null, now),
    now,
    observe: () => undefined,
  });
  const hooks = '/repos/{owner}/{repo}/hooks';
  return {
    skewMs: () => watched.skewMs(),
    account: () => client.call({ route: 'GET /user', shape: user }),
    repositories: () =>
      allPages(
        (page) =>
          client.page({ route: 'GET /user/repos', params: { per_page: pageSize, page }, shape: z.array(repository) }),
        ({ repo }) => repo,
      ),
    repository: (repo) => client.inRepo(repo, { route: 'GET /repos/{owner}/{repo}', shape: repository }),
    hooks: (repo) =>
      allPages(
        (page) =>
          client.pageInRepo(repo, {
            route: `GET ${hooks}`,
            params: { per_page: pageSize, page },
            shape: z.array(hook),
          }),
        ({ id }) => id,
      ),
    hook: (repo, id) => client.inRepo(repo, { route: `GET ${hooks}/{id}`, params: { id }, shape: hook }),
    createHook: (repo, settings) =>
      client.inRepo(repo, { route: `POST ${hooks}`, body: fieldsOf(settings), shape: hook }),
    changeHook: (repo, id, settings) =>
      client.inRepo(repo, { route: `PATCH ${hooks}/{id}`, params: { id }, body: fieldsOf(settings), shape: hook }),
    async testHook(repo, id) {
      const sent = await client.inRepo(repo, { route: `POST ${hooks}/{id}/tests`, params: { id }, shape: anything });
      return sent.ok ? ok(undefined) : sent;
    },
    async labels(repo) {
      const shape = z.array(z.object({ name: z.string() }));
      const listed = await client.inRepo(repo, { route: 'GET /repos/{owner}/{repo}/labels', shape });
      return listed.ok ? ok(listed.value.map(({ name }) => name)) : listed;
    },
    async createLabel(repo, label) {
      const made = await client.inRepo(repo, {
        route: 'POST /repos/{owner}/{repo}/labels',
        body: label,
        shape: anything,
      });
      return made.ok ? ok(undefined) : made;
    },
  };
}
