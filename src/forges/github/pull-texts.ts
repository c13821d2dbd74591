// Texts of files on GitHub, at the tip of a branch or at a commit: many in one query, or by Git's objects where there is no GraphQL.
import { z } from 'zod';
import { complete, incomplete, type Part } from '../../contributions/facts.js';
import { err, ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { ForgePulls, TextsAt } from '../forge.js';
import type { RepoClient } from './client.js';
import { createGit, type GitFile } from './git.js';
import type { Graphql } from './graphql.js';

type At = Parameters<ForgePulls['texts']>[1];

const perQuery = 150;
/** Above so many paths it is cheaper to see first which of them are there. */
const mostUnseen = 300;
/** GitHub lists so many files of a commit at once. */
const listedFiles = 100_000;
/** In bytes: no file that a policy reads is larger. */
const longestText = 1_000_000;

const tooLarge = incomplete({ code: 'over-the-cap', cap: longestText });
const tooMany = incomplete({ code: 'over-the-cap', cap: listedFiles });

const oid = z.string().min(1);
const found = z
  .object({
    oid: oid.optional(),
    target: z.object({ oid }).nullish(),
    text: z.string().nullish(),
    isBinary: z.boolean().nullish(),
    isTruncated: z.boolean().optional(),
    byteSize: z.int().optional(),
  })
  .nullable();
const textsShape = z.object({ repository: z.record(z.string(), found) });

/**
 * Paths and tip go in as variables. A branch's tip is asked for in the query that reads at it; a push in the same instant may still come
 * between the two, and then the push's own delivery has everything read again.
 */
export function textsQuery(count: number, at: 'branch' | 'commit'): string {
  const each = Array.from({ length: count }, (_, i) => i);
  const tip = at === 'branch' ? 'ref(qualifiedName: $tip) { target { oid } }' : 'object(expression: $tip) { oid }';
  return `query($owner: String!, $name: String!, $tip: String!${each.map((i) => `, $p${i}: String!`).join('')}) {
  repository(owner: $owner, name: $name) {
    tip: ${tip}
${each.map((i) => `    p${i}: object(expression: $p${i}) { ... on Blob { text isBinary isTruncated byteSize } }`).join('\n')}
  }
}`;
}

/** Null for what is no text. */
function decoded(bytes: Buffer): string | null {
  return bytes.includes(0) ? null : bytes.toString('utf8');
}

export function createTexts(client: RepoClient, graphql: Graphql): ForgePulls['texts'] {
  const git = createGit(client);

  async function commitAt(repo: string, at: At): Answer<string> {
    return 'commit' in at ? ok(at.commit) : git.tip(repo, at.branch);
  }

  /** Some of the texts in one query; null where there is no GraphQL. */
  async function queried(repo: string, at: At, paths: readonly string[]): Answer<Part<TextsAt> | null> {
    const [owner, name] = repo.split('/');
    const tip = 'commit' in at ? at.commit : `refs/heads/${at.branch}`;
    const variables = {
      owner,
      name,
      tip,
      ...Object.fromEntries(paths.map((path, i) => [`p${i}`, `${tip}:${path}`])),
    };
    const query = textsQuery(paths.length, 'commit' in at ? 'commit' : 'branch');
    const answer = await graphql.ask(repo, { query, variables, shape: textsShape });
    if (!answer.ok) return answer;
    if (answer.value === null) return ok(null);
    const { repository } = answer.value;
    const commit = repository['tip']?.target?.oid ?? repository['tip']?.oid;
    if (commit === undefined) return err({ kind: 'gone', detail: `${tip} is not there` });
    const texts = new Map<string, string>();
    for (const [i, path] of paths.entries()) {
      const { text, isBinary, isTruncated, byteSize = 0 } = repository[`p${i}`] ?? {};
      if (typeof text !== 'string' || isBinary === true) continue;
      if (isTruncated === true || byteSize > longestText) return ok(tooLarge);
      texts.set(path, text);
    }
    return ok(complete({ commit, texts }));
  }

  async function oneByOne(
    repo: string,
    commit: string,
    files: ReadonlyMap<string, GitFile>,
    paths: readonly string[],
  ): Answer<Part<TextsAt>> {
    const texts = new Map<string, string>();
    for (const path of paths) {
      const file = files.get(path);
      if (!file) continue;
      if (file.size > longestText) return ok(tooLarge);
      const bytes = await git.blob(repo, file.blob);
      if (!bytes.ok) return bytes;
      const text = decoded(bytes.value);
      if (text !== null) texts.set(path, text);
    }
    return ok(complete({ commit, texts }));
  }

  /** In queries of so many paths, the later ones at the commit that the first one found; null where there is no GraphQL. */
  async function inQueries(repo: string, at: At, paths: readonly string[]): Answer<Part<TextsAt> | null> {
    const first = await queried(repo, at, paths.slice(0, perQuery));
    if (!first.ok || !first.value?.complete) return first;
    const { commit, texts } = first.value.value;
    const all = new Map(texts);
    for (let from = perQuery; from < paths.length; from += perQuery) {
      const some = await queried(repo, { commit }, paths.slice(from, from + perQuery));
      if (!some.ok || !some.value?.complete) return some;
      for (const [path, text] of some.value.value.texts) all.set(path, text);
    }
    return ok(complete({ commit, texts: all }));
  }

  return async (repo, at, wanted) => {
    const paths = [...new Set(wanted)];
    if (paths.length <= mostUnseen) {
      const read = await inQueries(repo, at, paths);
      if (!read.ok) return read;
      if (read.value !== null) return ok(read.value);
    }
    const commit = await commitAt(repo, at);
    if (!commit.ok) return commit;
    const files = await git.files(repo, commit.value);
    if (!files.ok) return files;
    if (files.value === null) return ok(tooMany);
    const { value: there } = files;
    const present = paths.filter((path) => there.has(path));
    const read = await inQueries(repo, { commit: commit.value }, present);
    if (!read.ok) return read;
    if (read.value !== null) return ok(read.value);
    return oneByOne(repo, commit.value, there, present);
  };
}
