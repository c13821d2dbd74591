// Gitee's webhooks: each to its hook, stamped and signed when it is sent. One that fails is not sent again by itself.
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { createWebhooks, type Delivery, type Webhooks, type WebhookSettings } from '../forge/webhooks.js';
import type { Surroundings } from '../forge/world.js';
import type { GiteeState, Hook } from './state.js';

const payload = z.record(z.string(), z.unknown());

const hookNames: Readonly<Record<string, string>> = {
  'Push Hook': 'push_hooks',
  'Issue Hook': 'issue_hooks',
  'Note Hook': 'note_hooks',
  'Merge Request Hook': 'merge_request_hooks',
};

/** Base64 of the HMAC-SHA256 of time and key, with the key: the body is not signed. */
export function signatureOf(secret: string, timestamp: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

interface GiteeWebhookSettings extends Omit<WebhookSettings, 'ready' | 'dress' | 'tried'> {
  readonly gitee: GiteeState;
  /** Real milliseconds, for the time that is signed. */
  readonly realNow: () => number;
  readonly html: Surroundings['urls']['html'];
  /** `OWNER/NAME` by id. */
  readonly nameOf: (repositoryId: number) => string;
}

/** What authenticates a request: the header's token, and what the body repeats of it. */
function proof({ mode, secret }: Hook, timestamp: string) {
  if (mode === 'password') return { token: secret, password: secret, sign: '' };
  const sign = secret === '' ? '' : signatureOf(secret, timestamp);
  return { token: sign, password: '', sign };
}

export function createGiteeWebhooks({ gitee, realNow, html, nameOf, ...settings }: GiteeWebhookSettings): Webhooks {
  function hookOf({ hook }: Delivery): Hook | undefined {
    return hook && gitee.hooks.get(hook.id);
  }
  return createWebhooks({
    ...settings,
    ready: () => true,
    dress(delivery) {
      const hook = hookOf(delivery);
      if (!hook) return null;
      const isPing = delivery.hook?.ping === true;
      const timestamp = String(realNow());
      const { token, password, sign } = proof(hook, timestamp);
      const name = hookNames[delivery.event] ?? delivery.event;
      const event = isPing ? name : delivery.event;
      const body = {
        ...payload.parse(JSON.parse(delivery.body)),
        hook_id: hook.id,
        hook_url: `${html}/${nameOf(hook.repositoryId)}/hooks/${hook.id}/edit`,
        hook_name: name,
        timestamp,
        password,
        sign,
      };
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'git-oschina-hook',
        'x-gitee-token': token,
        'x-gitee-timestamp': timestamp,
        'x-gitee-ping': String(isPing),
        'x-gitee-event': event,
        'x-git-oschina-event': event,
      };
      return { url: hook.url, headers, body: JSON.stringify(body) };
    },
    tried(delivery, { status, answer, error }) {
      const hook = hookOf(delivery);
      if (hook) Object.assign(hook, { result: status === null ? error : answer, resultCode: status });
    },
  });
}
