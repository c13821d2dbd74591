// A recount finds what was changed in a motion's entries.
import { describe, expect, test } from '@jest/globals';
import { recount } from '../../src/audit/recount.js';
import { adopt, refOf } from '../support/charters.js';
import { at, motionIn, type World } from '../support/motion-world.js';

interface Stored {
  readonly seq: number;
  readonly entry: Readonly<Record<string, unknown>> & { readonly type: string };
}

function carriedWorld(): World {
  const world = motionIn(adopt({ people: 3 }), 'aaa');
  world.vote('p1', 'yes', at(1));
  world.vote('p2', 'no', at(2));
  world.vote('p2', 'yes', at(3));
  world.recuse('p3', at(4));
  world.advance(at(7));
  return world;
}

function carried(): readonly Stored[] {
  return carriedWorld().entriesOf();
}

function changed(type: string, fields: object): readonly Stored[] {
  return carried().map((stored) =>
    stored.entry.type === type ? { ...stored, entry: { ...stored.entry, ...fields } } : stored,
  );
}

function without(type: string): readonly Stored[] {
  return carried().filter(({ entry }) => entry.type !== type);
}

test('an honest motion is confirmed', () => {
  expect(recount(carried())).toMatchObject({
    ok: true,
    value: { outcome: 'carried', tally: { yes: 2, electorate: 2 } },
  });
});

test('a motion that is still open has the tally of its ballots and no outcome', () => {
  expect(recount(carried().slice(0, 3))).toMatchObject({ ok: true, value: { outcome: null, tally: { yes: 1 } } });
});

describe('is found', () => {
  const opened = carriedWorld().motion().rule;
  test.each<[string, readonly Stored[], RegExp]>([
    ['a changed ballot', changed('ballot.cast', { choice: 'no' }), /another tally/],
    ['a ballot left out', carried().filter(({ seq }) => seq !== 2), /another tally/],
    ['a recusal left out', without('member.recused'), /another tally/],
    ['a changed outcome', changed('motion.closed', { outcome: 'lost' }), /says lost, but the count is carried/],
    [
      'a changed rule',
      changed('motion.opened', { rule: { ...opened, passes_when: ['no > 1/2 of cast'] } }),
      /another tally/,
    ],
    ['a ballot of a stranger', changed('ballot.cast', { ref: refOf('p9') }), /who has no vote/],
    ['a ballot after the end', changed('ballot.cast', { received_at: at(7) }), /after the end/],
    [
      'a ballot that is said to be superseded by none',
      changed('ballot.cast', { superseded_by: 77 }),
      /no ballot of the same person/,
    ],
    ['another closing time', changed('motion.closed', { closed_at: at(6) }), /closes at/],
    ['a resolution of something else', changed('resolution.adopted', { in_force_at: at(6) }), /another time/],
    ['an entry twice', [...carried(), ...carried().slice(-1)], /stands after/],
    [
      'a second end',
      [
        ...carried(),
        { seq: 99, entry: carried().find(({ entry }) => entry.type === 'motion.closed')?.entry ?? { type: '' } },
      ],
      /is closed/,
    ],
    [
      'entries of another motion',
      [...carried(), { seq: 99, entry: { ...carried()[0]?.entry, type: 'motion.proposed', motion: 'M-2026-0002' } }],
      /is of M-2026-0002/,
    ],
    ['no beginning', carried().slice(1), /never proposed/],
    ['no opening', without('motion.opened'), /is proposed/],
    ['an unknown entry', changed('ballot.cast', { type: 'ballot.stuffed' }), /not an entry of a motion/],
    ['nothing at all', [], /no entry/],
  ])('%s', (_what, entries, error) => {
    expect(recount(entries)).toEqual({ ok: false, error: expect.stringMatching(error) });
  });
});
