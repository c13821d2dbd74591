// The app's GitHub adapter, pointed at a simulated GitHub.
import { pino } from 'pino';
import { createGitHub, type GitHub, type GitHubOptions } from '../../src/forges/github/app.js';
import type { ObservedCall } from '../../src/forges/github/client.js';
import type { InstallationStore } from '../../src/forges/store.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';

/** Installations in memory. */
export function memoryInstallations(): InstallationStore {
  const known = new Map<string, number>();
  return {
    get: (owner) => Promise.resolve(known.get(owner.toLowerCase()) ?? null),
    set: (owner, id) => {
      known.set(owner.toLowerCase(), id);
      return Promise.resolve();
    },
    forget: (owner) => {
      known.delete(owner.toLowerCase());
      return Promise.resolve();
    },
  };
}

/** Probot writes nowhere. */
export const silent = pino({ level: 'silent' });

/** The adapter, and the calls it told of. */
export interface TestedGitHub extends GitHub {
  readonly observed: ObservedCall[];
}

type Server = Pick<SimulatedGitHub, 'url' | 'appId' | 'privateKey' | 'webhookSecret'>;

/** The adapter as it is made for a GitHub Enterprise Server at this address. */
export function githubApp(server: Server, options: Partial<GitHubOptions> = {}): TestedGitHub {
  const observed: ObservedCall[] = [];
  const github = createGitHub({
    appId: server.appId,
    privateKey: server.privateKey,
    webhookSecret: server.webhookSecret,
    baseUrl: `${server.url}/api/v3`,
    proxy: null,
    log: silent,
    installations: memoryInstallations(),
    now: Date.now,
    observe: (call) => observed.push(call),
    onEvent: () => Promise.resolve(),
    ...options,
  });
  return { ...github, observed };
}
