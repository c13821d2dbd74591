// What the app reads from GitHub.
import { z } from 'zod';
import { err, ok } from '../../shared/result.js';
import type { Answer, ForgeReader } from '../forge.js';
import type { Client } from './client.js';

const sha = z.object({ sha: z.string().min(1) });
const subjectShape = z.object({
  number: z.int().positive(),
  title: z.string(),
  html_url: z.string(),
  repository_url: z.string(),
  pull_request: z.unknown().optional(),
});
const repositoryShape = z.object({ full_name: z.string(), private: z.boolean() });
const user = z.object({ id: z.int(), login: z.string().min(1) });

/** The reading half of the port. `anonymous`: there is no app whose installations could be asked for. */
export function createReader(client: Client, { anonymous = false } = {}): ForgeReader {
  let anyInstallation: number | null = null;

  /** An installation to read public things with, for a better quota than nobody's; null while the app is installed nowhere. */
  async function someInstallation(): Answer<number | null> {
    if (anonymous || anyInstallation !== null) return ok(anyInstallation);
    const listed = await client.asApp({
      route: 'GET /app/installations',
      params: { per_page: 1 },
      shape: z.array(z.object({ id: z.int() })),
    });
    if (!listed.ok) return listed;
    anyInstallation = listed.value[0]?.id ?? null;
    return ok(anyInstallation);
  }

  return {
    async subject({ repo, number }) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/issues/{issue_number}',
        params: { issue_number: number },
        shape: subjectShape,
      });
      if (!found.ok) return found;
      const { number: now, title, html_url: url, repository_url: place, pull_request: pull } = found.value;
      // After a transfer GitHub redirects to where the issue is now.
      const repository = await client.inRepo(place.split('/').slice(-2).join('/'), {
        route: 'GET /repos/{owner}/{repo}',
        shape: repositoryShape,
      });
      if (!repository.ok) return repository;
      const { full_name: name, private: isPrivate } = repository.value;
      const ref = { forge: 'github', repo: name, number: String(now) } as const;
      return ok({ ref, title, url, isPull: pull !== undefined && pull !== null, isPublic: !isPrivate, head: null });
    },
    async head({ repo, number }) {
      const pull = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
        params: { pull_number: number },
        shape: z.object({ head: sha }),
      });
      return pull.ok ? ok(pull.value.head.sha) : pull;
    },
    async tree({ repo }, commit) {
      const found = await client.inRepo(repo, {
        route: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
        params: { commit_sha: commit },
        shape: z.object({ tree: sha }),
      });
      return found.ok ? ok(found.value.tree.sha) : found;
    },
    async account(login) {
      const call = { route: 'GET /users/{username}', params: { username: login }, shape: user };
      const installation = await someInstallation();
      if (!installation.ok) return installation;
      const found =
        installation.value === null
          ? await client.asAnybody(call)
          : await client.asInstallation(installation.value, call);
      if (!found.ok) return found;
      if (found.value.login.toLowerCase() === login.toLowerCase()) return found;
      return err({ kind: 'gone', detail: `the account ${login} is now ${found.value.login}` });
    },
  };
}
