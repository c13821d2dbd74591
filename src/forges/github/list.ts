// Lists of a repository on GitHub: issues with pull requests, and comments, in ascending order of change.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { ForgeLists, Listed, Listing } from '../forge.js';
import type { Client } from './client.js';
import { pagesLeft, pageSize, related } from './pages.js';
import { commentShape, commentSnapshot, issueShape, issueSnapshot, repositoryShape } from './see.js';
import { githubTime } from './text.js';

/** GitHub's own link is followed with all its parameters: it may page by number or by a cursor of its own. */
function parametersOf({ since, next }: Listing): Record<string, unknown> {
  if (next !== null) return Object.fromEntries(new URLSearchParams(next));
  return { sort: 'updated', direction: 'asc', since: githubTime(since), per_page: pageSize };
}

const numberInUrl = /\/issues\/(\d+)$/;
const listedComment = commentShape.extend({ issue_url: z.string().regex(numberInUrl) });

/** The lists, read with the app's own right in the repository. */
export function createLists(client: Client): ForgeLists {
  async function listed<T, S>(
    repo: string,
    { route, shape, params }: { route: string; shape: z.ZodType<T>; params: Record<string, unknown> },
    snapshot: (item: T) => S,
  ): Answer<Listed<S>> {
    const answer = await client.listInRepo(repo, { route, params, shape: z.array(shape) });
    if (!answer.ok) return answer;
    const { value, link } = answer.value;
    const next = related(link, 'next')?.toString() ?? null;
    return ok({ items: value.map(snapshot), next, pagesLeft: pagesLeft(link) });
  }

  return {
    async repository(repo) {
      const found = await client.inRepo(repo, { route: 'GET /repos/{owner}/{repo}', shape: repositoryShape });
      if (!found.ok) return found;
      const { id, full_name: name, html_url: url, private: isPrivate } = found.value;
      return ok({ id, name, url, isPublic: !isPrivate });
    },
    subjects(repo, listing) {
      const params = { state: 'all', ...parametersOf(listing) };
      return listed(repo, { route: 'GET /repos/{owner}/{repo}/issues', shape: issueShape, params }, issueSnapshot);
    },
    comments(repo, listing) {
      const params = parametersOf(listing);
      const route = 'GET /repos/{owner}/{repo}/issues/comments';
      return listed(repo, { route, shape: listedComment, params }, (comment) =>
        commentSnapshot(comment, numberInUrl.exec(comment.issue_url)?.[1] ?? ''),
      );
    },
  };
}
