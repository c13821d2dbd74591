// Looking at the GitHub App as it is set up on GitHub: its rights, its webhook, its installations.
import { Probot } from 'probot';
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import { createFetch } from '../http.js';
import type { GitHubApp, GitHubHook, GitHubInstallation, GitHubSetup } from '../setup.js';
import { watchTime } from '../skew.js';
import type { GitHubOptions } from './app.js';
import { createClient } from './client.js';
import { PlainOctokit } from './octokit.js';
import { createPace } from './pace.js';
import { allPages, pageSize } from './pages.js';

const rights = {
  permissions: z.record(z.string(), z.string().optional()).transform((all) => {
    const given = Object.entries(all).flatMap(([name, level]) => (level === undefined ? [] : [[name, level] as const]));
    return Object.fromEntries(given);
  }),
  events: z.array(z.string()),
};

const app = z
  .object({ slug: z.string(), html_url: z.string(), ...rights })
  .transform(({ slug, html_url: page, permissions, events }): GitHubApp => ({ slug, page, permissions, events }));

const hook = z
  .object({
    url: z.string().nullish(),
    content_type: z.string().nullish(),
    secret: z.string().nullish(),
    insecure_ssl: z.union([z.string(), z.number()]).nullish(),
  })
  .transform(({ url, content_type: type, secret, insecure_ssl: insecure }): GitHubHook => ({
    url: url == null || url === '' ? null : url,
    isJson: type === 'json',
    hasSecret: secret != null && secret !== '',
    verifies: String(insecure ?? '0') === '0',
  }));

const installation = z
  .object({
    account: z.object({ login: z.string() }).nullish(),
    html_url: z.string(),
    suspended_at: z.string().nullish(),
    ...rights,
  })
  .transform(({ account, html_url: page, suspended_at: at, permissions, events }): GitHubInstallation => ({
    owner: account?.login ?? '',
    page,
    suspended: at != null,
    permissions,
    events,
  }));

export type GitHubSetupOptions = Pick<
  GitHubOptions,
  'appId' | 'privateKey' | 'webhookSecret' | 'baseUrl' | 'proxy' | 'log' | 'now'
>;

/** Nothing is asked as an installation. */
const noInstallations = {
  get: () => Promise.resolve(null),
  set: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

/** What it answers may also be an Error that is thrown: a private key that signs nothing. */
export function createGitHubSetup(options: GitHubSetupOptions): GitHubSetup {
  const { appId, privateKey, webhookSecret: secret, baseUrl, proxy, log, now } = options;
  const watched = watchTime(createFetch({ timeoutMs: 10_000, proxy }), now);
  const shared = { ...(baseUrl === null ? {} : { baseUrl }), request: { fetch: watched.fetch } };
  const probot = new Probot({ ...shared, appId, privateKey, secret, log, Octokit: PlainOctokit });
  const client = createClient({
    octokit: () => probot.auth(),
    anonymous: () => new PlainOctokit(shared),
    installations: noInstallations,
    pace: createPace(null, now),
    now,
    observe: () => undefined,
  });
  return {
    skewMs: () => watched.skewMs(),
    app: () => client.asApp({ route: 'GET /app', shape: app }),
    hook: () => client.asApp({ route: 'GET /app/hook/config', shape: hook }),
    installations: () =>
      allPages(
        (page) =>
          client.asApp({
            route: 'GET /app/installations',
            params: { per_page: pageSize, page },
            shape: z.array(installation),
          }),
        () => Infinity,
      ),
    async isInstalledOn(fullName) {
      const [owner = '', repo = ''] = fullName.split('/');
      const route = 'GET /repos/{owner}/{repo}/installation';
      const found = await client.asApp({ route, params: { owner, repo }, shape: z.unknown() });
      if (!found.ok && found.error.kind === 'gone') return ok(false);
      return found.ok ? ok(true) : found;
    },
  };
}
