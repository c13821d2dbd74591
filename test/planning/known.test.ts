// What the portal keeps in memory of the roadmap beside the ledger: asked for once, and forgotten with somebody who is erased.
import { beforeEach, expect, test } from '@jest/globals';
import { createKnown, type Known } from '../../src/planning/known.js';
import type { Item } from '../../src/roadmap/item.js';
import type { Update } from '../../src/roadmap/updates.js';
import { names } from '../roadmap/shown.js';
import { at, charterWith, createWorld, refOf, type World } from '../roadmap/world.js';
import { to } from '../roadmap/year.js';

const update = (who: string): Update => ({ ref: refOf(who), at: at(1), text: `by ${who}`, url: '' });

let world: World;
let known: Known;
let revision: number;
let erased: readonly string[];
let asked: string[];

function items(): readonly Item[] {
  return [...world.register.roadmap.items.values()];
}

beforeEach(() => {
  [revision, erased, asked] = [1, [], []];
  world = createWorld(charterWith('horizons: [now, next]'));
  world.do('p1', at(0), to.add('now'), { reason: 'because of p1', described: { lead: refOf('p4') } });
  const shown = names({ '1': { updates: [update('p4'), update('p5')] } });
  known = createKnown({
    charters: {
      version: () => Promise.resolve(world.adopted),
      names: (refs) =>
        Promise.resolve(new Map(refs.filter((ref) => !erased.includes(ref)).map((ref) => [ref, shown.person(ref)]))),
    },
    texts: {
      texts(commitments) {
        asked.push(...commitments);
        return Promise.resolve(new Map(erased.length > 0 ? [] : commitments.map((one) => [one, one])));
      },
    },
    issues: {
      revisions: () => Promise.resolve(new Map(items().map(({ id }) => [id, revision]))),
      issues(ids) {
        asked.push(...ids);
        return Promise.resolve(new Map(items().map((item) => [item.id, shown.issue(item)])));
      },
      beside: () => Promise.resolve(null),
    },
  });
});

test('what is known is not asked for again', async () => {
  expect([await known.learn(items()), await known.learn(items())]).toEqual([true, false]);
  expect(asked).toEqual(['RM-2026-001', 'because of p1']);
});

test('only what has changed is asked for', async () => {
  await known.learn(items());
  revision = 2;
  world.do('p1', at(2), to.move('next'), { reason: 'later' });
  asked = [];
  expect(await known.learn(items())).toBe(true);
  expect(asked).toEqual(['RM-2026-001', 'later']);
});

test('with somebody who is erased go their name, their updates and every text that is not there any more', async () => {
  await known.learn(items());
  expect([known.names.person(refOf('p4')), known.names.text('because of p1')]).toEqual(['p4', 'because of p1']);
  erased = [refOf('p4')];
  expect(await known.learn(items())).toBe(true);
  expect([known.names.person(refOf('p4')), known.names.text('because of p1')]).toEqual([refOf('p4'), '']);
  expect(known.names.issue(world.item())?.updates).toEqual([update('p5')]);
});
