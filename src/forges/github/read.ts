// What the app reads from GitHub.
import { z } from 'zod';
import type { SubjectRef } from '../../shared/refs.js';
import { err, ok } from '../../shared/result.js';
import { instant } from '../../shared/time.js';
import type { SubjectFacts } from '../event.js';
import type { Answer } from '../answer.js';
import type { ForgeReader } from '../forge.js';
import { accountOf, accountShape } from './account.js';
import type { Client } from './client.js';
import { createReleases } from './releases.js';
import { issueLabels, labelNames } from './see.js';

const sha = z.object({ sha: z.string().min(1) });
const subjectShape = z.object({
  number: z.int().positive(),
  title: z.string(),
  html_url: z.string(),
  repository_url: z.string(),
  pull_request: z.unknown().optional(),
});
const issueShape = subjectShape.extend({
  body: z.string().nullish(),
  user: accountShape.nullish(),
  labels: issueLabels,
  milestone: z.object({ title: z.string(), closed_at: z.iso.datetime({ offset: true }).nullish() }).nullish(),
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

  /** An issue or pull request, of whose answer so much is kept as the shape says. */
  async function readSubject<T extends z.infer<typeof subjectShape>>(
    { repo, number }: SubjectRef,
    shape: z.ZodType<T>,
  ): Answer<{ readonly facts: SubjectFacts; readonly answer: T }> {
    const found = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/issues/{issue_number}',
      params: { issue_number: number },
      shape,
    });
    if (!found.ok) return found;
    const answer = found.value;
    const { number: now, title, html_url: url, repository_url: place, pull_request: pull } = answer;
    // After a transfer GitHub redirects to where the issue is now.
    const repository = await client.inRepo(place.split('/').slice(-2).join('/'), {
      route: 'GET /repos/{owner}/{repo}',
      shape: repositoryShape,
    });
    if (!repository.ok) return repository;
    const { full_name: name, private: isPrivate } = repository.value;
    const ref = { forge: 'github', repo: name, number: String(now) } as const;
    const isPull = pull !== undefined && pull !== null;
    return ok({ facts: { ref, title, url, isPull, isPublic: !isPrivate, head: null }, answer });
  }

  return {
    async issue(subject) {
      const read = await readSubject(subject, issueShape);
      if (!read.ok) return read;
      const { facts, answer } = read.value;
      const { body, user: author, labels, milestone } = answer;
      const closedAt = milestone?.closed_at ?? null;
      return ok({
        ...facts,
        body: body ?? '',
        author: author ? accountOf(author) : null,
        labels: labelNames(labels),
        milestone: milestone
          ? { title: milestone.title, closedAt: closedAt === null ? null : instant(closedAt) }
          : null,
      });
    },
    async subject(subject) {
      const read = await readSubject(subject, subjectShape);
      return read.ok ? ok(read.value.facts) : read;
    },
    releases: createReleases(client),
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
