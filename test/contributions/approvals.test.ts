// Who may approve, review and hold, and what the record keeps of it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { afterPush, decideApproval, record, standing, type Roles } from '../../src/contributions/approvals.js';
import { readCancel, readOverride } from '../../src/contributions/arguments.js';
import type { Approval } from '../../src/contributions/facts.js';
import { rolesOf } from '../../src/contributions/owners/cover.js';
import { ownersTree } from '../../src/contributions/owners/tree.js';
import { accounts, actsOf, baseFiles, headTree, people } from './support/owners.js';
import { mei, sha } from './support/facts.js';

const head = { sha: sha('c1'), tree: headTree };
const tree = ownersTree(new Map(Object.entries(baseFiles)), accounts);
const roles: Roles = rolesOf(['README.md', 'src/a.ts'], tree, mei);

function decide(did: readonly string[]): string {
  const { approvals, reviews } = actsOf(did);
  const act = approvals.at(-1);
  if (!act) throw new Error('the last act is a command');
  const decided = decideApproval(act, approvals.slice(0, -1).reduce(record, []), reviews, roles);
  return decided.ok ? 'recorded' : decided.error;
}

describe('a command', () => {
  test.each<[string, readonly string[], string]>([
    ['/approve is for approvers of a changed path', ['yu approve'], 'recorded'],
    ['/approve is not for approvers of other paths', ['fang approve'], 'not-an-approver'],
    ['/approve is not for reviewers', ['dana approve'], 'not-an-approver'],
    ['/approve is not for the author', ['mei approve'], 'own-contribution'],
    ['/lgtm is for reviewers', ['dana lgtm'], 'recorded'],
    ['/lgtm is for approvers', ['bo lgtm'], 'recorded'],
    ['/lgtm is not for strangers', ['eve lgtm'], 'not-a-reviewer'],
    ['/lgtm is not for the author', ['mei lgtm'], 'own-contribution'],
    ['/hold is for anyone', ['eve hold'], 'recorded'],
    ['/hold is for the author', ['mei hold'], 'recorded'],
    ['/hold cancel is for who holds', ['eve hold', 'eve hold cancel'], 'recorded'],
    ['/hold cancel is for approvers', ['eve hold', 'bo hold cancel'], 'recorded'],
    [
      '/hold cancel is for approvers of a review’s hold',
      ['eve reviews changes-requested', 'bo hold cancel'],
      'recorded',
    ],
    ['/hold cancel is not for the author of the contribution', ['eve hold', 'mei hold cancel'], 'not-your-hold'],
    ['/hold cancel is not for others', ['eve hold', 'dana hold cancel'], 'not-your-hold'],
    ['/hold cancel needs a hold', ['bo hold cancel'], 'nothing-to-cancel'],
    ['/approve cancel is for who approved', ['bo approve', 'bo approve cancel'], 'recorded'],
    ['/approve cancel is for who approved by review', ['bo reviews approved', 'bo approve cancel'], 'recorded'],
    ['/approve cancel needs an approval', ['bo approve cancel'], 'nothing-to-cancel'],
    ['/approve cancel is not for others', ['bo approve', 'yu approve cancel'], 'nothing-to-cancel'],
    ['/lgtm cancel needs one that stands', ['bo lgtm @old', 'bo lgtm cancel'], 'nothing-to-cancel'],
  ])('%s', (_rule, did, expected) => {
    expect(decide(did)).toBe(expected);
  });
});

describe('arguments', () => {
  test.each<[string, string, boolean | null]>([
    ['of nothing give', '', false],
    ['of cancel take back', 'cancel', true],
    ['are read in any letter case', 'CANCEL', true],
    ['with a condition are refused', 'once tests pass', null],
    ['with words behind cancel are refused', 'cancel please', null],
    ['with cancel misspelt are refused', 'cancle', null],
    ['with a letter that only looks like one of cancel are refused', 'canc\u0435l', null],
  ])('%s', (_rule, args, expected) => {
    const read = readCancel(args);
    expect(read.ok ? read.value.cancel : null).toBe(expected);
  });

  test.each<[string, string, unknown]>([
    [
      'name a policy and a reason',
      'dco The author is not reachable',
      { policy: 'dco', reason: 'The author is not reachable' },
    ],
    ['name a policy in any letter case', 'DCO\u3000原作者无法联系', { policy: 'dco', reason: '原作者无法联系' }],
    ['without a policy are refused', '', { code: 'policy-missing' }],
    ['without a reason are refused', 'dco', { code: 'reason-missing' }],
    [
      'of an unknown policy name the nearest',
      'owner because',
      { code: 'unknown-policy', written: 'owner', nearest: 'owners' },
    ],
    ['of too long a reason are refused', `dco ${'a'.repeat(2001)}`, { code: 'text-too-long' }],
  ])('of /override %s', (_rule, args, expected) => {
    const read = readOverride(args, ['dco', 'owners']);
    expect(read.ok ? read.value : read.error).toEqual(expected);
  });
});

describe('the record', () => {
  const acts = fc
    .array(
      fc
        .tuple(
          fc.constantFrom('bo', 'yu', 'eve'),
          fc.constantFrom('lgtm', 'approve', 'hold'),
          fc.constantFrom('', ' cancel'),
          fc.constantFrom('', ' @old', ' @same'),
        )
        .map(([who, kind, cancel, where]) => `${who} ${kind}${cancel}${where}`),
      { maxLength: 20 },
    )
    .map((did) => actsOf(did).approvals);

  function inForce(approvals: readonly Approval[]) {
    const { lgtm, approve, holds } = standing(approvals, [], head, (account) => roles.mayLift(account));
    return [lgtm, approve, holds].map((given) => given.map(({ account }) => account.login).sort());
  }

  test('of the last commands alone has in force what all of them have, or less', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const kept = all.reduce<readonly Approval[]>(record, []);
        const [[lgtm = [], approve = [], holds], [allLgtm, allApprove, allHolds]] = [inForce(kept), inForce(all)];
        expect(allLgtm).toEqual(expect.arrayContaining(lgtm));
        expect(allApprove).toEqual(expect.arrayContaining(approve));
        expect(holds).toEqual(allHolds);
      }),
      { numRuns: 1000 },
    );
  });

  test('after a push has in force what it had for the new head', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const before = all.reduce<readonly Approval[]>(record, []);
        expect(inForce(afterPush(before, head).kept)).toEqual(inForce(before));
      }),
    );
  });

  test('after a push tells what fell', () => {
    const { approvals } = actsOf(['bo approve @old', 'yu approve @same', 'eve hold @old']);
    const { kept, fallen } = afterPush(approvals, head);
    expect(fallen.map(({ account }) => account)).toEqual([people['bo']]);
    expect(kept.map(({ kind }) => kind)).toEqual(['approve', 'hold']);
  });
});
