// Lists of a repository's pull requests on GitHub: the open ones with whether our check is on them, and the newest.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import { instant } from '../../shared/time.js';
import type { Answer } from '../answer.js';
import type { ForgePulls, Listed, OpenPull } from '../forge.js';
import type { RepoClient } from './client.js';
import type { Graphql } from './graphql.js';
import { pagesLeft, pageSize, related } from './pages.js';

const time = z.iso.datetime({ offset: true });
const listedPull = z.object({
  number: z.int().positive(),
  title: z.string(),
  draft: z.boolean().nullish(),
  base: z.object({ ref: z.string().min(1) }),
  head: z.object({ sha: z.string().min(1) }),
  updated_at: time,
});

export const openPullsQuery = `query($owner: String!, $name: String!, $after: String, $app: Int!, $check: String!) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: OPEN, first: ${pageSize}, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        number
        title
        isDraft
        baseRefName
        headRefOid
        updatedAt
        commits(last: 1) {
          nodes {
            commit {
              oid
              checkSuites(filterBy: { appId: $app }, first: 5) {
                nodes { checkRuns(filterBy: { checkName: $check }, first: 1) { totalCount } }
              }
            }
          }
        }
      }
    }
  }
}`;

function nodes<T>(shape: z.ZodType<T>) {
  return z.object({ nodes: z.array(shape.nullable()).nullable() });
}

const checkSuites = nodes(z.object({ checkRuns: z.object({ totalCount: z.int() }).nullable() }));
const commits = nodes(z.object({ commit: z.object({ oid: z.string(), checkSuites: checkSuites.nullable() }) }));
const openPull = z.object({
  number: z.int().positive(),
  title: z.string(),
  isDraft: z.boolean(),
  baseRefName: z.string().min(1),
  headRefOid: z.string().min(1),
  updatedAt: time,
  commits,
});
const openPulls = z.object({
  repository: z.object({
    pullRequests: nodes(openPull).extend({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});

/** Null when the last commit listed is not the head: then its checks say nothing of it. */
function isChecked({ headRefOid, commits: { nodes: listed } }: z.infer<typeof openPull>): boolean | null {
  const commit = listed?.at(-1)?.commit;
  if (commit?.oid !== headRefOid) return null;
  return commit.checkSuites?.nodes?.some((suite) => (suite?.checkRuns?.totalCount ?? 0) > 0) ?? false;
}

/** How `next` names a page of GraphQL's; any other is the query of a page of REST's. */
const cursorMark = 'after:';

export function createPullLists(
  client: RepoClient,
  graphql: Graphql,
  appId: number | null,
): Pick<ForgePulls, 'open' | 'newest'> {
  async function listed(repo: string, params: Record<string, unknown>, next: string | null) {
    const answer = await client.listInRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/pulls',
      params: next === null ? { ...params, per_page: pageSize } : Object.fromEntries(new URLSearchParams(next)),
      shape: z.array(listedPull),
    });
    if (!answer.ok) return answer;
    const { value, link } = answer.value;
    return ok({ items: value, next: related(link, 'next')?.toString() ?? null, pagesLeft: pagesLeft(link) });
  }

  async function withChecks(
    repo: string,
    app: number,
    check: string,
    after: string | null,
  ): Answer<Listed<OpenPull> | null> {
    const [owner, name] = repo.split('/');
    const variables = { owner, name, after, app, check };
    const answer = await graphql.ask(repo, { query: openPullsQuery, variables, shape: openPulls });
    if (!answer.ok) return answer;
    if (answer.value === null) return ok(null);
    const { nodes: pulls, pageInfo } = answer.value.repository.pullRequests;
    const items = (pulls ?? []).flatMap((pull) => {
      if (!pull) return [];
      const { number, title, isDraft: draft, baseRefName: base, headRefOid: head } = pull;
      const updatedAt = instant(pull.updatedAt);
      return [{ number: String(number), title, draft, base, head, updatedAt, checked: isChecked(pull) }];
    });
    const more = pageInfo.hasNextPage && pageInfo.endCursor !== null;
    return ok({ items, next: more ? `${cursorMark}${pageInfo.endCursor}` : null, pagesLeft: more ? null : 0 });
  }

  return {
    async open(repo, check, next) {
      const after = next?.startsWith(cursorMark) === true ? next.slice(cursorMark.length) : null;
      if (appId !== null && (next === null || after !== null)) {
        const checked = await withChecks(repo, appId, check, after);
        if (!checked.ok) return checked;
        if (checked.value !== null) return ok(checked.value);
      }
      // A list begun with GraphQL that is gone meanwhile starts anew.
      const params = { state: 'open', sort: 'created', direction: 'asc' };
      const page = await listed(repo, params, after === null ? next : null);
      if (!page.ok) return page;
      const items = page.value.items.map(({ number, title, draft, base, head, updated_at: updatedAt }) => ({
        number: String(number),
        title,
        draft: draft ?? false,
        base: base.ref,
        head: head.sha,
        updatedAt: instant(updatedAt),
        checked: null,
      }));
      return ok({ ...page.value, items });
    },

    async newest(repo, next) {
      const page = await listed(repo, { state: 'all', sort: 'created', direction: 'desc' }, next);
      return page.ok ? ok({ ...page.value, items: page.value.items.map(({ number }) => String(number)) }) : page;
    },
  };
}
