// What the app reads from Gitee.
import { z } from 'zod';
import { err, ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { ForgeReader, InstalledRepository } from '../forge.js';
import type { Client } from './client.js';
import { allPages, pageSize } from './pages.js';
import { createReleases } from './releases.js';
import { sha } from './schema.js';
import { isPull, milestoneOf } from './see.js';
import type { Subjects } from './subjects.js';

const user = z.object({ id: z.int().positive(), login: z.string().min(1) });

/** The reading half of the port. */
export function createReader(client: Client, subjects: Subjects, forgeUrl: string): ForgeReader {
  return {
    async issue({ repo, number }) {
      const read = await subjects.issue(repo, number);
      if (!read.ok) return read;
      const { facts, snapshot, answer } = read.value;
      const { body, author, labels } = snapshot;
      return ok({ ...facts, body, author, labels, milestone: milestoneOf(answer) });
    },
    async subject(subject) {
      const { repo, number } = subject;
      const found = isPull(subject) ? await subjects.pull(repo, number) : await subjects.issue(repo, number);
      return found.ok ? ok(found.value.facts) : found;
    },
    releases: createReleases(client, forgeUrl),
    async head({ repo, number }) {
      const pull = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/pulls/{number}',
        params: { number },
        shape: z.object({ head: z.object({ sha }) }),
      });
      return pull.ok ? ok(pull.value.head.sha) : pull;
    },
    async tree({ repo }, commit) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/commits/{sha}',
        params: { sha: commit },
        shape: z.object({ commit: z.object({ tree: z.object({ sha }) }) }),
      });
      return found.ok ? ok(found.value.commit.tree.sha) : found;
    },
    async account(login) {
      const found = await client.call({ route: 'GET /users/{username}', params: { username: login }, shape: user });
      if (!found.ok) return found;
      if (found.value.login.toLowerCase() === login.toLowerCase()) return found;
      return err({ kind: 'gone', detail: `the account ${login} is now ${found.value.login}` });
    },
  };
}

const mine = z.object({
  full_name: z.string().min(1),
  permission: z.object({ push: z.boolean().nullish() }).nullish(),
  status: z.string().nullish(),
});

/** The repositories to which our account was invited with a right to write, without those that are closed. Gitee tells there how many issues are open, and nothing of pull requests. */
export function createRepositories(client: Client): () => Answer<readonly InstalledRepository[]> {
  return async () => {
    const listed = await allPages(
      (page) => client.page({ route: 'GET /user/repos', params: { per_page: pageSize, page }, shape: z.array(mine) }),
      ({ full_name: name }) => name,
    );
    if (!listed.ok) return listed;
    const writable = listed.value.filter(({ permission, status }) => permission?.push !== false && status !== '关闭');
    return ok(writable.map(({ full_name: repo }) => ({ repo, open: null })));
  };
}
