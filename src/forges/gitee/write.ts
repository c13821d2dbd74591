// What the app writes to Gitee, and how it finds what it has written.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import { instant } from '../../shared/time.js';
import type { SubjectRef } from '../../shared/refs.js';
import type { Answer } from '../answer.js';
import type { ForgeWriter } from '../forge.js';
import type { Client, Page } from './client.js';
import { hasMore, pageSize } from './pages.js';
import { isPull } from './see.js';
import { giteeTime, secondOf } from './time.js';
import { createCheckWriter } from './write-checks.js';

const anything = z.unknown();
const made = z.object({ id: z.int(), html_url: z.string().nullish() });
const own = z.object({
  id: z.int(),
  body: z.string().nullish(),
  html_url: z.string().nullish(),
  created_at: z.iso.datetime({ offset: true }),
  user: z.object({ id: z.int() }).nullish(),
});

/** Issues and pull requests have endpoints of their own, with the same names below them. */
function family(subject: SubjectRef): 'issues' | 'pulls' {
  return isPull(subject) ? 'pulls' : 'issues';
}

/** The writing half of the port. `url`: of the forge; `now`: ms since 1970. */
export function createWriter(client: Client, url: string, now: () => number): ForgeWriter {
  /** A comment on an issue is not told with its address. */
  function addressOf(subject: SubjectRef, { id, html_url: page }: z.infer<typeof made>): string {
    return page ?? `${url.replace(/\/+$/, '')}/${subject.repo}/${family(subject)}/${subject.number}#note_${id}`;
  }

  function commentsPage(
    subject: SubjectRef,
    since: string,
    page: number,
  ): Answer<Page<readonly z.infer<typeof own>[]>> {
    const { repo, number } = subject;
    return client.pageInRepo(repo, {
      route: `GET /repos/{owner}/{repo}/${family(subject)}/{number}/comments`,
      // Those of a pull request cannot be asked for by time.
      params: { number, ...(isPull(subject) ? {} : { since: giteeTime(since) }), per_page: pageSize, page },
      shape: z.array(own),
    });
  }

  return {
    /** There are no reactions on Gitee. */
    react: () => Promise.resolve(ok(undefined)),

    async createComment(subject, body) {
      const { repo, number } = subject;
      const created = await client.inRepo(repo, {
        route: `POST /repos/{owner}/{repo}/${family(subject)}/{number}/comments`,
        params: { number },
        body: { body },
        shape: made,
      });
      return created.ok ? ok({ id: String(created.value.id), url: addressOf(subject, created.value) }) : created;
    },

    async updateComment(subject, id, body) {
      const updated = await client.inRepo(subject.repo, {
        route: `PATCH /repos/{owner}/{repo}/${family(subject)}/comments/{id}`,
        params: { id },
        body: { body },
        shape: anything,
      });
      return updated.ok ? ok(undefined) : updated;
    },

    async findComment(subject, marker, since) {
      const from = secondOf(since);
      const me = await client.me();
      if (!me.ok) return me;
      for (let page = 1; ; page += 1) {
        const listed = await commentsPage(subject, since, page);
        if (!listed.ok) return listed;
        const found = listed.value.value.find(
          ({ user, body, created_at: at }) =>
            user?.id === me.value && body?.includes(marker) === true && instant(at) >= from,
        );
        if (found) return ok({ id: String(found.id), url: addressOf(subject, found) });
        if (!hasMore(listed.value, page)) return ok(null);
      }
    },

    async addLabel(subject, label) {
      const { repo, number } = subject;
      const added = await client.inRepo(repo, {
        route: `POST /repos/{owner}/{repo}/${family(subject)}/{number}/labels`,
        params: { number },
        body: [label],
        shape: anything,
      });
      return added.ok ? ok(undefined) : added;
    },

    async removeLabel(subject, label) {
      const { repo, number } = subject;
      const removed = await client.inRepo(repo, {
        route: `DELETE /repos/{owner}/{repo}/${family(subject)}/{number}/labels/{name}`,
        params: { number, name: label },
        shape: anything,
      });
      return removed.ok || removed.error.kind === 'gone' ? ok(undefined) : removed;
    },
    ...createCheckWriter(client, now),
  };
}
