// A webhook of Gitee's as it is sent now: a recorded body, signed freshly, or with a password.
import { giteeSignature } from '../../src/inbox/gitee-signature.js';
import type { Payload } from './gitee-recorded.js';

/** What is sent: any part of it may be put otherwise. */
export interface GiteeHookRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `note_hooks` is `Note Hook` in the headers. */
export function headerEvent(hookName: string): string {
  const words = hookName.replace(/s$/, '').split('_');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

function headersOf(payload: Payload, token: string, timestamp: string): Readonly<Record<string, string>> {
  const event = headerEvent(String(payload['hook_name']));
  return {
    'content-type': 'application/json',
    'user-agent': 'git-oschina-hook',
    'x-gitee-token': token,
    'x-gitee-timestamp': timestamp,
    'x-gitee-ping': 'false',
    'x-gitee-event': event,
    'x-git-oschina-event': event,
  };
}

/** As a hook with a signing key sends it at a time (ms since 1970). */
export function signedHook(payload: Payload, secret: string, at: number): GiteeHookRequest {
  const timestamp = String(at);
  const sign = giteeSignature(secret, timestamp);
  return {
    headers: headersOf(payload, sign, timestamp),
    body: JSON.stringify({ ...payload, timestamp, sign, password: '' }),
  };
}

/** As a hook with a password sends it. */
export function passwordHook(payload: Payload, password: string, at: number): GiteeHookRequest {
  const timestamp = String(at);
  return {
    headers: headersOf(payload, password, timestamp),
    body: JSON.stringify({ ...payload, timestamp, sign: '', password }),
  };
}

/** With other headers; null leaves one out. */
export function withHeaders(
  { headers, body }: GiteeHookRequest,
  change: Readonly<Record<string, string | null>>,
): GiteeHookRequest {
  const all: Readonly<Record<string, string | null>> = { ...headers, ...change };
  const kept = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
  return { headers: Object.fromEntries(kept), body };
}
