// What a forge shows, for tests of the mirror.
import type { CommentSnapshot, RepositoryFacts, Sighting, SubjectSnapshot } from '../../src/forges/sighting.js';
import type { Account } from '../../src/shared/refs.js';
import { instant, type Instant } from '../../src/shared/time.js';

/** Minutes into the tests' first hour. */
export function minute(n: number): Instant {
  return instant(Date.UTC(2026, 2, 1, 9, n));
}

export function account(id: number, login: string): Account {
  return { forge: 'github', id, login, bot: false };
}

export function repository(fields: Partial<RepositoryFacts> = {}): RepositoryFacts {
  const url = 'https://forge.example/openclaw/models';
  return { id: 3001, name: 'openclaw/models', url, isPublic: true, asOf: minute(0), ...fields };
}

export function pull(number: number, fields: Partial<SubjectSnapshot> = {}): SubjectSnapshot {
  return {
    number: String(number),
    isPull: true,
    title: `Pull request ${String(number)}`,
    body: 'What it does',
    state: 'open',
    draft: false,
    labels: [],
    author: account(1001, 'lin-mei'),
    createdAt: minute(number),
    updatedAt: minute(number),
    closedAt: null,
    head: null,
    commentsCount: 0,
    ...fields,
  };
}

export function issue(number: number, fields: Partial<SubjectSnapshot> = {}): SubjectSnapshot {
  return pull(number, { isPull: false, title: `Issue ${String(number)}`, ...fields });
}

export function comment(id: number, on: number, fields: Partial<CommentSnapshot> = {}): CommentSnapshot {
  return {
    id: String(id),
    number: String(on),
    author: account(1002, 'wang-bo'),
    body: `Comment ${String(id)}`,
    createdAt: minute(on),
    updatedAt: minute(on),
    ...fields,
  };
}

/** One sighting of `openclaw/models`. */
export function sighting(fields: Partial<Sighting> = {}): Sighting {
  return {
    forge: 'github',
    repository: repository(),
    asOf: minute(0),
    subjects: [],
    comments: [],
    removed: [],
    ...fields,
  };
}
