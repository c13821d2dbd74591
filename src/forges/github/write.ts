// What the app writes to GitHub, and how it finds what it has written.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { ForgeWriter } from '../forge.js';
import type { Client } from './client.js';
import type { OwnLogin } from './own-login.js';
import { pageSize } from './pages.js';
import { fitted, githubTime, longestComment } from './text.js';
import { createCheckWriter } from './write-checks.js';

const anything = z.unknown();
const made = z.object({ id: z.int(), html_url: z.string() });
const comment = made.extend({
  body: z.string().nullish(),
  created_at: z.string(),
  user: z.object({ id: z.int(), type: z.string() }).nullable(),
  performed_via_github_app: z.object({ id: z.int() }).nullish(),
});
type Comment = z.infer<typeof comment>;

/** The writing half of the port. */
export function createWriter(client: Client, appId: number, me: OwnLogin): ForgeWriter {
  /** A comment is ours when our bot account wrote it; older GitHub servers do not name the app. */
  async function isOurs(repo: string, { user, performed_via_github_app: app }: Comment): Answer<boolean> {
    if (user?.type !== 'Bot') return ok(false);
    if (app) return ok(app.id === appId);
    const own = await me(repo);
    return own.ok ? ok(own.value.id === user.id) : own;
  }

  return {
    async react({ repo, number }, text) {
      const reaction = { shape: anything, kind: 'write' } as const;
      const reacted =
        text.kind === 'comment'
          ? await client.inRepo(repo, {
              ...reaction,
              route: 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
              params: { comment_id: text.id, content: 'eyes' },
            })
          : await client.inRepo(repo, {
              ...reaction,
              route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/reactions',
              params: { issue_number: number, content: 'eyes' },
            });
      return reacted.ok ? ok(undefined) : reacted;
    },

    async createComment({ repo, number }, body) {
      const created = await client.inRepo(repo, {
        route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
        params: { issue_number: number, body: fitted(body, longestComment) },
        shape: made,
        kind: 'comment',
      });
      return created.ok ? ok({ id: String(created.value.id), url: created.value.html_url }) : created;
    },

    async updateComment({ repo }, id, body) {
      const updated = await client.inRepo(repo, {
        route: 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}',
        params: { comment_id: id, body: fitted(body, longestComment) },
        shape: anything,
        kind: 'write',
      });
      return updated.ok ? ok(undefined) : updated;
    },

    async findComment({ repo, number }, marker, since) {
      for (let page = 1; ; page += 1) {
        const listed = await client.inRepo(repo, {
          route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
          params: { issue_number: number, since: githubTime(since), per_page: pageSize, page },
          shape: z.array(comment),
        });
        if (!listed.ok) return listed;
        for (const candidate of listed.value) {
          if (candidate.body?.includes(marker) !== true) continue;
          const ours = await isOurs(repo, candidate);
          if (!ours.ok) return ours;
          if (ours.value) return ok({ id: String(candidate.id), url: candidate.html_url });
        }
        if (listed.value.length < pageSize) return ok(null);
      }
    },

    async addLabel({ repo, number }, label) {
      const added = await client.inRepo(repo, {
        route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels',
        params: { issue_number: number, labels: [label] },
        shape: anything,
        kind: 'write',
      });
      return added.ok ? ok(undefined) : added;
    },

    async removeLabel({ repo, number }, label) {
      const removed = await client.inRepo(repo, {
        route: 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
        params: { issue_number: number, name: label },
        shape: anything,
        kind: 'write',
      });
      return removed.ok || removed.error.kind === 'gone' ? ok(undefined) : removed;
    },
    ...createCheckWriter(client, appId),
  };
}
