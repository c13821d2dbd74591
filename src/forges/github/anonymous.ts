// Reading pull requests of public repositories without any right: no app, no token, sixty calls an hour on github.com.
import type { Forge } from '../forge.js';
import { createFetch } from '../http.js';
import type { InstallationStore } from '../store.js';
import type { GitHubOptions } from './app.js';
import { createClient } from './client.js';
import { PlainOctokit } from './octokit.js';
import { createPace } from './pace.js';
import { createPulls } from './pulls.js';
import { createReader } from './read.js';

/** To the pace, nobody is one installation, everywhere. */
const nobody: InstallationStore = {
  get: () => Promise.resolve(-1),
  set: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

type AnonymousOptions = Pick<GitHubOptions, 'baseUrl' | 'proxy' | 'now' | 'observe' | 'timeoutMs'>;

/** What is not public is `gone`; when the calls of an hour are used up, `wait` tells how long. */
export function createAnonymousForge({
  baseUrl,
  proxy,
  now,
  observe,
  timeoutMs = 10_000,
}: AnonymousOptions): Pick<Forge, 'read' | 'pulls'> {
  const fetch = createFetch({ timeoutMs, proxy });
  const octokit = new PlainOctokit({ ...(baseUrl === null ? {} : { baseUrl }), request: { fetch } });
  const client = createClient({
    octokit: () => Promise.resolve(octokit),
    anonymous: () => octokit,
    installations: nobody,
    pace: createPace(null, now),
    now,
    observe,
  });
  return { read: createReader(client, { anonymous: true }), pulls: createPulls(client, null, now) };
}
