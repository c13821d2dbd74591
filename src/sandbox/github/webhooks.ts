// GitHub's webhooks: one address for all, signed by the app's secret.
import { createHmac } from 'node:crypto';
import { createWebhooks, type Webhooks, type WebhookSettings } from '../forge/webhooks.js';

export interface GitHubWebhooks extends Webhooks {
  /** Where to send them; until it is set all wait. */
  setTarget(url: string): void;
  target(): string | null;
}

interface GitHubWebhookSettings extends Omit<WebhookSettings, 'ready' | 'dress' | 'tried'> {
  readonly secret: string;
  readonly appId: number;
  readonly url: string | undefined;
}

export function createGitHubWebhooks({ secret, appId, url, ...settings }: GitHubWebhookSettings): GitHubWebhooks {
  let target = url;
  const webhooks = createWebhooks({
    ...settings,
    ready: () => target !== undefined,
    dress({ event, body }, id) {
      if (target === undefined) return null;
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      const headers = {
        accept: '*/*',
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/sandbox',
        'x-github-delivery': id,
        'x-github-event': event,
        'x-github-hook-id': String(appId),
        'x-github-hook-installation-target-id': String(appId),
        'x-github-hook-installation-target-type': 'integration',
        'x-hub-signature-256': `sha256=${signature}`,
      };
      return { url: target, headers, body };
    },
  });
  return Object.assign(webhooks, {
    setTarget(next: string) {
      target = next;
      webhooks.wake();
    },
    target: () => target ?? null,
  });
}
