// Texts of files on Gitee, at the tip of a branch or at a commit. What is once read of a commit or of a blob never changes, and is kept.
import { z } from 'zod';
import { complete, incomplete, type Part } from '../../contributions/facts.js';
import { createKept } from '../../shared/kept.js';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { ForgePulls, TextsAt } from '../forge.js';
import type { Client } from './client.js';
import { sha } from './schema.js';

type At = Parameters<ForgePulls['texts']>[1];

/** Up to so many paths are asked for one by one; above, it is cheaper to see first which of them are there. */
const mostUnseen = 2;
/** In bytes: no file that a policy reads is larger. */
const longestText = 1_000_000;
/** Entries of trees, and characters of texts, that are kept at most. */
const [keptEntries, keptCharacters] = [200_000, 20_000_000];

const tooLarge = incomplete({ code: 'over-the-cap', cap: longestText });

interface File {
  readonly blob: string;
  /** In bytes; null when it is not told. */
  readonly size: number | null;
}

const tree = z.object({
  truncated: z.union([z.boolean(), z.stringbool()]).nullish(),
  tree: z.array(z.object({ path: z.string(), type: z.string(), sha, size: z.coerce.number().nullish().catch(null) })),
});
const encoded = { content: z.string(), encoding: z.string().nullish() };
const blobShape = z.object(encoded);
const file = z.object({ type: z.literal('file'), ...encoded });
/** A directory, or nothing at all, is a list. */
const contents = z.union([
  file,
  z.array(z.unknown()).transform(() => null),
  z.null(),
  z.object({}).transform(() => null),
]);

/** Null for what is no text. */
function decoded({ content, encoding }: z.infer<typeof blobShape>): string | null {
  const bytes = Buffer.from(content, encoding === 'utf-8' ? 'utf8' : 'base64');
  return bytes.includes(0) ? null : bytes.toString('utf8');
}

export function createTexts(client: Client): ForgePulls['texts'] {
  const trees = createKept<ReadonlyMap<string, File>>(keptEntries);
  const blobs = createKept<string | null>(keptCharacters);

  async function commitAt(repo: string, at: At): Answer<string> {
    if ('commit' in at) return ok(at.commit);
    const found = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/branches/{branch}',
      params: { branch: at.branch },
      shape: z.object({ commit: z.object({ sha }) }),
    });
    return found.ok ? ok(found.value.commit.sha) : found;
  }

  /** All files of a commit by path; null when there are more than Gitee lists. */
  async function filesOf(repo: string, commit: string): Answer<ReadonlyMap<string, File> | null> {
    const key = `${repo} ${commit}`.toLowerCase();
    const known = trees.get(key);
    if (known) return ok(known);
    const found = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/git/trees/{sha}',
      params: { sha: commit, recursive: 1 },
      shape: tree,
    });
    if (!found.ok) return found;
    if (found.value.truncated === true) return ok(null);
    const files = found.value.tree.filter(({ type }) => type === 'blob');
    const byPath = new Map(files.map(({ path, sha: blob, size }) => [path, { blob, size: size ?? null }]));
    trees.set(key, byPath, byPath.size + 1);
    return ok(byPath);
  }

  /** Null for what is no text. */
  async function textOf(repo: string, blob: string): Answer<string | null> {
    const key = `${repo} ${blob}`.toLowerCase();
    const known = blobs.get(key);
    if (known !== undefined) return ok(known);
    const found = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/git/blobs/{sha}',
      params: { sha: blob },
      shape: blobShape,
    });
    if (!found.ok) return found;
    const text = decoded(found.value);
    blobs.set(key, text, (text?.length ?? 0) + 1);
    return ok(text);
  }

  async function oneByOne(repo: string, commit: string, paths: readonly string[]): Answer<Part<TextsAt>> {
    const texts = new Map<string, string>();
    for (const path of paths) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/contents/{+path}',
        params: { path, ref: commit },
        shape: contents,
      });
      if (!found.ok && found.error.kind !== 'gone') return found;
      const text = found.ok && found.value ? decoded(found.value) : null;
      if (text !== null && Buffer.byteLength(text) > longestText) return ok(tooLarge);
      if (text !== null) texts.set(path, text);
    }
    return ok(complete({ commit, texts }));
  }

  return async (repo, at, wanted) => {
    const paths = [...new Set(wanted)];
    const commit = await commitAt(repo, at);
    if (!commit.ok) return commit;
    if (paths.length <= mostUnseen) return oneByOne(repo, commit.value, paths);
    const files = await filesOf(repo, commit.value);
    if (!files.ok) return files;
    if (files.value === null) return ok(incomplete({ code: 'forge-failed', detail: 'Gitee does not list all files' }));
    const texts = new Map<string, string>();
    for (const path of paths) {
      const there = files.value.get(path);
      if (!there) continue;
      if (there.size !== null && there.size > longestText) return ok(tooLarge);
      const text = await textOf(repo, there.blob);
      if (!text.ok) return text;
      if (text.value !== null && Buffer.byteLength(text.value) > longestText) return ok(tooLarge);
      if (text.value !== null) texts.set(path, text.value);
    }
    return ok(complete({ commit: commit.value, texts }));
  };
}
