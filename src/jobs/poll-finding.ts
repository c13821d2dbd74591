// How what a poll found in a repository is looked up and worked on.
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubjectFacts } from '../forges/event.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import { subjectKey } from '../shared/refs.js';
import { subjectUrl } from '../forges/links.js';
import type { RepositoryFacts, SubjectSnapshot } from '../forges/sighting.js';
import { RetryLater } from '../inbox/drain.js';
import type { Changed } from './poll-lists.js';
import type { Finding } from './poll-texts.js';
import { retryAfter, type Polling } from './polling.js';

/** How often a lane that somebody else holds is tried, and how long is waited in between, in ms. */
const [laneTries, laneEveryMs] = [40, 100];

async function underLane({ inLane }: Polling, subject: SubjectRef, task: () => Promise<void>): Promise<void> {
  const lane = subjectKey(subject);
  for (let tries = 0; tries < laneTries; tries += 1) {
    if (await inLane(lane, task)) return;
    await sleep(laneEveryMs);
  }
  throw new RetryLater(`somebody else works on ${lane}`, 0);
}

/** What a snapshot says of its subject. */
export function factsOf(
  forge: ForgeId,
  repository: Omit<RepositoryFacts, 'asOf'>,
  { number, title, isPull, forMembers = false }: SubjectSnapshot,
): SubjectFacts {
  const url = subjectUrl(repository.url, forge, isPull, number);
  const ref = { forge, repo: repository.name, number };
  return { ref, title, url, isPull, isPublic: repository.isPublic && !forMembers, head: null };
}

/** `read`: what was read; other subjects are read when they are needed. */
export function findingIn(
  polling: Polling,
  repository: Omit<RepositoryFacts, 'asOf'>,
  { subjects, unread }: Pick<Changed, 'subjects' | 'unread'>,
  times: Pick<Finding, 'startedAt' | 'begun' | 'since'>,
): Finding {
  const { governance, adopted, forge } = polling;
  const known = new Map<string, SubjectFacts | null>(
    subjects.map((one) => [one.number, factsOf(forge.id, repository, one)] as const),
  );
  const unreadable = new Set(unread.flatMap(({ kind, number }) => (kind === 'subject' ? [number] : [])));
  return {
    governance,
    adopted,
    forge: forge.id,
    polled: forge.polled,
    repo: repository.name,
    ...times,
    underLane: (subject, task) => underLane(polling, subject, task),
    async subjectOf(subject) {
      const found = known.get(subject.number);
      if (found !== undefined) return found;
      const read = await forge.read.subject(subject);
      if (!read.ok && read.error.kind !== 'gone') {
        // Waiting for it would be waiting for ever.
        const isHopeless = read.error.kind === 'unavailable' && unreadable.has(subject.number);
        throw isHopeless
          ? new Error(`${subjectKey(subject)} cannot be read: ${read.error.detail}`)
          : retryAfter(read.error);
      }
      const facts = read.ok ? { ...read.value, head: null } : null;
      known.set(subject.number, facts);
      return facts;
    },
  };
}
