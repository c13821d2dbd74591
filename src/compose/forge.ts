// The forges of this deployment: GitHub as configured, or in the sandbox a simulated one.
import type { GitHubSettings } from '../config.js';
import type { OpenSandbox } from '../sandbox/open.js';
import { startSandbox, type SandboxOptions } from './sandbox.js';

/** GitHub's settings, and what to stop at the end. */
export interface ConfiguredForge {
  readonly mode: 'live' | 'sandbox';
  readonly github: GitHubSettings;
  /** For people. */
  readonly url: string;
  /** Null with a configured forge. */
  readonly sandbox: OpenSandbox | null;
  /** While the database is still open. */
  stop(): Promise<void>;
}

/** The forge to speak with. Without settings it is the sandbox's simulated GitHub, with an app of its own. */
export async function configureForge(options: SandboxOptions): Promise<ConfiguredForge> {
  const { github, publicUrl } = options.config;
  if (github) {
    const url = github.baseUrl === null ? 'https://github.com' : new URL(github.baseUrl).origin;
    return { mode: 'live', github, url, sandbox: null, stop: () => Promise.resolve() };
  }
  const sandbox = await startSandbox(options);
  const { appId, privateKey, webhookSecret, url } = sandbox.github;
  return {
    mode: 'sandbox',
    github: { appId, privateKey, webhookSecret, baseUrl: `${url}/api/v3`, proxy: null },
    url: `${publicUrl}/sandbox`,
    sandbox,
    stop: () => sandbox.stop(),
  };
}
