// Lists of a repository on Gitee: issues and pull requests, and comments, in ascending order of change.
import type { z } from 'zod';
import type { Log } from '../../shared/log.js';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { ForgeLists, Listed, UnreadItem } from '../forge.js';
import type { CommentSnapshot, SubjectSnapshot } from '../sighting.js';
import type { Client } from './client.js';
import { itemsOf, sourcePage } from './items.js';
import { merged, type Source } from './merged.js';
import { changedSince, createPullComments, type Times } from './pull-comments.js';
import { issue, issueComment, pull, repository } from './schema.js';
import { commentSnapshot, issueSnapshot, pullSnapshot, repositoryOf } from './see.js';
import { createSwitched } from './switched-off.js';

interface List<T> {
  readonly route: string;
  readonly kind: UnreadItem['kind'];
  /** Of an item. */
  readonly shape: z.ZodType<T>;
  readonly params: Readonly<Record<string, string>>;
}

/** The lists, read with our own account's right in the repository. */
export function createLists(client: Client, log: Log, times: Times): ForgeLists {
  const pullComments = createPullComments(client, times);
  const switched = createSwitched(client, log);

  /** Logs what could not be read. */
  async function noted<T>(repo: string, reading: Answer<Listed<T>>): Answer<Listed<T>> {
    const read = await reading;
    for (const { why, kind, id, number } of read.ok ? (read.value.unread ?? []) : []) {
      log.warn({ repo, kind, id, number }, `an item of a list is not as Gitee describes it, and is left out: ${why}`);
    }
    return read;
  }

  function source<T, S>(
    repo: string,
    { route, kind, shape, params }: List<T>,
    snapshots: (item: T, me: number) => readonly S[],
  ): Source<S> {
    return async (since, page) => {
      const me = await client.me();
      if (!me.ok) return me;
      const asked = { ...params, ...changedSince(since, page) };
      const read = await client.pageInRepo(repo, { route, params: asked, shape: itemsOf(kind, shape) });
      if (!read.ok) return read;
      return ok(sourcePage(read.value, page, (item) => snapshots(item, me.value)));
    };
  }

  return {
    async repository(repo) {
      const found = await client.inRepo(repo, { route: 'GET /repos/{owner}/{repo}', shape: repository });
      return found.ok ? ok(repositoryOf(found.value)) : found;
    },

    /** `state: all`, since the default leaves out issues in progress. */
    subjects(repo, listing) {
      const all = { kind: 'subject', params: { state: 'all' } } as const;
      const issues = source<z.infer<typeof issue>, SubjectSnapshot>(
        repo,
        { ...all, route: 'GET /repos/{owner}/{repo}/issues', shape: issue },
        (one, me) => [issueSnapshot(one, me)],
      );
      const pulls = source<z.infer<typeof pull>, SubjectSnapshot>(
        repo,
        { ...all, route: 'GET /repos/{owner}/{repo}/pulls', shape: pull },
        (one, me) => [pullSnapshot(one, me)],
      );
      const sources = [switched(repo, 'has_issues', issues), switched(repo, 'pull_requests_enabled', pulls)];
      return noted(repo, merged(sources, listing));
    },

    comments(repo, listing) {
      const onIssues = source<z.infer<typeof issueComment>, CommentSnapshot>(
        repo,
        { kind: 'comment', route: 'GET /repos/{owner}/{repo}/issues/comments', shape: issueComment, params: {} },
        (one, me) => {
          const number = one.target?.issue?.number;
          return number === undefined ? [] : [commentSnapshot(one, number, me)];
        },
      );
      const sources = [
        switched(repo, 'has_issues', onIssues),
        switched(repo, 'pull_requests_enabled', pullComments(repo)),
      ];
      return noted(repo, merged(sources, listing));
    },
  };
}
