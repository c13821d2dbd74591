// Lists of a repository on Gitee: issues and pull requests, and comments, in ascending order of change.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { ForgeLists } from '../forge.js';
import type { CommentSnapshot, SubjectSnapshot } from '../sighting.js';
import type { Client } from './client.js';
import { merged, type Source } from './merged.js';
import { hasMore } from './pages.js';
import { changedSince, createPullComments, type Times } from './pull-comments.js';
import { issue, issueComment, pull, repository } from './schema.js';
import { commentSnapshot, issueSnapshot, pullSnapshot, repositoryOf } from './see.js';

/** The lists, read with our own account's right in the repository. */
export function createLists(client: Client, times: Times): ForgeLists {
  const pullComments = createPullComments(client, times);

  function source<T, S>(
    repo: string,
    { route, shape, params }: { route: string; shape: z.ZodType<T>; params: Record<string, string> },
    snapshots: (item: T, me: number) => readonly S[],
  ): Source<S> {
    return async (since, page) => {
      const me = await client.me();
      if (!me.ok) return me;
      const asked = { ...params, ...changedSince(since, page) };
      const read = await client.pageInRepo(repo, { route, params: asked, shape: z.array(shape) });
      if (!read.ok) return read;
      const { value, pages } = read.value;
      const items = value.flatMap((item) => snapshots(item, me.value));
      return ok({ items, more: hasMore(read.value, page), left: pages === null ? null : Math.max(0, pages - page) });
    };
  }

  return {
    async repository(repo) {
      const found = await client.inRepo(repo, { route: 'GET /repos/{owner}/{repo}', shape: repository });
      return found.ok ? ok(repositoryOf(found.value)) : found;
    },

    /** `state: all`, since the default leaves out issues in progress. */
    subjects(repo, listing) {
      const params = { state: 'all' };
      const issues = source<z.infer<typeof issue>, SubjectSnapshot>(
        repo,
        { route: 'GET /repos/{owner}/{repo}/issues', shape: issue, params },
        (one, me) => [issueSnapshot(one, me)],
      );
      const pulls = source<z.infer<typeof pull>, SubjectSnapshot>(
        repo,
        { route: 'GET /repos/{owner}/{repo}/pulls', shape: pull, params },
        (one, me) => [pullSnapshot(one, me)],
      );
      return merged([issues, pulls], listing);
    },

    comments(repo, listing) {
      const onIssues = source<z.infer<typeof issueComment>, CommentSnapshot>(
        repo,
        { route: 'GET /repos/{owner}/{repo}/issues/comments', shape: issueComment, params: {} },
        (one, me) => {
          const number = one.target?.issue?.number;
          return number === undefined ? [] : [commentSnapshot(one, number, me)];
        },
      );
      return merged([onIssues, pullComments(repo)], listing);
    },
  };
}
