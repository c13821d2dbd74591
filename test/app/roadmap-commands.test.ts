// /roadmap on each forge: what is done at once, and what is refused.
import { describe, expect, test } from '@jest/globals';
import { charterYml, shared, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import {
  models,
  quarterlyRoadmap,
  reasonsOf,
  standing,
  startRoadmapOn,
  votedRoadmap,
} from '../support/roadmap-talk.js';

describe.each(forges)('on %s', (on) => {
  describe('where nothing needs a motion', () => {
    const common = shared(() => startRoadmapOn(on, quarterlyRoadmap));

    test('a member of the TSC adds an issue: it is accepted at its horizon, with what its form says', async () => {
      const world = common();
      const number = await world.open();
      expect(await world.say('wang-bo', number, 'Good.\n\n/roadmap add Q2 2026')).toBe(true);
      const item = await world.item(number);
      expect(item).toMatchObject({ status: 'accepted', horizon: '2026-Q2', theme: 'open-weights', pending: null });
      const { outcome, lead } = { outcome: item?.outcome ?? '', lead: item?.lead ?? '' };
      expect((await world.app.stores.texts.texts([outcome])).get(outcome)).toBe(
        'Anybody can load the weights without our code.',
      );
      expect((await world.app.stores.charters.names([lead])).get(lead)).toBe('maintainer-mi');
      expect(world.forge.labels(models, number)).toEqual(['roadmap']);
      expect(world.told(number)).toContain(item?.id);
      expect(await world.motionIn(number)).toBeNull();
    });

    test('a maintainer moves it for a reason; the move stays in its history', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/roadmap add 2026-Q2');
      expect(await world.say('maintainer-mo', number, '/路线图 移动 2026年第三季度 数据未就绪')).toBe(true);
      expect(await standing(world, number)).toMatchObject({ status: 'accepted', horizon: '2026-Q3' });
      expect((await world.item(number))?.history.at(-1)).toMatchObject({
        field: 'horizon',
        from: '2026-Q2',
        to: '2026-Q3',
        motion: null,
      });
      expect(await reasonsOf(world, number)).toEqual(['数据未就绪']);
    });

    test('its lead moves it and tells its status, and may not add or drop', async () => {
      const world = common();
      const number = await world.open();
      expect(await world.say('maintainer-mi', number, '/roadmap add later')).toBe(false);
      await world.say('wang-bo', number, '/roadmap add later');
      expect(await world.say('maintainer-mi', number, '/roadmap move 2026-Q3 We can begin earlier')).toBe(true);
      expect(await world.say('maintainer-mi', number, '/roadmap status in-progress')).toBe(true);
      expect(await standing(world, number)).toMatchObject({ status: 'in-progress', horizon: '2026-Q3' });
      expect(await world.say('maintainer-mi', number, '/roadmap drop I am tired of it')).toBe(false);
      expect(world.answer('maintainer-mi', number)).toContain(
        'Only members of the Technical Steering Committee may take an item off the roadmap (roadmap.yml: who.drop)',
      );
      expect(await standing(world, number)).toMatchObject({ status: 'in-progress' });
    });

    test('a lead whom the form names anew leads from the next command on that takes over what the issue says', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/roadmap add later');
      const before = await world.item(number);
      world.forge.as('stranger').editBody(models, number, '### Outcome\n\nAnother one.\n\n### Lead\n\n@maintainer-mo');
      await world.settle();
      expect(await world.item(number)).toMatchObject({ lead: before?.lead, outcome: before?.outcome });
      expect(await world.say('maintainer-mi', number, '/roadmap status in-progress')).toBe(true);
      const after = await world.item(number);
      expect((await world.app.stores.charters.names([after?.lead ?? ''])).get(after?.lead ?? '')).toBe('maintainer-mo');
    });

    test('dropping it keeps its reason; adding it again keeps its number', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/roadmap add later');
      const added = await world.item(number);
      expect(await world.say('lin-mei', number, '/roadmap drop Nobody needs it')).toBe(true);
      expect(await standing(world, number)).toMatchObject({ status: 'declined' });
      expect(await reasonsOf(world, number)).toEqual(['Nobody needs it']);
      expect(await world.say('lin-mei', number, '/roadmap add 2026-Q3')).toBe(true);
      expect(await world.item(number)).toMatchObject({ id: added?.id, status: 'accepted', horizon: '2026-Q3' });
    });

    test.each([
      ['/roadmap', '`/roadmap` needs to know what to do'],
      ['/roadmap ad later', 'did you mean `add`?'],
      ['/roadmap add', '`/roadmap add` needs the horizon'],
      ['/roadmap add 2026-Q5', 'no horizon `2026-Q5`; did you mean'],
      ['/roadmap add somewhen', 'It has `2026-Q1`, `2026-Q2`, `2026-Q3` and `later` (roadmap.yml: horizons)'],
      ['/roadmap add 2025-Q4', '`2025-Q4` is over, for it is 2026-Q1 now'],
      ['/roadmap add later once it is ready', '`/roadmap add` was followed by more words than it takes'],
      ['/roadmap move later Why not', 'This issue is not on the roadmap'],
      ['/roadmap status shipped', 'This issue is not on the roadmap'],
      ['/roadmap drop Why not', 'This issue is not on the roadmap'],
    ])('in an issue that is no item %j gets one clear reply, and nothing changes', async (body, sentence) => {
      const world = common();
      const number = await world.open();
      expect(await world.say('wang-bo', number, body)).toBe(false);
      expect(world.forge.told(models, number)).toEqual([expect.stringContaining(sentence)]);
      expect(await world.item(number)).toBeUndefined();
      expect(world.forge.labels(models, number)).toEqual([]);
    });

    test.each([
      ['/roadmap add 2026-Q3', 'This issue is on the roadmap already'],
      ['/roadmap move later', '`/roadmap move` needs a reason'],
      ['/roadmap move later Why not', 'stands at `later` already'],
      ['/roadmap move soon Why not', 'The roadmap has no horizon `soon`'],
      ['/roadmap status', '`/roadmap status` needs the status'],
      ['/roadmap status shiped', 'did you mean `shipped`?'],
      ['/roadmap status declined', 'An item becomes declined by `/roadmap drop REASON`'],
      ['/roadmap status proposed', 'No command makes an item proposed'],
      ['/roadmap drop', '`/roadmap drop` needs a reason'],
    ])('of an item %j gets one clear reply, and nothing changes', async (body, sentence) => {
      const world = common();
      const number = await world.open('### Outcome\n\nIt works.\n\n### Lead\n\n@wang-bo');
      await world.say('wang-bo', number, '/roadmap add later');
      const before = await world.item(number);
      expect(await world.say('wang-bo', number, body)).toBe(false);
      expect(world.answer('wang-bo', number)).toContain(sentence);
      expect(await world.item(number)).toEqual(before);
    });

    test.each(['stranger', 'maintainer-mo'])(
      '%s may not add: nothing changes, and one reply says who may',
      async (login) => {
        const world = common();
        const number = await world.open();
        await world.say(login, number, '/roadmap add later');
        expect(await world.say(login, number, '/roadmap add later')).toBe(false);
        expect(world.forge.told(models, number)).toHaveLength(1);
        expect(world.answer(login, number)).toContain(
          'Only members of the Technical Steering Committee may add an item to the roadmap (roadmap.yml: who.add)',
        );
        expect(await world.item(number)).toBeUndefined();
      },
    );

    test('in a pull request it is refused', async () => {
      const world = common();
      const { number } = world.forge.as('wang-bo').openPull(models, { title: 'Load it', body: '/roadmap add later' });
      await world.settle();
      expect(world.answer('wang-bo', number)).toContain('`/roadmap` is for issues, and this is a pull request');
    });

    test('in a repository that not everybody may read it is refused, and nothing of the issue is kept', async () => {
      const world = common();
      const hidden = 'openclaw/embargo';
      world.forge.plant({ repositories: [{ name: hidden, private: true }] });
      const issue = { title: 'An unspeakable flaw', body: '### Outcome\n\nUnspeakable.' };
      const { number } = world.forge.as('wang-bo').openIssue(hidden, issue);
      world.forge.as('wang-bo').comment(hidden, number, '/roadmap add later');
      await world.notice();
      await until('it is answered', () => world.forge.told(hidden, number).length > 0);
      expect(world.forge.told(hidden, number)).toEqual([expect.stringContaining('the roadmap is public')]);
      expect(await world.app.database.connection.collection('texts').countDocuments({ text: /nspeakable/ })).toBe(0);
    });

    test('of two in one comment the second is decided after the first', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/roadmap add 2026-Q2\n/roadmap add later\n/roadmap move 2026-Q3 Too early');
      expect(world.answer('wang-bo', number)).toContain('This issue is on the roadmap already');
      expect(await standing(world, number)).toMatchObject({ status: 'accepted', horizon: '2026-Q3' });
    });

    test('of two comments at once one adds it, and the other is told so; two issues get two numbers', async () => {
      const world = common();
      const [one, other] = [await world.open(), await world.open()];
      world.write('wang-bo', one, '/roadmap add later');
      world.write('lin-mei', one, '/roadmap add 2026-Q3');
      world.write('chen-yu', other, '/roadmap add later');
      await world.settle();
      const answers = ['wang-bo', 'lin-mei'].flatMap((login) => world.answer(login, one) ?? []);
      expect(answers).toEqual([expect.stringContaining('This issue is on the roadmap already')]);
      expect((await world.item(one))?.history.filter(({ field }) => field === 'status')).toHaveLength(1);
      expect((await world.item(one))?.id).not.toBe((await world.item(other))?.id);
    });

    test('sent again it does nothing more', async () => {
      const world = common();
      const number = await world.open();
      await world.say('wang-bo', number, '/roadmap add later');
      const before = await world.item(number);
      for (const { id } of world.forge.webhooks.sent().slice(-2)) {
        await world.forge.webhooks.redeliver(id);
        await world.forge.webhooks.redeliver(id, { newId: true });
      }
      await world.settle();
      expect(await world.item(number)).toEqual(before);
      expect(world.forge.told(models, number)).toHaveLength(1);
    });

    test('/help tells who may use which of it here, now', async () => {
      const world = common();
      const number = await world.open();
      const helped = (login: string) =>
        world.forge.told(models, number).find((body) => body.includes(`help`) && body.includes(login)) ?? '';
      await world.say('wang-bo', number, '/help');
      expect(helped('wang-bo')).toContain('/roadmap add HORIZON');
      await world.say('maintainer-mo', number, '/help');
      expect(helped('maintainer-mo')).not.toContain('/roadmap');
      await world.say('wang-bo', number, '/roadmap add later');
      world.write('maintainer-mo', number, '/help roadmap');
      await until('it is told', () =>
        world.forge
          .told(models, number)
          .some((body) =>
            body.includes(
              '**Here and now you may write:** `/roadmap move HORIZON REASON`, `/roadmap status STATUS [reason]`',
            ),
          ),
      );
    });
  });

  test('while the forge does not tell what the issue says, the command waits for it', async () => {
    const world = await startRoadmapOn(on, quarterlyRoadmap);
    const number = await world.open();
    const path = on === 'github' ? /\/issues\/\d+$/ : /\/issues\/I\w+$/;
    world.forge.faults.fail({ path, times: 1, mode: { status: 503 } });
    world.write('wang-bo', number, '/roadmap add later');
    await until('it is added', async () => (await world.item(number))?.status === 'accepted');
    expect(await world.item(number)).toMatchObject({ theme: 'open-weights' });
  });

  test('without a roadmap.yml there is no roadmap to change', async () => {
    const world = await startRoadmapOn(on);
    const number = await world.open();
    expect(await world.say('wang-bo', number, '/roadmap add next')).toBe(false);
    expect(world.answer('wang-bo', number)).toContain('this foundation has no roadmap yet');
    await world.say('wang-bo', number, '/help roadmap');
    expect(world.forge.told(models, number).at(-1)).toContain('Here and now nothing of this is for you to do');
  });

  test('a foundation that speaks Chinese is answered and asked in Chinese', async () => {
    const charter = charterYml.replace('language: en', 'language: zh');
    const world = await startRoadmapOn(on, votedRoadmap, { charter });
    const number = await world.open();
    await world.say('wang-bo', number, '/路线图 添加 明年');
    expect(world.answer('wang-bo', number)).toMatch(/路线图没有阶段\s`明年`。现有阶段：`now`、`next`\s和\s`later`/);
    expect(await world.say('wang-bo', number, '/路线图 添加 以后')).toBe(true);
    expect(await world.motionIn(number)).toMatchObject({ title: '路线图：将“Publish the weights”列入 later' });
    await until('the item is shown', () => world.told(number)?.includes('路线图') ?? false);
  });
});
