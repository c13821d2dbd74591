// Gitee's own description of its API and its recorded answers as judges: are these calls and answers as Gitee has them?
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Call } from '../../src/sandbox/forge/calls.js';
import { recorded } from './gitee-recorded.js';

const names = z.array(z.string());
const description = z
  .object({
    operations: z.array(
      z.object({ method: z.string(), path: z.string(), query: names, body: names, returns: z.string().nullable() }),
    ),
    models: z.record(z.string(), z.record(z.string(), z.string())),
  })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/gitee/description.json', import.meta.url), 'utf8')));
type Operation = (typeof description)['operations'][number];

/** Where an answer of each model was recorded. */
const recordings: Readonly<Record<string, string>> = {
  Project: 'repo',
  Issue: 'issue',
  Note: 'issue_comment',
  PullRequest: 'pr',
  PullRequestComments: 'pr_comment',
  PullRequestFiles: 'pr_files',
  PullRequestCommits: 'pr_commits',
  Compare: 'compare',
  RepoCommitWithFiles: 'commit',
  CompleteBranch: 'branch',
  UserDetail: 'user',
};

const object = z.record(z.string(), z.unknown());
const list = z.array(z.unknown());

/** The keys that were recorded for a model; none where none was. */
export function recordedKeys(model: string): readonly string[] {
  const file = recordings[model];
  if (file === undefined) return [];
  const value = recorded(`api/${file}`);
  return Object.keys(object.parse(list.safeParse(value).data?.[0] ?? value));
}

/** The models of which an answer was recorded. */
export const recordedModels = Object.keys(recordings);

const isTime = (value: unknown) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(value);

/** What the generated description calls a string may be anything that is not written as a number or a truth. */
function scalar(type: string, value: unknown): boolean {
  if (value === null) return true;
  if (type === 'int') return Number.isInteger(value);
  if (type === 'bool') return typeof value === 'boolean';
  if (type === 'date-time') return isTime(value);
  return typeof value === 'string' || typeof value === 'object';
}

function wrong(type: string, value: unknown, where: string): string[] {
  if (type.endsWith('[]') && Array.isArray(value)) {
    return list.parse(value).flatMap((item, index) => wrong(type.slice(0, -2), item, `${where}[${index}]`));
  }
  const model = description.models[type];
  if (!model || value === null) return scalar(type, value) ? [] : [`${where} is no ${type}: ${JSON.stringify(value)}`];
  const known = recordedKeys(type);
  return Object.entries(object.parse(value)).flatMap(([key, part]) => {
    const described = model[key];
    if (described !== undefined) return wrong(described, part, `${where}.${key}`);
    return known.includes(key) ? [] : [`${where}.${key} is not described`];
  });
}

function unknownNames({ requestBody, query }: Call, operation: Operation): string[] {
  const body = object.safeParse(requestBody).data ?? {};
  const paging = ['page', 'per_page'];
  return [
    ...Object.keys(query).filter((name) => ![...operation.query, ...paging].includes(name)),
    ...Object.keys(body).filter((name) => !operation.body.includes(name)),
  ].map((name) => `${name} is no parameter`);
}

function asTemplate(path: string): string {
  return path.replace(/\{\w+\}/g, '{}');
}

/** What is wrong with a call and its answer; nothing when all is as described. */
function judged(call: Call): string[] {
  const { method, template, status, responseBody } = call;
  const operation = description.operations.find(
    (one) => one.method === method && template !== null && asTemplate(one.path) === asTemplate(template),
  );
  if (!operation) return ['is not described'];
  if (status !== null && status >= 400)
    return typeof object.parse(responseBody)['message'] === 'string' ? [] : ['no message'];
  const { returns } = operation;
  // The description has a list for the contents of a path, and one for comparisons of a run: what is answered decides.
  const isList = Array.isArray(responseBody);
  const type = returns?.replace(/\[\]$/, '');
  const answer =
    type === undefined || responseBody === null ? [] : wrong(isList ? `${type}[]` : type, responseBody, type);
  return [...unknownNames(call, operation), ...answer];
}

/** Each call that is not as described, with what is wrong. */
export function giteeViolations(calls: readonly Call[]): readonly string[] {
  return calls.flatMap((call) => judged(call).map((what) => `${call.method} ${call.template ?? call.path}: ${what}`));
}
