// The forges of this deployment: GitHub and Gitee as configured, or in the sandbox a simulated GitHub.
import { modeOf, type Config, type GiteeSettings, type GitHubSettings } from '../config.js';
import type { StatusFacts } from '../portal/store.js';
import type { OpenSandbox } from '../sandbox/open.js';
import { startSandbox, type SandboxOptions } from './sandbox.js';

/** The settings of each forge, null of one that is not configured; and what to stop at the end. */
export interface ConfiguredForges {
  readonly mode: 'live' | 'sandbox';
  readonly github: GitHubSettings | null;
  readonly gitee: GiteeSettings | null;
  /** For people. */
  readonly shown: StatusFacts['forges'];
  /** Null with a configured forge. */
  readonly sandbox: OpenSandbox | null;
  /** While the database is still open. */
  stop(): Promise<void>;
}

function githubShown({ appId }: GitHubSettings, url: string): StatusFacts['forges'] {
  return [{ id: 'github', account: `app ${String(appId)}`, url }];
}

function configured({ github, gitee }: Pick<Config, 'github' | 'gitee'>): ConfiguredForges {
  const githubUrl = github?.baseUrl ? new URL(github.baseUrl).origin : 'https://github.com';
  return {
    mode: 'live',
    github,
    gitee,
    shown: [
      ...(github ? githubShown(github, githubUrl) : []),
      ...(gitee ? [{ id: 'gitee' as const, account: null, url: gitee.url }] : []),
    ],
    sandbox: null,
    stop: () => Promise.resolve(),
  };
}

/** The forges to speak with. Without settings it is the sandbox's simulated GitHub, with an app of its own. */
export async function configureForges(options: SandboxOptions): Promise<ConfiguredForges> {
  const { config } = options;
  if (modeOf(config) === 'live') return configured(config);
  const sandbox = await startSandbox(options);
  const { appId, privateKey, webhookSecret, url } = sandbox.github;
  const github = { appId, privateKey, webhookSecret, baseUrl: `${url}/api/v3`, proxy: null };
  return {
    mode: 'sandbox',
    github,
    gitee: null,
    shown: githubShown(github, `${config.publicUrl}/sandbox`),
    sandbox,
    stop: () => sandbox.stop(),
  };
}
