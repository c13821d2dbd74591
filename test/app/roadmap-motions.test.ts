// /roadmap where a motion must carry the change: the motion that it calls, and what follows when that has ended.
import { describe, expect, test } from '@jest/globals';
import { days, hours, members, shared, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import {
  models,
  reasonsOf,
  standing,
  startRoadmapOn,
  votedRoadmap,
  type RoadmapWorld,
} from '../support/roadmap-talk.js';

type Number = Awaited<ReturnType<RoadmapWorld['open']>>;

/** Four of the seven vote, a day passes, and the motion is closed. */
async function decide(world: RoadmapWorld, number: Number, choice: 'yes' | 'no'): Promise<void> {
  for (const login of members.slice(0, 4)) world.write(login, number, `/${choice}`);
  await world.settle();
  world.clock.advance(days(1) + hours(1));
  await until('the motion is closed', async () => (await world.motionIn(number))?.state === 'closed');
  await until('the item follows', async () => (await world.item(number))?.pending === null);
  await world.settle();
}

describe.each(forges)('on %s', (on) => {
  describe('where a motion must carry it', () => {
    const common = shared(() => startRoadmapOn(on, votedRoadmap));

    test('adding calls a motion that names the change, and a ballot in the next line counts', async () => {
      const world = common();
      const number = await world.open();
      expect(await world.say('wang-bo', number, '/roadmap add next\n/yes we need it')).toBe(true);
      expect(await standing(world, number)).toEqual({ status: 'proposed', horizon: null, pending: 'add next' });
      const motion = await world.motionIn(number);
      expect(motion).toMatchObject({
        state: 'open',
        kind: 'quick',
        proposer: 'wang-bo',
        title: 'Roadmap: add “Publish the weights” for next',
      });
      expect(motion?.ballots.map(({ person, choice }) => [person, choice])).toEqual([['wang-bo', 'yes']]);
      expect([...world.forge.labels(models, number)].sort()).toEqual(['motion/open', 'roadmap']);
    });

    test('carried, it accepts the item at its horizon; the item says by which motion', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/路线图 添加 接下来');
      await decide(world, number, 'yes');
      const motion = await world.motionIn(number);
      expect(motion).toMatchObject({ outcome: 'carried' });
      expect(await standing(world, number)).toEqual({ status: 'accepted', horizon: 'next', pending: null });
      expect((await world.item(number))?.history.slice(-3).map((change) => change.motion)).toEqual(
        [motion, motion, motion].map((one) => one?.id),
      );
      await until('the comment says so', () => world.told(number)?.includes('accepted') ?? false);
      expect([...world.forge.labels(models, number)].sort()).toEqual(['motion/carried', 'roadmap']);
    });

    test('lost, it declines the item, by that motion', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/roadmap add next');
      await decide(world, number, 'no');
      const motion = await world.motionIn(number);
      expect(await standing(world, number)).toEqual({ status: 'declined', horizon: null, pending: null });
      expect((await world.item(number))?.history.at(-2)).toMatchObject({ field: 'status', motion: motion?.id });
    });

    test('a drop with its reason happens when it is carried; until then nothing else of that kind is done', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/roadmap add now');
      await decide(world, number, 'yes');
      expect(await world.say('lin-mei', number, '/roadmap drop Others do it better')).toBe(true);
      const motion = await world.motionIn(number);
      expect(motion).toMatchObject({ state: 'open', title: 'Roadmap: drop “Publish the weights”' });
      expect(await world.say('maintainer-mo', number, '/roadmap move later Wait for it')).toBe(false);
      expect(world.answer('maintainer-mo', number)).toContain(`Motion ${motion?.id ?? ''} is to decide first`);
      expect(await world.say('maintainer-mo', number, '/roadmap status in-progress')).toBe(true);
      await decide(world, number, 'yes');
      expect(await standing(world, number)).toMatchObject({ status: 'declined', pending: null });
      expect(await reasonsOf(world, number)).toContain('Others do it better');
    });

    test('a dropped item that is to be added again is proposed, and stands under its former horizon no more', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/roadmap add now');
      await decide(world, number, 'yes');
      await world.say('lin-mei', number, '/roadmap drop Others do it better');
      await decide(world, number, 'yes');
      await world.say('wang-bo', number, '/roadmap add later');
      await until('the comment says so', () => world.told(number)?.includes('on the roadmap: proposed') ?? false);
      expect(world.told(number)).toMatch(/on the roadmap: proposed\*\*\n/);
    });

    test('a motion that is withdrawn leaves the item proposed, and the next line may call another', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/roadmap add now');
      const first = await world.motionIn(number);
      expect(await world.say('wang-bo', number, '/withdraw\n/roadmap add later')).toBe(true);
      const second = await world.motionIn(number);
      expect([first?.id === second?.id, second?.state]).toEqual([false, 'open']);
      expect(await standing(world, number)).toEqual({ status: 'proposed', horizon: null, pending: 'add later' });
      await world.say('wang-bo', number, '/withdraw');
      expect(await standing(world, number)).toEqual({ status: 'proposed', horizon: null, pending: null });
    });

    test('of two comments at once one calls the motion, and the other is told which', async () => {
      const world = common();
      const number = await world.open();
      world.write('ana-souza', number, '/roadmap add now');
      world.write('yuki-tanaka', number, '/roadmap add later');
      await world.settle();
      const answers = ['ana-souza', 'yuki-tanaka'].flatMap((login) => world.answer(login, number) ?? []);
      const motion = await world.motionIn(number);
      expect(answers).toEqual([expect.stringContaining(`Motion ${motion?.id ?? ''} is to decide first`)]);
    });
  });

  test('while another motion is open in the issue, none can be called for the roadmap: nothing changes', async () => {
    const world = await startRoadmapOn(on, votedRoadmap);
    const number = await world.open();
    await world.say('wang-bo', number, '/vote technical');
    const motion = await world.motionIn(number);
    expect(await world.say('lin-mei', number, '/roadmap add next')).toBe(false);
    expect(world.answer('lin-mei', number)).toContain(`Motion ${motion?.id ?? ''} is already open here`);
    expect(await world.item(number)).toBeUndefined();
  });
});
