// The sandbox's two forges: started anew or from what was kept, and as they are to be kept.
import { randomBytes } from 'node:crypto';
import type { Clock } from '../shared/time.js';
import type { Keeper } from './forge/keeper.js';
import type { Delivery, KeptWebhooks } from './forge/webhooks.js';
import { startSimulatedGitee } from './gitee/index.js';
import { startSimulatedGitHub } from './github/index.js';
import type { ForgeTraffic, KeptTraffic, KeptWorld } from './kept.js';
import type { SimulatedForges } from './sandbox.js';
import { strangers, strangersOnGitee } from './story/cast.js';

interface ForgesOptions {
  readonly clock: Clock;
  readonly keeper: Keeper;
  /** Of the app; GitHub's pages are at `/sandbox` below it, Gitee's at `/sandbox/gitee`. */
  readonly publicUrl: string;
  readonly kept: KeptWorld | null;
  readonly traffic: KeptTraffic;
}

/** The forges, and how to keep them. */
export interface StartedForges {
  readonly forges: SimulatedForges;
  /** What Gitee's webhooks are signed with. */
  readonly giteeSecret: string;
  kept(): Pick<KeptWorld, 'github' | 'gitee'>;
  traffic(): KeptTraffic;
  stop(): Promise<void>;
}

const app = { id: 1, slug: 'opencharter' } as const;
const bot = { login: 'opencharter', name: 'OpenCharter' } as const;
/** Calls and sent webhooks that are remembered of each. Gitee is polled, so more of its calls tell of nothing. */
const remember = { github: 200, gitee: 400 };

function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** What is kept as not sent yet is not among what was sent. */
function webhooksOf(pending: readonly Delivery[], { sent }: ForgeTraffic): KeptWebhooks {
  const waiting = new Set(pending.map(({ id }) => id));
  return { pending, sent: sent.filter(({ id }) => !waiting.has(id)) };
}

/** Starts both; no webhook is sent before each has an address. */
export async function startForges({ clock, keeper, publicUrl, kept, traffic }: ForgesOptions): Promise<StartedForges> {
  const webhookSecret = kept?.github.webhookSecret ?? newSecret();
  const giteeSecret = kept?.gitee.webhookSecret ?? newSecret();
  const github = await startSimulatedGitHub({
    clock,
    app: { ...app, webhookSecret, ...(kept ? { privateKeyPem: kept.github.privateKey } : {}) },
    seed: { users: strangers },
    remember: remember.github,
    pagesUrl: `${publicUrl}/sandbox`,
    kept: kept
      ? {
          world: kept.github.world,
          webhooks: webhooksOf(kept.github.pending, traffic.github),
          calls: traffic.github.calls,
        }
      : undefined,
    keeper,
  });
  const gitee = await startSimulatedGitee({
    clock,
    bot,
    webhook: { mode: 'signature', secret: giteeSecret },
    seed: { users: strangersOnGitee },
    remember: remember.gitee,
    pagesUrl: `${publicUrl}/sandbox/gitee`,
    kept: kept
      ? {
          ...kept.gitee,
          webhooks: webhooksOf(kept.gitee.pending, traffic.gitee),
          calls: traffic.gitee.calls,
        }
      : undefined,
    keeper,
  });
  return {
    forges: { github, gitee },
    giteeSecret,
    kept() {
      const [onGitHub, onGitee] = [github.kept(), gitee.kept()];
      const { privateKey } = github;
      const { world, gitee: state, token } = onGitee;
      return {
        github: { world: onGitHub.world, pending: onGitHub.webhooks.pending, webhookSecret, privateKey },
        gitee: { world, pending: onGitee.webhooks.pending, webhookSecret: giteeSecret, gitee: state, token },
      };
    },
    traffic() {
      const [onGitHub, onGitee] = [github.kept(), gitee.kept()];
      return {
        github: { sent: onGitHub.webhooks.sent, calls: onGitHub.calls },
        gitee: { sent: onGitee.webhooks.sent, calls: onGitee.calls },
      };
    },
    async stop() {
      await Promise.all([github.stop(), gitee.stop()]);
    },
  };
}
