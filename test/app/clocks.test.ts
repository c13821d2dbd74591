// What time alone brings to motions: opening, lapse and closing, whatever was running meanwhile.
import { describe, expect, test } from '@jest/globals';
import { plus } from '../../src/shared/time.js';
import { days, hours, members, startOn, until } from '../support/app.js';
import { forges, placeOf } from '../support/forges.js';
import {
  becomes,
  botComments,
  closed,
  issue,
  repo,
  shortKinds,
  stopAndStartAgain,
  vote,
} from '../support/issue-motions.js';

describe.each(forges)('on %s', (on) => {
  test.each([
    ['after its notice when the seconds came before', [1, 2], 72],
    ['with the last second when the notice is over', [1, 100], 100],
  ])(
    'a motion opens %s, with its due time though it is done late',
    async (_when, [first = 0, last = 0], opensAfter) => {
      const world = await startOn(on);
      const { forge, clock, settle, motion } = world;
      const n = await issue(world, '/propose noticed');
      const { proposed_at } = await motion('M-2026-0001');
      for (const [login, after] of [
        ['lin-mei', first],
        ['chen-yu', last - first],
      ] as const) {
        clock.advance(hours(after));
        forge.as(login).comment(repo, n, '/second');
        await settle();
      }
      await stopAndStartAgain(world, days(5));
      await becomes(world, 'M-2026-0001', 'open');
      const openedAt = plus(proposed_at, hours(opensAfter));
      expect(await motion('M-2026-0001')).toMatchObject({ opened_at: openedAt, closes_at: plus(openedAt, days(7)) });
    },
  );

  test('a motion without its seconds lapses after thirty days, not before', async () => {
    const world = await startOn(on);
    const n = await issue(world, '/propose noticed');
    const { proposed_at } = await world.motion('M-2026-0001');
    world.clock.advance(days(29));
    world.forge.as('lin-mei').comment(repo, n, '/second');
    await world.settle();
    expect(await world.motion('M-2026-0001')).toMatchObject({ state: 'proposed', waiting: { seconds: 1 } });
    world.clock.advance(days(2));
    expect(await closed(world, 'M-2026-0001')).toMatchObject({
      outcome: 'lapsed',
      closed_at: plus(proposed_at, days(30)),
      opened_at: null,
      resolution: null,
    });
  });

  test('after weeks of standing still motions close at the times they were due, and their resolutions are numbered in that order', async () => {
    const world = await startOn(on, { charter: shortKinds });
    const long = await issue(world, '/vote technical');
    const short = await issue(world, '/vote short');
    await vote(world, long, members);
    await vote(world, short, members);
    await stopAndStartAgain(world, days(40));
    const both = [await closed(world, 'M-2026-0001'), await closed(world, 'M-2026-0002')];
    const numbers = both.map(({ resolution }) => resolution ?? 'none');
    // Where a poll is waited for, it may end just between the two.
    expect(on === 'github' ? numbers : numbers.toSorted().toReversed()).toEqual(['R-2026-002', 'R-2026-001']);
    for (const { id, outcome, resolution, closed_at, closes_at } of both) {
      expect([outcome, closed_at]).toEqual(['carried', closes_at]);
      expect(await world.get(`/api/v1/resolutions/${resolution ?? ''}`)).toMatchObject({
        motion: id,
        in_force_at: closes_at,
      });
    }
  });

  test('a ballot received before closing counts though it is handled after; one received after does not', async () => {
    const world = await startOn(on);
    const { forge, clock, config } = world;
    const n = await issue(world, '/vote technical');
    await world.app.stop();
    world.app = await world.startAnother({ port: config.port, role: 'web' });
    clock.advance(days(7) - 1);
    for (const login of members.slice(0, 4)) forge.as(login).comment(repo, n, '/yes');
    await forge.webhooks.idle();
    clock.advance(1);
    for (const login of members.slice(4)) forge.as(login).comment(repo, n, '/no too late');
    await forge.webhooks.idle();
    clock.advance(days(1));
    expect(await world.motion('M-2026-0001')).toMatchObject({ state: 'open', tally: { ballots: 0 } });

    const worker = await world.startAnother({ role: 'worker' });
    const motion = await closed(world, 'M-2026-0001');
    expect(motion).toMatchObject({
      outcome: 'carried',
      closed_at: motion.closes_at,
      tally: { yes: 4, no: 0, ballots: 4 },
    });
    await worker.idle();
    expect((await world.motion('M-2026-0001')).tally.ballots).toBe(4);
    expect(botComments(world, n).filter((body) => body.includes('@yuki-tanaka'))).toHaveLength(1);
  });

  test('a ballot that could not be handled by closing is counted as dead, and is refused when it is tried again, unless it was polled', async () => {
    const world = await startOn(on);
    const { forge, clock, config } = world;
    const n = await issue(world, '/vote technical');
    await world.app.stop();
    const web = await world.startAnother({ port: config.port, role: 'web' });
    world.app = web;
    clock.advance(days(1));
    forge.as('lin-mei').comment(repo, n, '/yes');
    await forge.webhooks.idle();
    const { deliveries, ledger } = web.stores;
    const head = await deliveries.head(placeOf(forge, repo, n));
    if (!head) throw new Error('the ballot was not stored');
    const id = `${on}:${head.record.id}`;
    await deliveries.settle(head.record, { state: 'dead', attempts: 12, error: 'Error: it could not be read' });
    clock.advance(days(7));

    const worker = await world.startAnother({ role: 'worker' });
    await closed(world, 'M-2026-0001');
    expect((await ledger.sync()).motions.get('M-2026-0001')).toMatchObject({ outcome: 'no-quorum', dead: 1 });
    expect(await deliveries.retry(id)).toBe('retried');
    await until('it is handled', async () => (await deliveries.find(id))?.state === 'done');
    await worker.idle();
    // On Gitee a poll has found the comment by itself, in time.
    expect((await world.motion('M-2026-0001')).tally.ballots).toBe(on === 'github' ? 0 : 1);
    const replies = botComments(world, n).filter((body) => body.includes('@lin-mei'));
    expect(replies).toHaveLength(on === 'github' ? 1 : 0);
  });

  test.each([
    ['when the minimum period is over', 2, 24],
    ['with the ballot that decides when that is over', 30, 30],
  ])('a kind that closes when decided closes %s', async (_when, decidedAfter, closesAfter) => {
    const world = await startOn(on);
    const n = await issue(world, '/vote quick');
    const { opened_at } = await world.motion('M-2026-0001');
    await vote(world, n, members.slice(0, 3));
    world.clock.advance(hours(decidedAfter));
    await vote(world, n, members.slice(3, 4));
    world.clock.advance(hours(30));
    await vote(world, n, members.slice(4), '/no');
    expect(await closed(world, 'M-2026-0001')).toMatchObject({
      outcome: 'carried',
      closed_at: plus(opened_at ?? '', hours(closesAfter)),
      tally: { yes: 4, no: 0 },
    });
  });
});
