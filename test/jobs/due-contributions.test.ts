// The clock of contributions: those that fail again and again keep no other waiting, and what was wished against a newer record is wished again.
import { expect, test } from '@jest/globals';
import { write } from '../../src/evaluation/show.js';
import type { ContributionDraft } from '../../src/evaluation/store.js';
import { runDueContributions } from '../../src/jobs/due-contributions.js';
import { createRetries } from '../../src/queue/retries.js';
import { subjectKey } from '../../src/shared/refs.js';
import { openTestDatabase } from '../support/database.js';
import { governanceOn, now } from './support.js';

const head = 'c0ffee1234567890c0ffee1234567890c0ffee12';

function draft(number: number): ContributionDraft {
  const ref = { forge: 'github', repo: 'example/models', number: String(number) } as const;
  return {
    ref,
    url: `https://github.example/${String(number)}`,
    title: 'feat: load',
    author: { forge: 'github', id: 6666, login: 'stranger', bot: false },
    isPublic: true,
    state: 'open',
    draft: false,
    base: 'main',
    head,
    tree: null,
    createdAt: now,
    updatedAt: now,
    origin: subjectKey(ref),
    approvals: [],
    heads: [],
    basedAt: null,
    evaluated: null,
    commented: false,
    queue: null,
    dueAt: number,
    again: false,
    failures: 0,
  };
}

test('contributions that fail, however many, do not fill its turn', async () => {
  const governance = await governanceOn(await openTestDatabase());
  for (let number = 1; number <= 26; number += 1) await governance.contributions.put(draft(number), null);
  const reached: string[] = [];
  const retries = createRetries(() => 0);
  const inLane = (lane: string): Promise<boolean> => {
    reached.push(lane);
    return lane.endsWith('#26') ? Promise.resolve(true) : Promise.reject(new Error('it is too much'));
  };
  await expect(runDueContributions(governance, inLane, retries)).rejects.toThrow('could not be evaluated');
  expect(reached).toHaveLength(20);
  await expect(runDueContributions(governance, inLane, retries)).rejects.toThrow('could not be evaluated');
  expect(reached).toHaveLength(26);
  expect(new Set(reached).size).toBe(26);
});

test('one whose record was written meanwhile is due: what was wished for it may have replaced what the other wished', async () => {
  const governance = await governanceOn(await openTestDatabase());
  const { contributions } = governance;
  const older = { ...draft(1), dueAt: null };
  await contributions.put(older, null);
  await contributions.put({ ...older, title: 'fix: load' }, 1);
  await expect(write(governance, older, 1)).rejects.toThrow('somebody else');
  expect(await contributions.find(older.ref)).toMatchObject({ title: 'fix: load', dueAt: 1000 });
});
