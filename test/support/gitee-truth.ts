// What Gitee's API would answer if a recorded webhook told the truth: recorded answers with the webhook's own values in them.
import { z } from 'zod';
import { recorded, type Payload } from './gitee-recorded.js';
import type { Script } from './scripted-gitee.js';

const object = z.record(z.string(), z.unknown());
type Json = z.infer<typeof object>;

export function part(from: unknown, ...keys: readonly string[]): Json {
  return object.parse(keys.reduce<unknown>((value, key) => object.parse(value)[key], from));
}

function pick(from: Json, ...keys: readonly string[]): Json {
  return Object.fromEntries(keys.map((key) => [key, from[key]]));
}

function user(from: Json): Json {
  return pick(part(from, 'user'), 'id', 'login', 'type');
}

export function repoOf(payload: Payload): string {
  return z.string().parse(part(payload, 'repository')['path_with_namespace']);
}

function repository(payload: Payload): Json {
  const from = part(payload, 'repository');
  const url = `${String(from['html_url'])}.git`;
  return { ...part(recorded('api/repo')), id: from['id'], full_name: repoOf(payload), private: false, html_url: url };
}

const shared = ['id', 'number', 'title', 'body', 'state', 'html_url', 'created_at', 'updated_at'] as const;

function issue(payload: Payload): Json {
  const from = part(payload, 'issue');
  return {
    ...part(recorded('api/issue')),
    ...pick(from, ...shared),
    user: user(from),
    repository: repository(payload),
  };
}

function pull(payload: Payload): Json {
  const from = part(payload, 'pull_request');
  const recordedPull = part(recorded('api/pr'));
  const base = { ...part(recordedPull, 'base'), ...pick(part(from, 'base'), 'ref', 'sha'), repo: repository(payload) };
  const head = { ...part(recordedPull, 'head'), ...pick(part(from, 'head'), 'ref', 'sha') };
  return { ...recordedPull, ...pick(from, ...shared, 'closed_at', 'merged_at'), user: user(from), head, base };
}

function comment(payload: Payload, url: string): Json {
  const from = part(payload, 'comment');
  const own = { ...pick(from, 'id', 'body', 'created_at', 'updated_at'), user: user(from) };
  if (payload['noteable_type'] !== 'PullRequest') {
    const on = { issue: pick(part(payload, 'issue'), 'id', 'number', 'title'), pull_request: null };
    return { ...part(recorded('api/issue_comment')), ...own, target: on };
  }
  const address = `https://gitee.com/api/v5${url}`;
  return { ...part(recorded('api/pr_comment')), ...own, html_url: from['html_url'], pull_request_url: address };
}

/** `changes` replaces values of the answer for what the webhook is about; null: it is gone. */
export function truthOf(payload: Payload, changes: Json | null = {}): Script {
  const repo = `/repos/${repoOf(payload)}`;
  const script: Record<string, { readonly body: unknown }> = { [`GET ${repo}`]: { body: repository(payload) } };
  function put(path: string, answer: Json, isIt: boolean): void {
    if (!isIt) script[`GET ${path}`] = { body: answer };
    else if (changes !== null) script[`GET ${path}`] = { body: { ...answer, ...changes } };
  }
  const isNote = payload['hook_name'] === 'note_hooks';
  let path = '';
  if (payload['issue']) {
    const answer = issue(payload);
    path = `${repo}/issues/${String(answer['number'])}`;
    put(path, answer, !isNote);
  }
  if (payload['pull_request']) {
    const answer = pull(payload);
    path = `${repo}/pulls/${String(answer['number'])}`;
    put(path, answer, !isNote);
  }
  if (isNote) {
    const answer = comment(payload, path);
    const family = payload['noteable_type'] === 'PullRequest' ? 'pulls' : 'issues';
    put(`${repo}/${family}/comments/${String(answer['id'])}`, answer, true);
  }
  return script;
}
