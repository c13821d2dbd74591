// Git's own objects by GitHub's REST: the tip of a branch, the files of a commit, their contents.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { RepoClient } from './client.js';

const sha = z.string().min(1);

/** A file of a commit; `size` in bytes. */
export interface GitFile {
  readonly blob: string;
  readonly size: number;
}

export interface Git {
  /** The commit at the tip of a branch. */
  tip(repo: string, branch: string): Answer<string>;
  /** All files of a commit by path; null when there are more than GitHub lists. */
  files(repo: string, commit: string): Answer<ReadonlyMap<string, GitFile> | null>;
  blob(repo: string, id: string): Answer<Buffer>;
}

const treeShape = z.object({
  truncated: z.boolean(),
  tree: z.array(
    z.object({
      path: z.string().optional(),
      type: z.string().optional(),
      sha: sha.optional(),
      size: z.int().optional(),
    }),
  ),
});

export function createGit(client: RepoClient): Git {
  return {
    async tip(repo, branch) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/git/ref/{ref}',
        params: { ref: `heads/${branch}` },
        shape: z.object({ object: z.object({ sha }) }),
      });
      return found.ok ? ok(found.value.object.sha) : found;
    },

    async files(repo, commit) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/git/trees/{tree_sha}',
        params: { tree_sha: commit, recursive: '1' },
        shape: treeShape,
      });
      if (!found.ok) return found;
      if (found.value.truncated) return ok(null);
      const files = found.value.tree.flatMap(({ path, type, sha: blob, size = 0 }): [string, GitFile][] =>
        type === 'blob' && path !== undefined && blob !== undefined ? [[path, { blob, size }]] : [],
      );
      return ok(new Map(files));
    },

    async blob(repo, id) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}',
        params: { file_sha: id },
        shape: z.object({ content: z.string(), encoding: z.enum(['base64', 'utf-8']) }),
      });
      if (!found.ok) return found;
      const { content, encoding } = found.value;
      return ok(Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'));
    },
  };
}
