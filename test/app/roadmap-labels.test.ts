// What the label of the roadmap does, and what is done about it, on both forges.
import { describe, expect, test } from '@jest/globals';
import { shared, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import { added, leadOf, openWith, proposed, says, textOf, thanks } from '../support/roadmap-issues.js';
import { form, models, quarterlyRoadmap, standing, startRoadmapOn } from '../support/roadmap-talk.js';

describe.each(forges)('on %s', (on) => {
  const known = on === 'github';
  const common = shared(() => startRoadmapOn(on, quarterlyRoadmap));

  describe('the label', () => {
    test('on an issue that a member of the TSC opens with it proposes an item, as its form describes it', async () => {
      const world = common();
      const number = openWith(world, 'wang-bo', ['roadmap', 'bug'], `${form}\n### Horizon\n\n2026-Q3\n`);
      await world.settle();
      const item = await world.item(number);
      expect(item).toMatchObject({ ...proposed, theme: 'open-weights' });
      expect(await textOf(world, item?.outcome)).toBe('Anybody can load the weights without our code.');
      expect(await leadOf(world, number)).toBe('maintainer-mi');
      await says(
        world,
        number,
        `${item?.id ?? ''} on the roadmap: proposed`,
        'Its text asks for `2026-Q3`',
        '/roadmap/',
      );
      expect(world.forge.told(models, number)).toHaveLength(1);
      expect(world.forge.labels(models, number)).toEqual(['roadmap', 'bug']);
    });

    test('on an issue that somebody else opens with it proposes nothing: they are thanked once, and told the next step', async () => {
      const world = common();
      const number = openWith(world, 'stranger', ['roadmap']);
      await world.notice();
      expect(await world.item(number)).toBeUndefined();
      const [answer, ...more] = world.forge.told(models, number);
      expect(more).toEqual([]);
      expect(answer).toContain(thanks);
      expect(answer).toContain('a member of the Technical Steering Committee writes `/roadmap add HORIZON`');
      expect(answer).toContain('`2026-Q1`, `2026-Q2`, `2026-Q3` or `later`');
      expect(answer).not.toContain('@');
    });

    test('that was answered becomes the comment on the item when a member adds it', async () => {
      const world = common();
      const number = openWith(world, 'stranger', ['roadmap']);
      await world.settle();
      await world.say('wang-bo', number, '/roadmap add 2026-Q3');
      await says(world, number, 'accepted, `2026-Q3`');
      expect(world.forge.told(models, number)).toHaveLength(1);
    });

    test(`that a member puts on later ${known ? 'proposes an item' : 'proposes nothing, for Gitee does not tell who did'}`, async () => {
      const world = common();
      const number = await world.open();
      world.clock.advance(60_000);
      world.forge.as('lin-mei').label(models, number, 'Roadmap');
      await world.notice();
      expect(await standing(world, number)).toEqual(known ? proposed : undefined);
      await says(world, number, known ? 'on the roadmap: proposed' : thanks);
      expect(world.forge.told(models, number)).toHaveLength(1);
    });

    test('put on and taken off ten times by an outsider is answered once, and changes nothing', async () => {
      const world = common();
      const number = await world.open();
      for (let times = 0; times < 10; times += 1) {
        world.clock.advance(60_000);
        world.forge.as('stranger').label(models, number, 'roadmap');
        world.forge.as('stranger').unlabel(models, number, 'roadmap');
      }
      world.forge.as('stranger').label(models, number, 'roadmap');
      await world.notice();
      expect(await world.item(number)).toBeUndefined();
      expect(world.forge.told(models, number)).toHaveLength(1);
      expect(world.forge.told(models, number)[0]).toContain(thanks);
    });

    test('taken off an item again and again is put back, with one answer, and leaves the item as it is', async () => {
      const world = common();
      const number = await added(world);
      const before = await world.item(number);
      for (let times = 0; times < 3; times += 1) {
        world.clock.advance(60_000);
        world.forge.as('stranger').unlabel(models, number, 'roadmap');
        await world.notice();
        await until('the label is back', () => world.forge.labels(models, number).includes('roadmap'));
      }
      await world.notice();
      expect(await world.item(number)).toEqual(before);
      const answers = world.forge.told(models, number).filter((body) => body.includes('The label `roadmap` is back'));
      expect(answers).toHaveLength(1);
      expect(answers[0]).toContain(`This issue is ${before?.id ?? ''} on the roadmap`);
      expect(answers[0]).toContain('a member of the Technical Steering Committee writes `/roadmap drop REASON`');
    });

    test('of others is never touched, and theirs change nothing', async () => {
      const world = common();
      const number = await added(world);
      const before = await world.item(number);
      world.forge.as('stranger').label(models, number, 'motion/open', 'policy/ok', 'bug');
      world.forge.as('stranger').unlabel(models, number, 'bug');
      await world.notice();
      expect(world.forge.labels(models, number)).toEqual(['roadmap', 'motion/open', 'policy/ok']);
      expect(await world.item(number)).toEqual(before);
    });

    test('on a pull request is nothing', async () => {
      const world = common();
      const opening = { title: 'Add a loader', body: form, labels: ['roadmap'] };
      const { number } = world.forge.as('wang-bo').openPull(models, opening);
      world.forge.as('lin-mei').label(models, number, 'roadmap');
      await world.notice();
      expect(await world.item(number)).toBeUndefined();
      expect(world.forge.told(models, number)).toEqual([]);
    });

    test('in a private repository is nothing, and nothing of the issue is kept', async () => {
      const world = common();
      const repo = 'openclaw/hidden';
      world.forge.plant({ repositories: [{ name: repo, id: 3099, private: true }] });
      world.forge.as('wang-bo').openIssue(repo, { title: 'A hole', body: form, labels: ['roadmap'] });
      await world.notice();
      const { roadmap } = await world.app.stores.ledger.sync();
      expect([...roadmap.bySubject.keys()].filter((key) => key.includes('hidden'))).toEqual([]);
    });
  });
});

describe('on GitHub', () => {
  const common = shared(() => startRoadmapOn('github', quarterlyRoadmap));

  test('a bot that puts the label on proposes nothing and is not answered; one that takes it off has it put back', async () => {
    const world = common();
    const plain = await world.open();
    world.forge.as('other-bot[bot]').label(models, plain, 'roadmap');
    const number = await added(world);
    world.forge.as('other-bot[bot]').unlabel(models, number, 'roadmap');
    await until('the label is back', () => world.forge.labels(models, number).includes('roadmap'));
    await world.settle();
    expect(world.forge.told(models, plain)).toEqual([]);
    expect(world.forge.told(models, number)).toHaveLength(1);
  });
});
