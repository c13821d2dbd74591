// What /lgtm, /approve and /hold do in a contribution of Lin Mei's, decided by the OWNERS files above what it changes.
import { describe, expect, test } from '@jest/globals';
import { incomplete, type Approval, type Facts } from '../../../src/contributions/facts.js';
import { decidingOn } from '../../../src/contributions/owners/act.js';
import { facts } from '../support/facts.js';
import { actsOf, file, partsOf, type World } from '../support/owners.js';

const plain: World = { files: [file('src/load.ts')] };

function actOf(did: string): Approval {
  const [act] = actsOf([did]).approvals;
  if (!act) throw new Error(`"${did}" is no command`);
  return { ...act, at: '2026-03-02T09:00:00.000Z' };
}

function became(did: string, world: World = plain, given: Facts = facts(partsOf(world))): string {
  const deciding = decidingOn(actOf(did), given);
  if (!deciding.ok) return deciding.error.code;
  const decided = deciding.value.decide(actsOf(world.did ?? []).approvals);
  return decided.ok ? 'recorded' : decided.error;
}

describe('a command', () => {
  test.each<[string, string, World, string]>([
    ['an approver of the folder approves', 'yu approve', plain, 'recorded'],
    ['an approver of the root approves what is below', 'bo approve', plain, 'recorded'],
    ['a reviewer does not approve', 'dana approve', plain, 'not-an-approver'],
    ['a reviewer says lgtm', 'dana lgtm', plain, 'recorded'],
    ['an approver says lgtm', 'yu lgtm', plain, 'recorded'],
    ['somebody whom no file names says no lgtm', 'fang lgtm', plain, 'not-a-reviewer'],
    ['an approver of another folder does not approve', 'fang approve', plain, 'not-an-approver'],
    [
      'an approver of one of the folders approves',
      'fang approve',
      { files: [file('src/load.ts'), file('src/secure/key.ts')] },
      'recorded',
    ],
    [
      'an approver of the old name of a file approves',
      'fang approve',
      { files: [file('src/key.ts', { previousPath: 'src/secure/key.ts', status: 'renamed' })] },
      'recorded',
    ],
    ['an emeritus approver does not approve', 'eve approve', plain, 'not-an-approver'],
    ['an author who is an approver does not approve', 'mei approve', plain, 'own-contribution'],
    ['an author says no lgtm', 'mei lgtm', plain, 'own-contribution'],
    ['anybody holds', 'eve hold', plain, 'recorded'],
    ['an author holds', 'mei hold', plain, 'recorded'],
    ['whoever holds lifts it', 'eve hold cancel', { ...plain, did: ['eve hold'] }, 'recorded'],
    ['an approver lifts what others hold', 'yu hold cancel', { ...plain, did: ['eve hold'] }, 'recorded'],
    ['a reviewer lifts nobody’s hold', 'dana hold cancel', { ...plain, did: ['eve hold'] }, 'not-your-hold'],
    ['an author lifts nobody’s hold', 'mei hold cancel', { ...plain, did: ['eve hold'] }, 'not-your-hold'],
    ['nobody lifts what is not held', 'yu hold cancel', plain, 'nothing-to-cancel'],
    ['an approver takes back their own', 'yu approve cancel', { ...plain, did: ['yu approve'] }, 'recorded'],
    [
      'an approver takes back nobody else’s',
      'bo approve cancel',
      { ...plain, did: ['yu approve'] },
      'nothing-to-cancel',
    ],
    [
      'nobody takes back what a push made fall',
      'yu approve cancel',
      { ...plain, did: ['yu approve @old'] },
      'nothing-to-cancel',
    ],
    ['an account of another forge with the same id approves nothing', 'twin approve', plain, 'not-an-approver'],
  ])('%s', (_rule, did, world, expected) => {
    expect(became(did, world)).toBe(expected);
  });
});

describe('while a fact is missing', () => {
  const why = { code: 'forge-failed', detail: '502' } as const;
  test.each(['files', 'reviews', 'baseFiles', 'accounts'] as const)('%s: nothing is decided but a hold', (part) => {
    const missing = { ...facts(partsOf(plain)), [part]: incomplete(why) };
    expect(became('yu approve', plain, missing)).toBe('forge-failed');
    expect(became('yu hold cancel', plain, missing)).toBe('forge-failed');
    expect(became('eve hold', plain, missing)).toBe('recorded');
  });
});

describe('the same command twice, as after a crash', () => {
  test.each(['yu approve', 'dana lgtm', 'eve hold'])('%s is recorded once', (did) => {
    const deciding = decidingOn(actOf(did), facts(partsOf(plain)));
    if (!deciding.ok) throw new Error(deciding.error.code);
    const once = deciding.value.decide([]);
    expect(once.ok && deciding.value.decide(once.value)).toEqual(once);
    expect(once).toMatchObject({ ok: true, value: [actOf(did)] });
  });

  test('taking back is accepted again and takes back nothing more', () => {
    const before = actsOf(['yu approve']).approvals;
    const deciding = decidingOn(actOf('yu approve cancel'), facts(partsOf(plain)));
    if (!deciding.ok) throw new Error(deciding.error.code);
    const once = deciding.value.decide(before);
    expect(once).toMatchObject({ ok: true });
    expect(once.ok && deciding.value.decide(once.value)).toEqual(once);
  });
});

test('the files are those that name the approvers of what is changed', () => {
  const world: World = { files: ['src/load.ts', 'README.md', 'src/secure/key.ts'].map((path) => file(path)) };
  const deciding = decidingOn(actOf('eve approve'), facts(partsOf(world)));
  expect(deciding).toMatchObject({ ok: true, value: { files: ['OWNERS', 'src/OWNERS', 'src/secure/OWNERS'] } });
});
