// Approvals in the record of a contribution, on the real engine: none is lost when two write, none counts twice when one is written twice.
import { beforeEach, expect, test } from '@jest/globals';
import { decidingOn } from '../../src/contributions/owners/act.js';
import type { Approval } from '../../src/contributions/facts.js';
import type { Gathered } from '../../src/evaluation/gather.js';
import { keepApprovals } from '../../src/evaluation/keep-approvals.js';
import type { ContributionStore } from '../../src/evaluation/store.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes } from '../../src/storage/connect.js';
import { createContributionStore } from '../../src/storage/contributions.js';
import { facts } from '../contributions/support/facts.js';
import { actsOf, file, partsOf } from '../contributions/support/owners.js';
import { rulesOf } from '../contributions/support/rules.js';
import { openTestDatabase } from '../support/database.js';

let store: ContributionStore;

beforeEach(async () => {
  const database = await openTestDatabase();
  await ensureIndexes(database, collections);
  store = createContributionStore(database);
});

const receivedAt = '2026-11-20T10:30:00.000Z';
const read = facts(partsOf({ files: [file('src/load.ts')] }));
const gathered: Gathered = {
  record: null,
  origin: 'github:openclaw/models#12',
  rules: rulesOf('owners: { enforce: block }'),
  pull: {
    ...read.pull,
    head: read.pull.head.sha,
    url: 'https://forge.example/openclaw/models/pull/12',
    isPublic: true,
    updatedAt: '2026-11-20T09:00:00.000Z',
    commits: 1,
    files: 1,
  },
  facts: read,
  passes: null,
  base: null,
  retryAfterMs: null,
  queue: null,
  basedAt: null,
};

function actOf(did: string): Approval {
  const [act] = actsOf([did]).approvals;
  if (!act) throw new Error(`"${did}" is no command`);
  return act;
}

/** Does it on what was read before; answers the record's approvals, or the refusal. */
async function does(did: string, before: Gathered = gathered): Promise<unknown> {
  const deciding = decidingOn(actOf(did), before.facts);
  if (!deciding.ok) throw new Error(deciding.error.code);
  const kept = await keepApprovals(store, before, receivedAt, deciding.value.decide);
  return kept.ok ? kept.value.approvals : kept.error;
}

test('the first one makes the record, which is due for evaluation', async () => {
  expect(await does('yu approve')).toEqual([actOf('yu approve')]);
  expect(await store.find(gathered.facts.subject)).toMatchObject({
    origin: gathered.origin,
    head: gathered.pull.head,
    tree: gathered.facts.pull.head.tree,
    heads: [{ ...gathered.facts.pull.head, at: receivedAt }],
    evaluated: null,
    dueAt: 0,
  });
});

test('two that were decided on the same reading are both kept', async () => {
  await does('eve hold');
  const record = await store.find(gathered.facts.subject);
  await Promise.all([does('yu approve', { ...gathered, record }), does('dana lgtm', { ...gathered, record })]);
  const kept = await store.find(gathered.facts.subject);
  expect(kept?.approvals.map(({ kind }) => kind).sort()).toEqual(['approve', 'hold', 'lgtm']);
});

test('one that is written twice, as after a crash, is there once', async () => {
  await does('yu approve');
  expect(await does('yu approve')).toEqual([actOf('yu approve')]);
});

test('it is decided again on what somebody else wrote meanwhile', async () => {
  await does('yu approve');
  const record = await store.find(gathered.facts.subject);
  const cancelled = { ...actOf('yu approve cancel'), at: '2026-11-20T11:00:00.000Z' };
  await keepApprovals(store, { ...gathered, record }, receivedAt, (before) => ({
    ok: true,
    value: [...before, cancelled],
  }));
  expect(await does('bo approve cancel', { ...gathered, record })).toBe('nothing-to-cancel');
});

test('one that fell with a turn to another base is not there to be cancelled', async () => {
  await does('yu approve');
  const record = await store.find(gathered.facts.subject);
  const turned: Gathered = { ...gathered, record, basedAt: '2026-11-21T00:00:00.000Z' };
  expect(await does('yu approve cancel', turned)).toBe('nothing-to-cancel');
});

test('a refused one leaves no record', async () => {
  expect(await does('dana approve')).toBe('not-an-approver');
  expect(await store.find(gathered.facts.subject)).toBeNull();
});
