// The clock of motions: what a forge does not tell now is asked again later and later, and nothing else waits for it.
import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createFactsCache } from '../../src/evaluation/cache.js';
import type { Governance } from '../../src/events/governance.js';
import type { ForgeFailure } from '../../src/forges/answer.js';
import { runDueMotions } from '../../src/jobs/due-motions.js';
import { createRetries, type Retries } from '../../src/queue/retries.js';
import { loadReplyFiles } from '../../src/replies/load.js';
import { createReplies } from '../../src/replies/replies.js';
import { err, ok, type Result } from '../../src/shared/result.js';
import { plus } from '../../src/shared/time.js';
import { createAdvisoryStore } from '../../src/storage/advisory.js';
import { createCommandLog } from '../../src/storage/command-log.js';
import { createMarkStore } from '../../src/storage/marks.js';
import { createContributionStore } from '../../src/storage/contributions.js';
import { createMirrorReader } from '../../src/storage/mirror-reader.js';
import { createProjections } from '../../src/storage/projections.js';
import { createSubjectStore } from '../../src/storage/subjects.js';
import { openTestDatabase } from '../support/database.js';
import { githubApp } from '../support/github-app.js';
import { instanceOn, now } from './support.js';

const subject = { forge: 'github', repo: 'example/models', number: '7' } as const;
const elsewhere = { ...subject, number: '8' };
const nowhere = { url: 'http://127.0.0.1:9', appId: 1, privateKey: 'a private key', webhookSecret: 'a secret' };
const head = 'c0ffee1234567890c0ffee1234567890c0ffee12';

let answer: Result<string, ForgeFailure> = ok(head);
let asked = 0;
/** The number of a subject whose forge was not asked lately for what is new. */
let unpolled = '';
/** What a poll has found and is not carried out to its end. */
let begun = { number: '', writtenAt: now };
let time = { now: 0 };
let governance: Governance;
let retries: Retries;

/** Lets the clock of motions look, `afterMs` after it looked last; whether every motion could be brought up. */
async function look(afterMs = 0, at = now): Promise<boolean> {
  time.now += afterMs;
  const inLane = async (_lane: string, task: () => Promise<void>) => {
    await task();
    return true;
  };
  return runDueMotions(governance, inLane, at, retries).then(
    () => true,
    () => false,
  );
}

async function stateOf(id: string) {
  return (await governance.ledger.sync()).motions.get(id)?.state;
}

beforeAll(async () => {
  const database = await openTestDatabase();
  const instance = instanceOn(database);
  await instance.adopt();
  const github = githubApp(nowhere);
  const subjects = createSubjectStore(database);
  await subjects.remember({
    ref: subject,
    title: 'A loader',
    url: 'https://github.example/7',
    isPull: true,
    isPublic: true,
    head: null,
  });
  await subjects.remember({
    ref: elsewhere,
    title: 'A vote',
    url: 'https://github.example/8',
    isPull: false,
    isPublic: true,
    head: null,
  });
  governance = {
    ...instance,
    subjects,
    advisory: createAdvisoryStore(database),
    commandLog: createCommandLog(database),
    marks: createMarkStore(database),
    mirror: createMirrorReader(database),
    projections: createProjections(database),
    contributions: createContributionStore(database),
    factsCache: createFactsCache(),
    now: Date.now,
    outbox: { want: () => Promise.resolve() },
    inbox: {
      pendingBefore: () => Promise.resolve(false),
      deadBetween: () => Promise.resolve(0),
      polledSince: ({ number }) => Promise.resolve(number !== unpolled),
      leftBefore: ({ number }, time) => Promise.resolve(number === begun.number && begun.writtenAt < time),
    },
    forges: {
      github: {
        ...github,
        read: {
          ...github.read,
          head: () => {
            asked += 1;
            return Promise.resolve(answer);
          },
        },
      },
    },
    replies: createReplies(await loadReplyFiles()),
    clock: { now: () => now },
    publicUrl: 'https://charter.example',
  };
});

let proposed = 0;
async function propose(...subjects: readonly (typeof subject | typeof elsewhere)[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const one of subjects) {
    proposed += 1;
    const motion = `M-2026-${String(proposed).padStart(4, '0')}`;
    ids.push(motion);
    await governance.ledger.append((register) => ({
      drafts: [
        {
          key: motion,
          entry: {
            type: 'motion.proposed',
            motion,
            ref: [...register.people][0] ?? '',
            kind: 'technical',
            subjects: [one],
            title: null,
            proposed_at: now,
            opens_after: now,
            seconds: 0,
          },
        },
      ],
      result: null,
    }));
  }
  return ids;
}

beforeEach(() => {
  time = { now: 0 };
  asked = 0;
  retries = createRetries(
    () => time.now,
    () => 0,
  );
});

test.each<[string, ForgeFailure, boolean, readonly number[]]>([
  ['is away', { kind: 'unavailable', detail: '502' }, false, [5000, 5000, 8000, 16_000]],
  ['asks to wait', { kind: 'wait', retryAfterMs: 60_000, detail: '403' }, false, [60_000, 60_000, 60_000]],
  ['refuses the head', { kind: 'refused', detail: '403' }, true, [2000, 4000, 8000]],
  ['knows no such pull request', { kind: 'gone', detail: '404' }, true, [2000, 4000, 8000]],
])('while a forge %s it is asked once in a while, and another motion opens', async (_what, failure, quiet, waits) => {
  answer = err(failure);
  const [waiting = '', free = ''] = await propose(subject, elsewhere);
  expect(await look()).toBe(quiet);
  expect([await stateOf(waiting), await stateOf(free), asked]).toEqual(['proposed', 'open', 1]);
  for (const [tries, wait] of waits.entries()) {
    await look(wait - 1);
    expect(asked).toBe(tries + 1);
    await look(1);
    expect(asked).toBe(tries + 2);
  }
  answer = ok(head);
  await look(5 * 60_000);
  expect(await stateOf(waiting)).toBe('open');
  expect((await governance.ledger.sync()).motions.get(waiting)).toMatchObject({ openedAt: now, heads: [{ head }] });
});

test('a motion opens only when the texts in its subjects that polls have found are carried out to their end', async () => {
  answer = ok(head);
  begun = { number: elsewhere.number, writtenAt: now };
  const [free = '', waiting = ''] = await propose(subject, elsewhere);
  await look();
  expect([await stateOf(free), await stateOf(waiting)]).toEqual(['open', 'proposed']);
  // What was written later is not by who called it.
  begun = { number: elsewhere.number, writtenAt: plus(now, 1) };
  await look();
  expect(await stateOf(waiting)).toBe('open');
});

test('a motion closes only when what was written in each of its subjects until then is known', async () => {
  answer = ok(head);
  await look();
  const open = (await governance.ledger.sync()).unfinished.size;
  expect(open).toBeGreaterThan(0);
  unpolled = elsewhere.number;
  const later = plus(now, 30 * 24 * 60 * 60 * 1000);
  expect(await look(0, later)).toBe(true);
  const left = [...(await governance.ledger.sync()).unfinished];
  const places = left.map((id) => governance.ledger.sync().then(({ motions }) => motions.get(id)?.subjects[0]?.number));
  expect(new Set(await Promise.all(places))).toEqual(new Set([elsewhere.number]));
  unpolled = '';
  expect(await look(0, later)).toBe(true);
  expect((await governance.ledger.sync()).unfinished.size).toBe(0);
});
