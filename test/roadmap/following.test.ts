// What follows by itself: rules for status, edited, moved and deleted issues.
import { describe, expect, test } from '@jest/globals';
import { followEdit, followGone, followTransfer, followWork } from '../../src/roadmap/decide/follow.js';
import { add, drop, label, setStatus } from '../../src/roadmap/decide/verbs.js';
import type { RoadmapRequest, State } from '../../src/roadmap/decide/case.js';
import { describedBy, newTexts } from '../../src/roadmap/described.js';
import type { Status } from '../../src/roadmap/entries.js';
import { readForm } from '../../src/roadmap/form.js';
import type { Progress } from '../../src/roadmap/statuses.js';
import { accountOf, at, charterWith, createWorld, issue, refOf, type World } from './world.js';

const to = {
  add: (state: State, request: RoadmapRequest) => add(state, request, 'now'),
  status: (status: Status) => (state: State, request: RoadmapRequest) => setStatus(state, request, status),
};
const ruled = charterWith(
  'themes: [a, b]\nstatuses: [{ when: pull-request-linked, to: in-progress }, { when: pull-requests-merged, to: shipped }, { when: released, to: shipped }]',
);
const nothing: Progress = { pullRequestLinked: null, pullRequestsMerged: null, milestoneClosed: null, released: null };

function accepted(): World {
  const world = createWorld(ruled);
  world.do('p1', at(0), to.add, { described: { lead: refOf('p5'), theme: 'a', text: 'x' } });
  return world;
}

describe('a rule for status', () => {
  function follow(world: World, progress: Partial<Progress>, when = at(9)): Status | null {
    const count = world.entries.length;
    world.append(followWork(world.state(when), issue(1), { ...nothing, ...progress }), when);
    expect(followWork(world.state(when), issue(1), { ...nothing, ...progress })).toEqual([]);
    if (world.entries.length > count) expect(world.entries.at(-1)?.entry).toMatchObject({ ref: null, motion: null });
    return world.item().status;
  }

  test.each<[string, Status | null, Partial<Progress>, Status]>([
    ['begins an accepted item', null, { pullRequestLinked: at(1) }, 'in-progress'],
    ['ships an accepted item', null, { released: at(1) }, 'shipped'],
    ['ships one in progress', 'in-progress', { pullRequestsMerged: at(2) }, 'shipped'],
    ['gives the furthest of several', null, { pullRequestLinked: at(1), pullRequestsMerged: at(1) }, 'shipped'],
    ['that roadmap.yml does not have does nothing', null, { milestoneClosed: at(1) }, 'accepted'],
    ['does nothing while nothing has come', null, {}, 'accepted'],
    ['does nothing to what is on hold', 'on-hold', { released: at(2) }, 'on-hold'],
    ['never goes back', 'shipped', { pullRequestLinked: at(2) }, 'shipped'],
    ['counts what was begun before the item was accepted', null, { pullRequestLinked: at(-10) }, 'in-progress'],
    ['ships nothing by what was released before it was accepted', null, { released: at(-10) }, 'accepted'],
    ['ships nothing by what was merged before it was accepted', null, { pullRequestsMerged: at(-1) }, 'accepted'],
  ])('%s', (_rule, status, progress, expected) => {
    const world = accepted();
    if (status) world.do('p5', at(1), to.status(status));
    expect(follow(world, progress)).toBe(expected);
  });

  test('does nothing to what is only proposed', () => {
    const world = createWorld(ruled);
    world.do('p1', at(0), label);
    expect(follow(world, { released: at(1) })).toBe('proposed');
  });

  test('ships a proposed item by nothing that came before it was accepted, and not again by what came before it was added again', () => {
    const world = createWorld(ruled);
    world.do('p1', at(0), label);
    world.do('p1', at(1), to.add);
    expect(follow(world, { released: at(0) }, at(2))).toBe('accepted');
    world.do('p1', at(3), drop, { reason: 'no longer' });
    world.do('p1', at(5), to.add);
    expect(follow(world, { released: at(4) }, at(6))).toBe('accepted');
    expect(follow(world, { released: at(7) })).toBe('shipped');
  });

  test('does not take back what a person said afterwards, until something new comes', () => {
    const world = accepted();
    expect(follow(world, { pullRequestsMerged: at(1) }, at(2))).toBe('shipped');
    world.do('p5', at(3), to.status('in-progress'), { reason: 'it does not work' });
    expect(follow(world, { pullRequestsMerged: at(1) })).toBe('in-progress');
    expect(follow(world, { pullRequestsMerged: at(4) })).toBe('shipped');
  });
});

describe('an edit of the issue', () => {
  const described = { theme: 'b', text: 'y', lead: refOf('p4') };
  test.each<[string, string | null, object, boolean]>([
    ['by the lead counts', 'p5', described, false],
    ['by one who may add counts', 'p1', described, false],
    ['by others only leaves its text', 'p9', { theme: 'a', text: 'y', lead: refOf('p5') }, true],
    ['by nobody knows whom only leaves its text', null, { theme: 'a', text: 'y', lead: refOf('p5') }, true],
  ])('%s', (_rule, who, after, ignored) => {
    const world = accepted();
    const edit = { key: 'e', subject: issue(1), editor: who === null ? null : accountOf(who), at: at(1), described };
    const followed = followEdit(world.state(at(1)), edit);
    world.append(followed.drafts, at(1));
    expect([world.item(), followed.ignored]).toMatchObject([after, ignored]);
    expect(followEdit(world.state(at(1)), edit).drafts).toEqual([]);
  });

  test('of an issue that is no item does nothing', () => {
    const edit = { key: 'e', subject: issue(2), editor: accountOf('p1'), at: at(1), described };
    expect(followEdit(accepted().state(at(1)), edit)).toEqual({ drafts: [], ignored: false });
  });
});

describe('an issue', () => {
  test('that is transferred takes its item along, once', () => {
    const world = accepted();
    world.append(followTransfer(world.state(at(1)), issue(1), issue(7)), at(1));
    expect(world.item(7)).toMatchObject({ id: 'RM-2026-001', subject: 'github:example/models#7' });
    expect(followTransfer(world.state(at(1)), issue(1), issue(7))).toEqual([]);
    expect(world.register.roadmap.bySubject.has('github:example/models#1')).toBe(false);
  });

  test('is not put where another item is', () => {
    const world = accepted();
    world.do('p1', at(1), to.add, { issue: 2 });
    expect(followTransfer(world.state(at(1)), issue(1), issue(2))).toEqual([]);
  });

  test('that is deleted withdraws its item, unless it has ended', () => {
    const world = accepted();
    world.append(followGone(world.state(at(1)), issue(1), null, 'deleted'), at(1));
    expect(world.item()).toMatchObject({ status: 'withdrawn' });
    expect(followGone(world.state(at(2)), issue(1), null, null)).toEqual([]);
  });
});

describe('what an issue says', () => {
  const read = (body: string) => readForm(body, ruled, 'github', at(0));
  const body = '### Outcome\nDone\n### Theme\na\n### Lead\n@p5\n';
  const had = { outcome: 'c1', text: 'c2' };
  const textOf = (texts: Readonly<Record<string, string>>) => (commitment: string) => texts[commitment];

  test.each<[string, string, Readonly<Record<string, string>>, object]>([
    ['nothing that is the same', body, { c1: 'Done', c2: body }, {}],
    ['another outcome', body, { c1: 'Begun', c2: body }, { outcome: 'Done' }],
    ['another text', body, { c1: 'Done', c2: 'before' }, { text: body }],
    ['everything that was erased', body, {}, { outcome: 'Done', text: body }],
    ['no outcome where its form is wrong', '### Outcome\n\n', { c1: 'Done', c2: '### Outcome\n\n' }, {}],
  ])('is committed to: %s', (_what, text, known, expected) => {
    expect(newTexts(had, read(text), text, textOf(known))).toEqual(expected);
  });

  test('changes the item, except for what is wrong in its form', () => {
    expect(describedBy(read(body), ruled, { outcome: 'c' })).toEqual({
      outcome: 'c',
      theme: 'a',
      body: null,
      lead: refOf('p5'),
    });
    expect(describedBy(read('### Outcome\nx\n### Theme\nzzz\n### Lead\nzzz'), ruled, {})).toEqual({ body: null });
    expect(describedBy(read('no form at all'), ruled, { text: 'c' })).toEqual({ text: 'c' });
  });
});
