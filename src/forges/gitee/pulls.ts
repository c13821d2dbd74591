// What policies read of a pull request on Gitee: itself, its commits and files. One call each for an ordinary one.
import { z } from 'zod';
import { complete, incomplete, type ChangedFile, type Part } from '../../contributions/facts.js';
import { ok } from '../../shared/result.js';
import { instant } from '../../shared/time.js';
import type { Answer } from '../answer.js';
import type { ForgePulls, Listed, OpenPull, PullNow, ReadCommit } from '../forge.js';
import type { Client, Page } from './client.js';
import { oldestFirst } from './order.js';
import { allPages, hasMore, pageSize } from './pages.js';
import { commitOf, commitShape, fileOf, fileShape, pullOf } from './pull-shape.js';
import { labels, pull as pullShape, sha } from './schema.js';
import { createTexts } from './texts.js';

/** Gitee compares with so many commits at most. */
const comparedCommits = 100;
/** Gitee lists so many commits and files of a pull request, and no more. */
const [listedCommits, listedFiles] = [250, 300];

const comparison = z.object({ commits: z.array(commitShape) });
const listedPull = z.object({
  number: z.int().positive(),
  title: z.string(),
  draft: z.boolean().nullish(),
  updated_at: z.iso.datetime({ offset: true }),
  head: z.object({ sha }),
  base: z.object({ ref: z.string().min(1) }),
  labels,
});

function forgeFailed(detail: string): Part<never> {
  return incomplete({ code: 'forge-failed', detail });
}

export function createPulls(client: Client): ForgePulls {
  /** In Gitee's order; a hundred of them may be the beginning of more. */
  async function compared(repo: string, base: string, head: string): Answer<readonly ReadCommit[]> {
    const me = await client.me();
    if (!me.ok) return me;
    const read = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/compare/{base}...{head}',
      params: { base, head },
      shape: comparison,
    });
    return read.ok ? ok(read.value.commits.map((commit) => commitOf(commit, me.value))) : read;
  }

  /** The ids of a pull request's commits: all that its own list tells for certain. */
  function idsOf(repo: string, number: string): Answer<readonly string[]> {
    return allPages(
      async (page) => {
        const read = await client.pageInRepo(repo, {
          route: 'GET /repos/{owner}/{repo}/pulls/{number}/commits',
          params: { number, per_page: pageSize, page },
          shape: z.array(z.object({ sha })),
        });
        return read.ok ? ok({ ...read.value, value: read.value.value.map(({ sha: id }) => id) }) : read;
      },
      (id) => id,
      listedCommits,
    );
  }

  /** The commits of these ids, as the history of the head shows them; null when it does not show them all near by. */
  async function fromHistory(
    repo: string,
    head: string,
    ids: ReadonlySet<string>,
  ): Answer<readonly ReadCommit[] | null> {
    const me = await client.me();
    if (!me.ok) return me;
    const found = new Map<string, ReadCommit>();
    // A merge of the base brings its commits in between: so many pages more are looked at.
    const mostPages = 2 * Math.ceil(listedCommits / pageSize);
    for (let page = 1; page <= mostPages && found.size < ids.size; page += 1) {
      const read = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/commits',
        params: { sha: head, per_page: pageSize, page },
        shape: z.array(commitShape),
      });
      if (!read.ok) return read;
      for (const one of read.value) if (ids.has(one.sha)) found.set(one.sha, commitOf(one, me.value));
      if (read.value.length < pageSize) break;
    }
    return ok(found.size === ids.size ? [...found.values()] : null);
  }

  async function ofMany(repo: string, number: string, base: string, head: string): Answer<Part<readonly ReadCommit[]>> {
    const ids = await idsOf(repo, number);
    if (!ids.ok) return ids;
    if (ids.value.length >= listedCommits) return ok(incomplete({ code: 'over-the-cap', cap: listedCommits }));
    const read = await fromHistory(repo, head, new Set(ids.value));
    if (!read.ok) return read;
    if (read.value === null)
      return ok(forgeFailed(`the history of ${head} does not show all commits of the pull request`));
    return ok(withHead(read.value, base, head));
  }

  /** None at all are all there are only where there is nothing to merge. */
  function withHead(commits: readonly ReadCommit[], base: string, head: string): Part<readonly ReadCommit[]> {
    if (head !== base && !commits.some(({ sha: id }) => id === head)) {
      return forgeFailed(`the commits listed do not have the head ${head} among them`);
    }
    return complete(oldestFirst(commits));
  }

  function listed(repo: string, params: Readonly<Record<string, string>>, page: number) {
    return client.pageInRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/pulls',
      params: { ...params, per_page: pageSize, page },
      shape: z.array(listedPull),
    });
  }

  /** `next` is the number of a page. */
  function listOf<T>(
    read: Page<readonly z.infer<typeof listedPull>[]>,
    page: number,
    item: (one: z.infer<typeof listedPull>) => T,
  ): Listed<T> {
    const next = hasMore(read, page) ? String(page + 1) : null;
    return {
      items: read.value.map(item),
      next,
      pagesLeft: read.pages === null ? null : Math.max(0, read.pages - page),
    };
  }

  return {
    async pull({ repo, number }): Answer<PullNow> {
      const me = await client.me();
      if (!me.ok) return me;
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/pulls/{number}',
        params: { number },
        shape: pullShape,
      });
      return found.ok ? ok(pullOf(found.value, me.value)) : found;
    },

    async commits({ repo, number }, { base, head }) {
      const read = await compared(repo, base.sha, head);
      if (!read.ok) return read;
      if (read.value.length < comparedCommits) return ok(withHead(read.value, base.sha, head));
      return ofMany(repo, number, base.sha, head);
    },

    async files({ repo, number }): Answer<Part<readonly ChangedFile[]>> {
      const read = await allPages(
        (page) =>
          client.pageInRepo(repo, {
            route: 'GET /repos/{owner}/{repo}/pulls/{number}/files',
            params: { number, per_page: pageSize, page },
            shape: z.array(fileShape),
          }),
        ({ filename }) => filename,
        listedFiles,
      );
      if (!read.ok) return read;
      if (read.value.length >= listedFiles) return ok(incomplete({ code: 'over-the-cap', cap: listedFiles }));
      return ok(complete(read.value.map(fileOf)));
    },

    reviews: () => Promise.resolve(ok(complete([]))),
    texts: createTexts(client),

    async accounts(_, logins) {
      const ids = new Map<string, number>();
      for (const login of new Set(logins.map((one) => one.toLowerCase()))) {
        const shape = z.object({ id: z.int().positive(), login: z.string() });
        const found = await client.call({ route: 'GET /users/{username}', params: { username: login }, shape });
        // Under a former login Gitee may show who bears another one now.
        if (found.ok && found.value.login.toLowerCase() === login) ids.set(login, found.value.id);
        else if (!found.ok && found.error.kind !== 'gone') return found;
      }
      return ok(ids);
    },

    async between(repo, base, head) {
      const read = await compared(repo, base, head);
      if (!read.ok) return read;
      if (read.value.length >= comparedCommits) return ok(incomplete({ code: 'over-the-cap', cap: comparedCommits }));
      return ok(complete(oldestFirst(read.value)));
    },

    async open(repo, _, next) {
      const page = Number(next ?? 1);
      const read = await listed(repo, { state: 'open', sort: 'created', direction: 'asc' }, page);
      if (!read.ok) return read;
      const item = (one: z.infer<typeof listedPull>): OpenPull => ({
        number: String(one.number),
        title: one.title,
        draft: one.draft ?? false,
        base: one.base.ref,
        head: one.head.sha,
        updatedAt: instant(one.updated_at),
        checked: null,
        labels: one.labels?.map(({ name }) => name) ?? [],
      });
      return ok(listOf(read.value, page, item));
    },

    async newest(repo, next) {
      const page = Number(next ?? 1);
      const read = await listed(repo, { state: 'all', sort: 'created', direction: 'desc' }, page);
      return read.ok ? ok(listOf(read.value, page, ({ number }) => String(number))) : read;
    },
  };
}
