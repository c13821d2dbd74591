// Who may override a policy, in which contribution, and for which head.
import { describe, expect, test } from '@jest/globals';
import { decideOverride, type OverrideCase, type OverrideRequest } from '../../src/contributions/decide-override.js';
import { accountOf, adopt, refOf } from '../support/charters.js';
import { account, sha } from './support/facts.js';

/** p1 to p3 sit in the tsc, p1 is the one caller too; p4 has left the tsc, p5 never was in it. */
const adopted = adopt({ seats: '[p1, p2, p3, { person: p4, until: 2026-01-31 }]' });
const contribution = 'github:example/models#12';
const head = sha('c1');
const request: OverrideRequest = {
  key: 'github:comment:991:1',
  policy: 'dco',
  author: accountOf('p1'),
  at: '2026-03-02T09:00:00.000Z',
  reason: 'commitment',
};
const there: OverrideCase = { contribution, author: accountOf('p5'), head, verdict: 'fail', bodies: ['tsc'] };

interface Row {
  readonly asked?: Partial<OverrideRequest>;
  readonly found?: Partial<OverrideCase>;
  readonly before?: readonly { readonly policy: string; readonly head: string }[];
}

function became({ asked = {}, found = {}, before = [] }: Row): string {
  const given = new Map([[contribution, before]]);
  const decided = decideOverride(given, adopted, { ...request, ...asked }, { ...there, ...found });
  return decided.ok ? 'overridden' : decided.error.code;
}

const twice = new Map(adopted.accounts).set('gitee:77', 'p1');
const gitee = account(77, 'p1-there', { forge: 'gitee' });

describe('an override', () => {
  test.each<[string, Row, string]>([
    ['by a member of the body, of a failing policy', {}, 'overridden'],
    ['while a fact is missing', { found: { verdict: 'pending' } }, 'overridden'],
    ['of a policy that passes', { found: { verdict: 'pass' } }, 'nothing-to-override'],
    ['of a policy with nothing to judge', { found: { verdict: 'skip' } }, 'nothing-to-override'],
    ['by a member of one of two bodies', { found: { bodies: ['callers', 'tsc'] } }, 'overridden'],
    [
      'by a member of another body',
      { asked: { author: accountOf('p2') }, found: { bodies: ['callers'] } },
      'not-an-overrider',
    ],
    [
      'by somebody of the charter without a seat',
      { asked: { author: accountOf('p5') }, found: { author: accountOf('p2') } },
      'not-an-overrider',
    ],
    ['by one whose seat has ended', { asked: { author: accountOf('p4') } }, 'not-an-overrider'],
    ['on the last day of a seat', { asked: { author: accountOf('p4'), at: '2026-01-31T23:59:59.999Z' } }, 'overridden'],
    ['by somebody outside the charter', { asked: { author: accountOf('p9') } }, 'not-an-overrider'],
    ['by an account with the login of a member', { asked: { author: account(6666, 'p1') } }, 'not-an-overrider'],
    ['where the policy names no body', { found: { bodies: [] } }, 'not-an-overrider'],
    ['on one’s own contribution', { found: { author: accountOf('p1') } }, 'own-override'],
    [
      'by an author without a seat on their own',
      { asked: { author: accountOf('p9') }, found: { author: accountOf('p9') } },
      'own-override',
    ],
    ['a second time for the same head', { before: [{ policy: 'dco', head }] }, 'already-overridden'],
    ['after one of another policy', { before: [{ policy: 'title', head }] }, 'overridden'],
    ['after one for an older head', { before: [{ policy: 'dco', head: sha('01d') }] }, 'overridden'],
  ])('%s', (_rule, row, expected) => {
    expect(became(row)).toBe(expected);
  });

  test('by the other account of the author is one on their own contribution', () => {
    const both = { ...adopted, accounts: twice };
    const decided = decideOverride(
      new Map(),
      both,
      { ...request, author: gitee },
      { ...there, author: accountOf('p1') },
    );
    expect(decided).toMatchObject({ ok: false, error: { code: 'own-override', clause: 'dco.override' } });
  });

  test('is one entry, for this policy, contribution and head, with the ref of its author and the commitment of its reason', () => {
    expect(decideOverride(new Map(), adopted, request, there)).toEqual({
      ok: true,
      value: [
        {
          key: request.key,
          entry: {
            type: 'policy.overridden',
            policy: 'dco',
            contribution,
            head,
            ref: refOf('p1'),
            reason: 'commitment',
          },
        },
      ],
    });
  });
});
