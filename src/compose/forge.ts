// The forges of this deployment: GitHub as configured, or in the sandbox a simulated one.
import { randomBytes } from 'node:crypto';
import type { GitHubSettings } from '../config.js';
import { startSimulatedGitHub } from '../sandbox/github/index.js';
import type { Clock } from '../shared/time.js';

/** GitHub's settings, and what to stop at the end. */
export interface ConfiguredForge {
  readonly mode: 'live' | 'sandbox';
  readonly github: GitHubSettings;
  /** For people. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The forge to speak with. Without settings a simulated GitHub starts on the loopback interface, with an app of its own. */
export async function configureForge(github: GitHubSettings | null, clock: Clock): Promise<ConfiguredForge> {
  if (github) {
    const url = github.baseUrl === null ? 'https://github.com' : new URL(github.baseUrl).origin;
    return { mode: 'live', github, url, stop: () => Promise.resolve() };
  }
  const webhookSecret = randomBytes(24).toString('base64url');
  const simulated = await startSimulatedGitHub({
    clock,
    app: { id: 1, slug: 'opencharter', webhookSecret },
    seed: { users: [], organizations: [], repositories: [], installedOn: [] },
  });
  return {
    mode: 'sandbox',
    github: {
      appId: simulated.appId,
      privateKey: simulated.privateKey,
      webhookSecret,
      baseUrl: `${simulated.url}/api/v3`,
      proxy: null,
    },
    url: simulated.url,
    stop: () => simulated.stop(),
  };
}
