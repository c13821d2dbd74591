// The work on items over real HTTP: pull requests, milestones and releases give them their status, by the rules of roadmap.yml and no others.
import { describe, expect, test } from '@jest/globals';
import { roundEvery } from '../../src/jobs/roadmap-work.js';
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import { shared, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import { models, startRoadmapOn, type RoadmapWorld } from '../support/roadmap-talk.js';

const plan = `version: 1
horizons: [now, next, later]
who: { add: [tsc], status: [maintainers] }
`;
const rules = `${plan}statuses:
  - { when: pull-request-linked, to: in-progress }
  - { when: milestone-closed, to: shipped }
  - { when: released, to: shipped }
`;

/** An accepted item. */
async function added(world: RoadmapWorld, body = 'What we want'): Promise<Ref> {
  const number = await world.open(body);
  await world.say('wang-bo', number, '/roadmap add next');
  return number;
}

async function becomes(world: RoadmapWorld, number: Ref, status: string): Promise<void> {
  await until(`it is ${status}`, async () => (await world.item(number))?.status === status);
  await world.settle();
}

/** The next time forges are asked. Gitee tells of milestones and releases in no other way. */
function nextRound(world: RoadmapWorld): void {
  world.clock.advance(roundEvery);
}

function openPull(world: RoadmapWorld, body: string): number {
  return world.forge.as('chen-yu').openPull(models, { title: 'Work', body }).number;
}

describe.each(forges)('on %s', (on) => {
  describe('by rules for all that can happen', () => {
    const common = shared(() => startRoadmapOn(on, rules));

    test('an item is in progress when somebody opens a pull request that says it is part of it', async () => {
      const world = common();
      const number = await added(world);
      openPull(world, `Part of #${String(number)}`);
      await becomes(world, number, 'in-progress');
      expect((await world.item(number))?.history.at(-1)).toMatchObject({ field: 'status', ref: null, motion: null });
      await until('its comment says so', () => world.told(number)?.includes('in progress') === true);
    });

    test('a pull request that was there before the item was accepted counts as well', async () => {
      const world = common();
      const number = await world.open();
      openPull(world, `属于 #${String(number)}`);
      await world.settle();
      expect(await world.item(number)).toBeUndefined();
      await world.say('wang-bo', number, '/roadmap add next');
      await becomes(world, number, 'in-progress');
    });

    test('what a person said stands against the pull request that was there; the next one counts', async () => {
      const world = common();
      const number = await added(world);
      openPull(world, `Closes #${String(number)}`);
      await becomes(world, number, 'in-progress');
      await world.say('maintainer-mi', number, '/roadmap status accepted Not really begun');
      expect(await world.item(number)).toMatchObject({ status: 'accepted' });
      world.clock.advance(60_000);
      openPull(world, `Closes #${String(number)}`);
      await becomes(world, number, 'in-progress');
      expect((await world.item(number))?.history.filter(({ field }) => field === 'status')).toHaveLength(4);
    });

    test('an item is shipped when its milestone is closed', async () => {
      const world = common();
      const [number, other] = [await added(world), await added(world)];
      const lin = world.forge.as('lin-mei');
      lin.addMilestone(models, `v1 of ${String(number)}`);
      lin.setMilestone(models, number, `v1 of ${String(number)}`);
      await world.settle();
      expect(await world.item(number)).toMatchObject({ status: 'accepted' });
      lin.closeMilestone(models, `v1 of ${String(number)}`);
      if (on === 'gitee') nextRound(world);
      await becomes(world, number, 'shipped');
      expect(await world.item(other)).toMatchObject({ status: 'accepted' });
    });

    test('an item is shipped when a release names it or its issue; naming a pull request that is a part of it is not enough', async () => {
      const world = common();
      const [byPull, byId, byIssue, byNone] = [
        await added(world),
        await added(world),
        await added(world),
        await added(world),
      ];
      const pull = openPull(world, `Part of #${String(byPull)}`);
      await becomes(world, byPull, 'in-progress');
      const mark = on === 'github' ? '#' : '!';
      const body = `New: ${(await world.item(byId))?.id ?? ''}\n* it works (#${String(byIssue)}), thanks to ${mark}${String(pull)}`;
      world.forge.as('lin-mei').release(models, { tag: 'preview', body, prerelease: true });
      world.forge.as('lin-mei').release(models, { tag: 'draft', body, draft: true });
      if (on === 'gitee') nextRound(world);
      await world.settle();
      expect(await world.item(byId)).toMatchObject({ status: 'accepted' });
      world.forge.as('lin-mei').release(models, { tag: 'v1', body });
      if (on === 'gitee') nextRound(world);
      for (const number of [byId, byIssue]) await becomes(world, number, 'shipped');
      expect(await world.item(byPull)).toMatchObject({ status: 'in-progress' });
      expect(await world.item(byNone)).toMatchObject({ status: 'accepted' });
    });

    test('a forge that is away is asked again in the next round, and pull requests are followed meanwhile', async () => {
      const world = common();
      const [number, other] = [await added(world), await added(world)];
      const path = /\/(releases|issues\/\w+)$/;
      world.forge.faults.fail({ method: 'GET', path, times: 10_000, mode: { status: 502 } });
      const { forge } = world;
      forge.as('lin-mei').release(models, { tag: `for ${String(number)}`, body: `#${String(number)}` });
      nextRound(world);
      openPull(world, `Part of ${(await world.item(other))?.id ?? ''}`);
      await until('it is in progress', async () => (await world.item(other))?.status === 'in-progress');
      expect(await world.item(number)).toMatchObject({ status: 'accepted' });
      forge.faults.clear();
      nextRound(world);
      await becomes(world, number, 'shipped');
    });

    test('a pull request by somebody outside the charter changes nothing, whatever it says', async () => {
      const world = common();
      const [number, other] = [await added(world), await added(world)];
      const { forge } = world;
      forge.as('stranger').openPull(models, { title: 'Mine', body: `Part of #${String(number)}`, fork: true });
      await world.settle();
      openPull(world, `Part of #${String(other)}`);
      await becomes(world, other, 'in-progress');
      expect(await world.item(number)).toMatchObject({ status: 'accepted' });
    });

    test('an item on hold, or only proposed, keeps its status', async () => {
      const world = common();
      const [onHold, proposed, accepted] = [await added(world), await world.open(), await added(world)];
      await world.say('maintainer-mi', onHold, '/roadmap status on-hold');
      world.forge.as('wang-bo').label(models, proposed, 'roadmap');
      await world.notice();
      for (const number of [onHold, proposed, accepted]) openPull(world, `Part of #${String(number)}`);
      await becomes(world, accepted, 'in-progress');
      expect(await world.item(onHold)).toMatchObject({ status: 'on-hold' });
      expect((await world.item(proposed))?.status).not.toBe('in-progress');
    });
  });

  test('by a rule for merged pull requests an item is shipped when some are merged and none is open', async () => {
    const world = await startRoadmapOn(on, `${plan}statuses: [{ when: pull-requests-merged, to: shipped }]\n`);
    const number = await added(world);
    const [one, two] = [openPull(world, `Part of #${String(number)}`), openPull(world, `Part of #${String(number)}`)];
    await world.settle();
    world.forge.as('lin-mei').merge(models, one);
    await world.settle();
    const lookedAt = await added(world);
    openPull(world, `Part of #${String(lookedAt)}`);
    await world.settle();
    expect(await world.item(number)).toMatchObject({ status: 'accepted' });
    world.forge.as('stranger').close(models, two);
    await becomes(world, number, 'shipped');
  });
});

describe('a round', () => {
  test('asks for the releases of a repository once, for the issue of an item once, and for nothing that no rule concerns', async () => {
    const world = await startRoadmapOn('gitee', rules);
    const { forge, settle } = world;
    const shipped = await added(world);
    await world.say('maintainer-mi', shipped, '/roadmap status shipped');
    const [one, two, last] = [await added(world), await added(world), await added(world)];
    world.clock.advance(60_000);
    forge.as('lin-mei').release(models, { tag: 'v1', body: `#${String(last)}` });
    await settle();
    const mark = forge.calls.mark();
    nextRound(world);
    await until('the last is shipped', async () => (await world.item(last))?.status === 'shipped');
    const asked = forge.calls
      .since(mark)
      .filter(({ method, path }) => method === 'GET' && /\/(releases|issues\/I\w+)$/.test(path))
      .map(({ path }) => path.replace('/repos/openclaw/models', ''));
    expect(asked.toSorted()).toEqual(
      [...[one, two, last].map((number) => `/issues/${String(number)}`), '/releases'].toSorted(),
    );
  });

  test('is not there where roadmap.yml has no rules', async () => {
    const world = await startRoadmapOn('github', plan);
    const number = await added(world);
    const mark = world.forge.calls.mark();
    world.forge.as('lin-mei').release(models, { tag: 'v1', body: `#${String(number)}` });
    openPull(world, `Closes #${String(number)}`);
    nextRound(world);
    await world.settle();
    expect(await world.item(number)).toMatchObject({ status: 'accepted' });
    expect(world.forge.calls.since(mark).filter(({ path }) => path.endsWith('/releases'))).toEqual([]);
  });

  test('of two instances at once changes everything once', async () => {
    const world = await startRoadmapOn('github', rules);
    await world.startAnother({ role: 'worker' });
    const numbers = [await added(world), await added(world), await added(world)];
    for (const number of numbers) openPull(world, `Part of #${String(number)}`);
    for (const number of numbers) await becomes(world, number, 'in-progress');
    for (const number of numbers) {
      const changes = (await world.item(number))?.history.filter(({ field }) => field === 'status') ?? [];
      expect(changes.map(({ to }) => to)).toEqual(['accepted', 'in-progress']);
    }
  });
});
