// Issues and pull requests read from Gitee's API, and what is remembered of them for a moment: a comment does not tell its repository.
import { createKept } from '../../shared/kept.js';
import { err, ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { SubjectFacts } from '../event.js';
import type { RepositoryFacts, SubjectSnapshot } from '../sighting.js';
import type { Client } from './client.js';
import { issue, pull, repository, type IssueAnswer, type PullAnswer, type RepositoryAnswer } from './schema.js';
import { isForMembers, issueSnapshot, pullSnapshot, repositoryOf } from './see.js';

/** How long the face of a subject is remembered, and of how many. */
const rememberedMs = 60_000;
const mostRemembered = 1000;

/** A subject with its repository, as comments need them. */
export interface Face {
  readonly facts: SubjectFacts;
  readonly repository: Omit<RepositoryFacts, 'asOf'>;
}

/** A subject just read, with the snapshot of it. */
export interface ReadSubject<T> extends Face {
  readonly answer: T;
  readonly snapshot: SubjectSnapshot;
}

export interface Subjects {
  /** `gone` too when the issue is one of another repository: Gitee gives issues to owners. */
  issue(repo: string, number: string): Answer<ReadSubject<IssueAnswer>>;
  pull(repo: string, number: string): Answer<ReadSubject<PullAnswer> & { readonly facts: { readonly head: string } }>;
  /** As read in the last minute, or now. */
  face(repo: string, number: string, isPull: boolean): Answer<Face>;
  repository(repo: string): Answer<Omit<RepositoryFacts, 'asOf'>>;
}

function isNamed({ full_name: name }: RepositoryAnswer, repo: string): boolean {
  return name.toLowerCase() === repo.toLowerCase();
}

/** `now`: ms since 1970. */
export function createSubjects(client: Client, now: () => number): Subjects {
  const faces = createKept<{ readonly until: number; readonly face: Face }>(mostRemembered);

  function keyOf(repo: string, number: string): string {
    return `${repo}#${number}`.toLowerCase();
  }

  function remember(repo: string, number: string, { facts, repository: of }: Face): void {
    const face = { facts: { ...facts, head: null }, repository: of };
    faces.set(keyOf(repo, number), { until: now() + rememberedMs, face }, 1);
  }

  async function repositoryAnswer(repo: string): Answer<RepositoryAnswer> {
    const found = await client.inRepo(repo, { route: 'GET /repos/{owner}/{repo}', shape: repository });
    if (!found.ok || isNamed(found.value, repo)) return found;
    return err({ kind: 'gone', detail: `${repo} is now ${found.value.full_name}` });
  }

  async function readIssue(repo: string, number: string): Answer<ReadSubject<IssueAnswer>> {
    const me = await client.me();
    if (!me.ok) return me;
    const route = 'GET /repos/{owner}/{repo}/issues/{number}';
    const found = await client.inRepo(repo, { route, params: { number }, shape: issue });
    if (!found.ok) return found;
    const answer = found.value;
    const of = answer.repository ? ok(answer.repository) : await repositoryAnswer(repo);
    if (!of.ok) return of;
    if (!isNamed(of.value, repo) || answer.number !== number) {
      return err({ kind: 'gone', detail: `issue ${number} is none of ${repo}` });
    }
    const there = repositoryOf(of.value);
    const facts: SubjectFacts = {
      ref: { forge: 'gitee', repo: there.name, number },
      title: answer.title,
      url: answer.html_url,
      isPull: false,
      isPublic: there.isPublic && !isForMembers(answer),
      head: null,
    };
    remember(repo, number, { facts, repository: there });
    return ok({ answer, facts, repository: there, snapshot: issueSnapshot(answer, me.value) });
  }

  const readPull: Subjects['pull'] = async (repo, number) => {
    const me = await client.me();
    if (!me.ok) return me;
    const route = 'GET /repos/{owner}/{repo}/pulls/{number}';
    const found = await client.inRepo(repo, { route, params: { number }, shape: pull });
    if (!found.ok) return found;
    const answer = found.value;
    if (!isNamed(answer.base.repo, repo) || String(answer.number) !== number) {
      return err({ kind: 'gone', detail: `pull request ${number} is none of ${repo}` });
    }
    const there = repositoryOf(answer.base.repo);
    const facts = {
      ref: { forge: 'gitee', repo: there.name, number },
      title: answer.title,
      url: answer.html_url,
      isPull: true,
      isPublic: there.isPublic,
      head: answer.head.sha,
    } as const;
    remember(repo, number, { facts, repository: there });
    return ok({ answer, facts, repository: there, snapshot: pullSnapshot(answer, me.value) });
  };

  return {
    issue: readIssue,
    pull: readPull,
    async face(repo, number, isPull) {
      const known = faces.get(keyOf(repo, number));
      if (known && known.until > now()) return ok(known.face);
      const read = isPull ? await readPull(repo, number) : await readIssue(repo, number);
      return read.ok ? ok({ facts: { ...read.value.facts, head: null }, repository: read.value.repository }) : read;
    },
    async repository(repo) {
      const found = await repositoryAnswer(repo);
      return found.ok ? ok(repositoryOf(found.value)) : found;
    },
  };
}
