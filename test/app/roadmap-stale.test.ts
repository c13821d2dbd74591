// Reminders over real HTTP: the lead of an item that nothing was heard of in time is called once, and again only after another silence.
import { describe, expect, test } from '@jest/globals';
import type { Ref } from '../../src/sandbox/gitee/ident.js';
import { days, shared, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import { form, models, startRoadmapOn, type RoadmapWorld } from '../support/roadmap-talk.js';

const plan = `version: 1
horizons: [now, next, later]
who: { add: [tsc], status: [maintainers] }
update_within: P30D
`;

async function added(world: RoadmapWorld, body = form): Promise<Ref> {
  const number = await world.open(body);
  await world.say('wang-bo', number, '/roadmap add next');
  return number;
}

function reminders({ forge }: RoadmapWorld, number: Ref): readonly string[] {
  return forge.told(models, number).filter((body) => body.includes('⏳'));
}

async function reminded(world: RoadmapWorld, number: Ref, times: number): Promise<void> {
  await until(`it was reminded of ${String(times)} times`, () => reminders(world, number).length >= times);
  await world.settle();
}

/** Time passes, up to its end everything is known: an item that was last heard of before all others is reminded of in it. */
async function pass(world: RoadmapWorld, ms: number, canary: Ref, times: number): Promise<void> {
  world.clock.advance(ms);
  await world.notice();
  await reminded(world, canary, times);
}

describe.each(forges)('on %s', (on) => {
  const common = shared(() => startRoadmapOn(on, plan));

  test('the lead is called when the time is over, once and not before', async () => {
    const world = common();
    const first = await added(world);
    world.clock.advance(days(2));
    const second = await added(world);
    await pass(world, days(29), first, 1);
    expect(reminders(world, second)).toEqual([]);
    const [said = ''] = reminders(world, first);
    expect(said).toContain('@maintainer-mi, how is it going?');
    expect(said).toContain((await world.item(first))?.id);
    await pass(world, days(3), second, 1);
    await pass(world, days(60), await added(world).then((third) => (world.clock.advance(days(31)), third)), 1);
    expect([first, second].map((number) => reminders(world, number).length)).toEqual([1, 1]);
  });

  test('an update by the lead puts it off, and makes a new silence possible; what others write does neither', async () => {
    const world = common();
    const [silent, updated] = [await added(world), await added(world)];
    world.clock.advance(days(20));
    world.write('wang-bo', silent, 'Update: I wonder how it is going');
    world.write('maintainer-mi', updated, 'Update: half of it works');
    await world.settle();
    await pass(world, days(11), silent, 1);
    expect(reminders(world, updated)).toEqual([]);
    world.write('maintainer-mi', silent, '进展：已恢复');
    await world.settle();
    await pass(world, days(20), updated, 1);
    expect(reminders(world, silent)).toHaveLength(1);
    await pass(world, days(11), silent, 2);
    expect(reminders(world, updated)).toHaveLength(1);
  });

  test('where nobody leads the item nobody is called', async () => {
    const world = common();
    const number = await added(world, '### Outcome\n\nIt works.\n\n### Body\n\ntsc\n');
    await pass(world, days(31), number, 1);
    const [said = ''] = reminders(world, number);
    expect(said).toContain('Nobody leads this item. Technical Steering Committee: who takes it on?');
    expect(said).not.toContain('@');
  });

  test('nobody is called for an item that is only proposed, on hold or shipped', async () => {
    const world = common();
    const [canary, proposed, onHold, shipped] = [
      await added(world),
      await world.open(),
      await added(world),
      await added(world),
    ];
    world.forge.as('wang-bo').label(models, proposed, 'roadmap');
    await world.notice();
    await world.say('maintainer-mi', onHold, '/roadmap status on-hold');
    await world.say('maintainer-mi', shipped, '/roadmap status shipped');
    await pass(world, days(31), canary, 1);
    expect([proposed, onHold, shipped].flatMap((number) => reminders(world, number))).toEqual([]);
  });
});

test('two instances, and one that starts afterwards, call once', async () => {
  const world = await startRoadmapOn('github', plan);
  await world.startAnother({ role: 'worker' });
  const [one, two] = [await added(world), await added(world)];
  await pass(world, days(31), one, 1);
  await reminded(world, two, 1);
  await world.startAnother({ role: 'worker' });
  const later = await added(world);
  await pass(world, days(31), later, 1);
  expect([one, two, later].map((number) => reminders(world, number).length)).toEqual([1, 1, 1]);
});
