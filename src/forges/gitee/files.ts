// Proposing a file on Gitee: a branch of our account's own, commits by the contents API, one pull request.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { BranchNow, FileNow, ForgeFiles, OwnAccount } from '../files.js';
import type { Answer } from '../answer.js';
import type { Client } from './client.js';
import { hasMore, pageSize } from './pages.js';
import { pull, repository, sha } from './schema.js';

const anything = z.unknown();
const user = z.object({
  id: z.int().positive(),
  login: z.string().min(1),
  name: z.string().nullish(),
  email: z.string().nullish(),
});
const branch = z
  .object({ name: z.string(), commit: z.object({ sha }), protected: z.union([z.boolean(), z.stringbool()]).nullish() })
  .transform(({ name, commit, protected: isProtected }): BranchNow => ({
    name,
    tip: commit.sha,
    isProtected: isProtected ?? false,
  }));
/** What a missing file is answered with is described nowhere: a list that is empty, or 404. */
const file = z.union([
  z.object({ sha, content: z.string(), encoding: z.string().nullish() }),
  z
    .array(z.unknown())
    .max(0)
    .transform(() => null),
  z.null(),
]);
const listed = pull.extend({
  head: z.object({ sha, ref: z.string(), repo: repository.pick({ full_name: true }).nullish() }),
});

/** So many pages of pull requests are looked through: an older Gitee may not narrow the list down to our own. */
const mostPages = 10;

/** Ours as a commit names it. An address of Gitee's stands in where the account shows none. */
function accountOf({ id, login, name, email }: z.infer<typeof user>): OwnAccount & { readonly login: string } {
  const shown = email?.includes('@') !== true ? `${String(id)}+${login}@user.noreply.gitee.com` : email;
  return { id, login, name: name == null || name === '' ? login : name, email: shown };
}

export function createFiles(client: Client): ForgeFiles {
  let known: ReturnType<typeof accountOf> | null = null;

  async function me(): Answer<ReturnType<typeof accountOf>> {
    if (known) return ok(known);
    const found = await client.call({ route: 'GET /user', shape: user });
    if (!found.ok) return found;
    known = accountOf(found.value);
    return ok(known);
  }

  function branchNamed(repo: string, name: string): Answer<BranchNow> {
    return client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/branches/{branch}',
      params: { branch: name },
      shape: branch,
    });
  }

  return {
    me,

    async defaultBranch(repo) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}',
        shape: z.object({ default_branch: z.string().min(1) }),
      });
      return found.ok ? branchNamed(repo, found.value.default_branch) : found;
    },

    async branch(repo, name) {
      const found = await branchNamed(repo, name);
      return !found.ok && found.error.kind === 'gone' ? ok(null) : found;
    },

    async file(repo, commit, path): Answer<FileNow | null> {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/contents/{+path}',
        params: { path, ref: commit },
        shape: file,
      });
      if (!found.ok) return found.error.kind === 'gone' ? ok(null) : found;
      if (found.value === null) return ok(null);
      const { sha: blob, content, encoding } = found.value;
      return ok({ blob, text: Buffer.from(content, encoding === 'utf-8' ? 'utf8' : 'base64').toString('utf8') });
    },

    async startBranch(repo, name, from) {
      const started = await client.inRepo(repo, {
        route: 'POST /repos/{owner}/{repo}/branches',
        body: { refs: from.name, branch_name: name },
        shape: anything,
      });
      return started.ok ? ok(undefined) : started;
    },

    async putFile(repo, { branch: name, path, text, replaces, message }) {
      const own = await me();
      if (!own.ok) return own;
      const signer = { name: own.value.name, email: own.value.email };
      const content = Buffer.from(text, 'utf8').toString('base64');
      const put = await client.inRepo(repo, {
        route: `${replaces === null ? 'POST' : 'PUT'} /repos/{owner}/{repo}/contents/{+path}`,
        params: { path },
        body: {
          content,
          message,
          branch: name,
          author: signer,
          committer: signer,
          ...(replaces === null ? {} : { sha: replaces }),
        },
        shape: anything,
      });
      return put.ok ? ok(undefined) : put;
    },

    async newestPull(repo, prefix) {
      const own = await me();
      if (!own.ok) return own;
      const { id, login } = own.value;
      for (let page = 1; page <= mostPages; page += 1) {
        const read = await client.pageInRepo(repo, {
          route: 'GET /repos/{owner}/{repo}/pulls',
          params: { state: 'all', author: login, sort: 'created', direction: 'desc', per_page: pageSize, page },
          shape: z.array(listed),
        });
        if (!read.ok) return read;
        const found = read.value.value.find(
          ({ user: author, head, base }) =>
            author?.id === id &&
            head.ref.startsWith(prefix) &&
            (head.repo ?? base.repo).full_name.toLowerCase() === base.repo.full_name.toLowerCase(),
        );
        if (found) {
          const { number, state, head, body } = found;
          return ok({ number: String(number), state, branch: head.ref, body: body ?? '' });
        }
        if (!hasMore(read.value, page)) break;
      }
      return ok(null);
    },

    async openPull(repo, { title, body, branch: head, base }) {
      const opened = await client.inRepo(repo, {
        route: 'POST /repos/{owner}/{repo}/pulls',
        body: { title, body, head, base },
        shape: z.object({ number: z.int().positive() }),
      });
      return opened.ok ? ok(String(opened.value.number)) : opened;
    },

    async editPull(repo, number, { body, close }) {
      const edited = await client.inRepo(repo, {
        route: 'PATCH /repos/{owner}/{repo}/pulls/{number}',
        params: { number },
        body: { body, ...(close ? { state: 'closed' } : {}) },
        shape: anything,
      });
      return edited.ok ? ok(undefined) : edited;
    },
  };
}
