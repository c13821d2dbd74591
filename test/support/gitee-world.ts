// The whole app on both forges: a simulated GitHub and a simulated Gitee, some people with accounts on both.
import type { Config } from '../../src/config.js';
import { identOf } from '../../src/sandbox/gitee/ident.js';
import { startSimulatedGitee, type SimulatedGitee } from '../../src/sandbox/gitee/index.js';
import { atEnd, charterYml, peopleYml, startWorld, type TestWorld, type WorldOptions } from './app.js';
import { testClock } from './simulated-github.js';

export const models = 'openclaw/models';
export const secret = 'the secret shared with Gitee';
export const token = 'the-token-of-the-bot';
export const bot = { login: 'opencharter-bot', id: 900 } as const;

/** Two of them are looked up when the charter is adopted. */
export const giteeUsers = [
  { login: 'linmei', id: 9001 },
  { login: 'wangbo', id: 9002 },
  { login: 'chenyu', id: 9003 },
  { login: 'luren', id: 9666 },
] as const;

const charter = charterYml.replace('["github:openclaw/*"]', '["github:openclaw/*", "gitee:openclaw/*"]');
const people = peopleYml
  .replace('login: lin-mei, id: 1001 }', 'login: lin-mei, id: 1001 }, gitee: { login: linmei, id: 9001 }')
  .replace('login: wang-bo, id: 1002 }', 'login: wang-bo, id: 1002 }, gitee: { login: wangbo }')
  .replace('login: chen-yu, id: 1003 }', 'login: chen-yu, id: 1003 }, gitee: { login: chenyu }');

export interface GiteeWorldOptions extends WorldOptions {
  readonly mode?: 'signature' | 'password';
  /** Gitee's clock, where it is not that of this machine. */
  readonly realNow?: () => number;
  /** What Gitee and the app share; the app's may be another. */
  readonly appSecret?: string;
}

export interface GiteeWorld extends TestWorld {
  readonly gitee: SimulatedGitee;
  /** Opens an issue on Gitee; its number. */
  readonly openIssue: (login: string, body: string) => string;
  readonly metrics: () => Promise<string>;
}

/** Starts both and the app. Its governance clock begins in March 2026 whatever the day is: the numbers of motions bear the year. Everything is stopped after the test. */
export async function startGiteeWorld(options: GiteeWorldOptions = {}): Promise<GiteeWorld> {
  const { mode = 'signature', realNow, appSecret = secret, config, ...others } = options;
  const clock = options.clock ?? testClock();
  const gitee = await startSimulatedGitee({
    clock,
    ...(realNow ? { realNow } : {}),
    bot,
    token,
    webhook: { mode, secret },
    seed: {
      users: giteeUsers,
      organizations: [{ login: 'openclaw', id: 2001 }],
      repositories: [{ name: models, id: 3001 }],
    },
  });
  atEnd(() => gitee.stop());
  const settings: Config['gitee'] = { url: gitee.url, token, webhookSecret: appSecret, webhookMode: mode, proxy: null };
  const world = await startWorld({ charter, people, ...others, clock, config: { gitee: settings, ...config } });
  gitee.target(`${world.url}/api/gitee/webhooks`);
  return {
    ...world,
    gitee,
    openIssue: (login, body) => identOf(gitee.as(login).openIssue(models, { title: 'Adopt safetensors', body }).id),
    metrics: async () => (await fetch(`${world.url}/metrics`)).text(),
    async settle() {
      await gitee.webhooks.idle();
      await world.settle();
    },
  };
}
