// The forge contract: lists for the mirror and for polling are in ascending order of change, and lose nothing at the borders of pages.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Instant } from '../../../src/shared/time.js';
import { models } from './driver.js';
import { forges } from './forges.js';
import { allOf, startWorld, type ContractWorld } from './world.js';

const before: Instant = '2026-01-01T00:00:00.000Z';

describe.each(forges)('lists on $forge', (driver) => {
  let world: ContractWorld;

  beforeEach(async () => {
    world = await startWorld(driver);
  });

  function subjects(since: Instant = before) {
    return allOf((next) => world.forge.lists.subjects(models, { since, next }));
  }

  function comments(since: Instant = before) {
    return allOf((next) => world.forge.lists.comments(models, { since, next }));
  }

  function ascending(items: readonly { readonly updatedAt: Instant }[]): void {
    const times = items.map(({ updatedAt }) => updatedAt);
    expect(times).toEqual([...times].sort());
  }

  test('of an empty repository have an end', async () => {
    expect([await subjects(), await comments()]).toEqual([[], []]);
  });

  // With no time between them, many share the second at the border of a page.
  test.each([0, 1000])('hold all issues and pull requests, %i ms apart, once or more', async (ms) => {
    const lin = world.as('lin-mei');
    const opened: string[] = [];
    for (let i = 0; i < 210; i += 1) {
      world.wait(ms);
      opened.push(i % 7 === 0 ? lin.openPull({ title: `P${String(i)}` }) : lin.openIssue(`I${String(i)}`));
    }
    const listed = await subjects();
    ascending(listed);
    expect(new Set(listed.map(({ number }) => number))).toEqual(new Set(opened));
    expect(new Set(listed.filter(({ isPull }) => isPull).map(({ number }) => number)).size).toBe(30);
  });

  test.each([0, 1000])('hold all comments on both, %i ms apart, once or more', async (ms) => {
    const lin = world.as('lin-mei');
    const on = [lin.openIssue('T'), lin.openPull({ title: 'P' }), lin.openIssue('U')];
    const written: string[] = [];
    for (let i = 0; i < 210; i += 1) {
      world.wait(ms);
      const number = on[i % 3] ?? '';
      written.push(`${number} ${lin.comment(number, `评论 ${String(i)}`)}`);
    }
    const listed = await comments();
    ascending(listed);
    expect(new Set(listed.map(({ number, id }) => `${number} ${id}`))).toEqual(new Set(written));
  });

  test('since a time hold what was changed at that time or later, and nothing older', async () => {
    const lin = world.as('lin-mei');
    const old = lin.openIssue('old');
    const edited = lin.openIssue('edited');
    const comment = lin.comment(edited, 'first');
    lin.comment(old, 'older');
    world.wait(5000);
    const since = world.clock.now();
    lin.editBody(edited, 'now');
    lin.editComment(edited, comment, 'second');
    const fresh = lin.openPull({ title: 'new' });
    expect((await subjects(since)).map(({ number }) => number).sort()).toEqual([edited, fresh].sort());
    expect(await comments(since)).toMatchObject([{ id: comment, number: edited, body: 'second', updatedAt: since }]);
  });

  test('begin at the part of a second that was asked for, or before it', async () => {
    const number = world.as('lin-mei').openIssue('T');
    const since = world.clock.now().replace('.000Z', '.750Z');
    expect((await subjects(since)).map((one) => one.number)).toEqual([number]);
  });

  test('show each item as it is, in UTC', async () => {
    const lin = world.as('lin-mei');
    const issue = lin.openIssue('动议', '正文');
    const createdAt = world.clock.now();
    lin.label(issue, 'motion/open');
    world.wait(60_000);
    world.as('wang-bo').close(issue);
    const closedAt = world.clock.now();
    const pull = lin.openPull({ title: 'P', draft: true });
    const comment = world.as('wang-bo').comment(issue, '好');
    const author = { forge: driver.forge, id: 7001, login: 'lin-mei', bot: false };
    const shown = await subjects();
    expect(shown.find(({ number }) => number === issue)).toMatchObject({
      isPull: false,
      title: '动议',
      body: '正文',
      state: 'closed',
      labels: ['motion/open'],
      author,
      createdAt,
      closedAt,
      commentsCount: 1,
    });
    expect(shown.find(({ number }) => number === pull)).toMatchObject({
      isPull: true,
      state: 'open',
      draft: true,
      closedAt: null,
    });
    expect(await comments()).toMatchObject([
      { id: comment, number: issue, author: { id: 7002 }, body: '好', createdAt: closedAt, updatedAt: closedAt },
    ]);
  });

  test('hold our own comments, as a bot’s', async () => {
    const number = world.as('lin-mei').openIssue('T');
    await world.forge.write.createComment(world.on(number), 'ours');
    expect(await comments()).toMatchObject([{ body: 'ours', author: { bot: true } }]);
  });

  test('of what was deleted hold nothing', async () => {
    const lin = world.as('lin-mei');
    const [kept, gone] = [lin.openIssue('kept'), lin.openIssue('gone')];
    lin.deleteComment(kept, lin.comment(kept, 'x'));
    lin.deleteIssue(gone);
    expect((await subjects()).map(({ number }) => number)).toEqual([kept]);
    expect(await comments()).toEqual([]);
  });

  test('that have nothing new cost two calls at most', async () => {
    const lin = world.as('lin-mei');
    for (let i = 0; i < 130; i += 1) lin.comment(lin.openIssue(`I${String(i)}`), 'x');
    await comments();
    world.wait(60_000);
    world.calls();
    expect(await subjects(world.clock.now())).toEqual([]);
    expect(world.calls()).toBeLessThanOrEqual(2);
    expect(await comments(world.clock.now())).toEqual([]);
    expect(world.calls()).toBeLessThanOrEqual(2);
  });

  test('that fail on a later page fail there, and are taken up again from the page that was named', async () => {
    const lin = world.as('lin-mei');
    for (let i = 0; i < 150; i += 1) {
      world.wait(1000);
      lin.openIssue(`I${String(i)}`);
    }
    const first = await world.forge.lists.subjects(models, { since: before, next: null });
    if (!first.ok) throw new Error(first.error.detail);
    world.trouble({ instead: { status: 502 } });
    const again = { since: before, next: first.value.next };
    expect(await world.forge.lists.subjects(models, again)).toMatchObject({
      ok: false,
      error: { kind: 'unavailable' },
    });
    const rest = await allOf((next) =>
      world.forge.lists.subjects(models, next === null ? again : { since: before, next }),
    );
    expect(new Set([...first.value.items, ...rest].map(({ title }) => title)).size).toBe(150);
  });
});
