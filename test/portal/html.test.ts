// The first pages, the motions and each motion's page as valid HTML, in every state a motion can be in.
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { MotionView } from '../../src/motions/view.js';
import { outcomes } from '../../src/motions/entries.js';
import { htmlFaults } from '../support/html.js';
import { ballot, hostile, motion, openPortal, resolution, type TestPortal } from '../support/portal.js';

const closing = { state: 'closed', closed_at: '2026-03-03T09:12:00.000Z' } as const;
const waiting = { seconds: 1, seconds_needed: 2, opens_after: '2026-03-05T00:00:00.000Z' };
const electorate = Array.from({ length: 60 }, (_, i) => ({
  person: `p${String(i)}`,
  organization: 'starforge',
  group: i % 3 === 0 ? `independent:${String(i)}` : `group-${String(i % 7)}`,
}));

const states: readonly (readonly [name: string, fields: Partial<MotionView>])[] = [
  ['open', {}],
  [
    'proposed',
    { state: 'proposed', opened_at: null, closes_at: null, rule: null, electorate: [], ballots: [], waiting },
  ],
  ...outcomes.map((outcome) => [outcome, { ...closing, outcome }] as const),
  ['withdrawn with a reason', { ...closing, outcome: 'withdrawn', ended_by: { person: 'wang-bo', reason: hostile } }],
  [
    'carried as a resolution',
    { ...closing, outcome: 'carried', resolution: 'R-2026-001', in_force_at: closing.closed_at },
  ],
  ['hostile', { title: hostile, proposer: 'kofi-mensah', recused: [{ person: 'wang-bo', reason: hostile }] }],
  [
    'large',
    { electorate, ballots: electorate.map(({ person }, i) => ballot({ person, reason: i % 2 ? '' : hostile })) },
  ],
  ['erased', { title: '', charter_version: null, ballots: [ballot({ person: 'nobody-known', url: null })] }],
];

let portal: TestPortal;
let empty: TestPortal;
beforeAll(async () => {
  [portal, empty] = await Promise.all([openPortal(), openPortal()]);
  for (const [index, [, fields]] of states.entries()) await portal.motions.put(motion(index + 1, fields), index + 1);
  await portal.resolutions.put(resolution(1), 100);
});

async function problems(of: TestPortal, path: string): Promise<readonly string[]> {
  return htmlFaults((await of.ask(path)).text);
}

describe.each(['', '/zh'])('in the language of "%s/"', (prefix) => {
  test.each(['/', '/motions', '/motions?state=open', '/motions?state=nonsense'])('%s is valid', async (path) => {
    expect(await problems(portal, prefix + path)).toEqual([]);
  });

  test.each(['/', '/motions'])('%s of a newborn foundation is valid', async (path) => {
    expect(await problems(empty, prefix + path)).toEqual([]);
  });

  test.each(states.map(([name], index) => [name, index + 1] as const))(
    'the page of a motion that is %s is valid',
    async (_, number) => {
      const { id } = motion(number);
      expect(await problems(portal, `${prefix}/motions/${id}`)).toEqual([]);
    },
  );
});
