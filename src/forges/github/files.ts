// Proposing a file on GitHub: a branch of the app's own, commits by the contents API, one pull request.
import { isIP } from 'node:net';
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { BranchNow, FileNow, ForgeFiles, OwnPull } from '../files.js';
import type { Answer } from '../answer.js';
import type { RepoClient } from './client.js';
import type { OwnLogin } from './own-login.js';
import { fitted, longestComment } from './text.js';

const sha = z.string().min(1);
const anything = z.unknown();
const file = z.object({ sha, content: z.string(), encoding: z.string() });
const branch = z
  .object({ name: z.string(), commit: z.object({ sha }), protected: z.boolean().nullish() })
  .transform(({ name, commit, protected: isProtected }): BranchNow => ({
    name,
    tip: commit.sha,
    isProtected: isProtected ?? false,
  }));
const listed = z.object({
  number: z.int().positive(),
  user: z.object({ id: z.int() }).nullable(),
  pull_request: z.unknown(),
});
const pull = z.object({
  number: z.int().positive(),
  state: z.string(),
  merged: z.boolean(),
  body: z.string().nullish(),
  head: z.object({ ref: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
});

/** Of our newest issues and pull requests so many are looked through. */
const newest = 30;

/** Whose no-reply addresses accounts have. A server without a name, as the simulated one, has those of github.com. */
function hostOf(baseUrl: string | null): string {
  const host = baseUrl === null ? '' : new URL(baseUrl).hostname;
  return host === '' || isIP(host) !== 0 ? 'github.com' : host;
}

/** `baseUrl`: of the API of a GitHub Enterprise Server; null for github.com. */
export function createFiles(client: RepoClient, me: OwnLogin, baseUrl: string | null): ForgeFiles {
  const mailHost = `users.noreply.${hostOf(baseUrl)}`;

  async function branchNamed(repo: string, name: string): Answer<BranchNow | null> {
    const found = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/branches/{branch}',
      params: { branch: name },
      shape: branch,
    });
    return !found.ok && found.error.kind === 'gone' ? ok(null) : found;
  }

  async function pullNow(repo: string, number: number): Answer<OwnPull | null> {
    const found = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      params: { pull_number: number },
      shape: pull,
    });
    if (!found.ok) return found;
    const { state, merged, body, head } = found.value;
    if (head.repo?.full_name.toLowerCase() !== repo.toLowerCase()) return ok(null);
    const now = merged ? 'merged' : state === 'open' ? 'open' : 'closed';
    return ok({ number: String(number), state: now, branch: head.ref, body: body ?? '' });
  }

  return {
    async me(repo) {
      const own = await me(repo);
      if (!own.ok) return own;
      const { id, login } = own.value;
      return ok({ id, name: login, email: `${String(id)}+${login}@${mailHost}` });
    },

    async defaultBranch(repo) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}',
        shape: z.object({ default_branch: z.string().min(1) }),
      });
      if (!found.ok) return found;
      return client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/branches/{branch}',
        params: { branch: found.value.default_branch },
        shape: branch,
      });
    },

    branch: branchNamed,

    async file(repo, commit, path): Answer<FileNow | null> {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/contents/{path}',
        params: { path, ref: commit },
        shape: file,
      });
      if (!found.ok) return found.error.kind === 'gone' ? ok(null) : found;
      const { sha: blob, content, encoding } = found.value;
      return ok({ blob, text: Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8').toString('utf8') });
    },

    async startBranch(repo, name, { tip }) {
      const started = await client.inRepo(repo, {
        route: 'POST /repos/{owner}/{repo}/git/refs',
        params: { ref: `refs/heads/${name}`, sha: tip },
        shape: anything,
        kind: 'write',
      });
      return started.ok ? ok(undefined) : started;
    },

    // GitHub names the app as the author, and signs the commit, where none is given.
    async putFile(repo, { branch: name, path, text, replaces, message }) {
      const content = Buffer.from(text, 'utf8').toString('base64');
      const put = await client.inRepo(repo, {
        route: 'PUT /repos/{owner}/{repo}/contents/{path}',
        params: { path, message, content, branch: name, ...(replaces === null ? {} : { sha: replaces }) },
        shape: anything,
        kind: 'write',
      });
      return put.ok ? ok(undefined) : put;
    },

    // A list of pull requests cannot be asked for those of one account; one of issues can, and has both.
    async newestPull(repo, prefix) {
      const own = await me(repo);
      if (!own.ok) return own;
      const { id, login } = own.value;
      const mine = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/issues',
        params: { creator: login, state: 'all', sort: 'created', direction: 'desc', per_page: newest },
        shape: z.array(listed),
      });
      if (!mine.ok) return mine;
      for (const { number, user, pull_request: isPull } of mine.value) {
        if (user?.id !== id || isPull == null) continue;
        const found = await pullNow(repo, number);
        if (!found.ok) return found;
        if (found.value?.branch.startsWith(prefix) === true) return ok(found.value);
      }
      return ok(null);
    },

    async openPull(repo, { title, body, branch: head, base }) {
      const opened = await client.inRepo(repo, {
        route: 'POST /repos/{owner}/{repo}/pulls',
        params: { title, body: fitted(body, longestComment), head, base },
        shape: z.object({ number: z.int().positive() }),
        kind: 'comment',
      });
      return opened.ok ? ok(String(opened.value.number)) : opened;
    },

    async editPull(repo, number, { body, close }) {
      const edited = await client.inRepo(repo, {
        route: 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
        params: { pull_number: number, body: fitted(body, longestComment), ...(close ? { state: 'closed' } : {}) },
        shape: anything,
        kind: 'write',
      });
      return edited.ok ? ok(undefined) : edited;
    },
  };
}
