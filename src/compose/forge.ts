// The forges of this deployment: GitHub and Gitee as configured, or in the sandbox both, simulated.
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

type Shown = StatusFacts['forges'][number];

function githubShown({ appId }: GitHubSettings, url: string): Shown {
  return { id: 'github', account: `app ${String(appId)}`, url };
}

function giteeShown(account: string | null, url: string): Shown {
  return { id: 'gitee', account, url };
}

/** The forges of a deployment that is no sandbox; nobody is asked. */
export function configured({ github, gitee }: Pick<Config, 'github' | 'gitee'>): ConfiguredForges {
  const githubUrl = github?.baseUrl ? new URL(github.baseUrl).origin : 'https://github.com';
  return {
    mode: 'live',
    github,
    gitee,
    shown: [...(github ? [githubShown(github, githubUrl)] : []), ...(gitee ? [giteeShown(null, gitee.url)] : [])],
    sandbox: null,
    stop: () => Promise.resolve(),
  };
}

/** The forges to speak with. Without settings they are the sandbox's simulated ones, with an app and an account of their own. */
export async function configureForges(options: SandboxOptions): Promise<ConfiguredForges> {
  const { config } = options;
  if (modeOf(config) === 'live') return configured(config);
  const sandbox = await startSandbox(options);
  const { appId, privateKey, webhookSecret, url } = sandbox.github;
  const github = { appId, privateKey, webhookSecret, baseUrl: `${url}/api/v3`, proxy: null };
  const { url: giteeUrl, token, world } = sandbox.gitee;
  const gitee = {
    url: giteeUrl,
    token,
    webhookSecret: sandbox.giteeSecret,
    webhookMode: 'signature' as const,
    proxy: null,
  };
  const pages = `${config.publicUrl}/sandbox`;
  return {
    mode: 'sandbox',
    github,
    gitee,
    shown: [githubShown(github, pages), giteeShown(world.app.bot.login, `${pages}/gitee`)],
    sandbox,
    stop: () => sandbox.stop(),
  };
}
