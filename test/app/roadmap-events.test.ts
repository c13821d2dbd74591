// What people do to the texts of issues and to issues themselves, and what that means for the roadmap.
import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { shared, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import { added, openWith, says, textOf } from '../support/roadmap-issues.js';
import { form, models, quarterlyRoadmap, startRoadmapOn } from '../support/roadmap-talk.js';

describe.each(forges)('on %s', (on) => {
  const known = on === 'github';
  const common = shared(() => startRoadmapOn(on, quarterlyRoadmap));

  describe('the text', () => {
    const wrong = '### Outcome\n\n_No response_\n\n### Theme\n\nopen-weight\n\n### Lead\n\n@nobody-at-all\n';

    test('with a form filled wrongly is told problem by problem in one comment, until it is mended', async () => {
      const world = common();
      const number = openWith(world, 'wang-bo', ['roadmap'], wrong);
      await world.settle();
      await says(world, number, '**Outcome** is missing', '`open-weight` is not known; did you mean `open-weights`?');
      await says(world, number, '`@nobody-at-all` is nobody in the charter');
      world.clock.advance(60_000);
      world.forge.as('wang-bo').editBody(models, number, form);
      await world.notice();
      await until('it is mended', () => world.told(number)?.includes('To be mended') === false);
      expect(world.forge.told(models, number)).toHaveLength(1);
    });

    test('without any of the headings is told where to begin', async () => {
      const world = common();
      const number = openWith(world, 'wang-bo', ['roadmap'], 'Please publish the weights.');
      await world.settle();
      await says(world, number, 'Please begin with `### Outcome` on a line of its own');
    });

    test(`that the lead edits ${known ? 'is taken over' : 'is only kept, for Gitee does not tell who edited it, until a command takes it over'}`, async () => {
      const world = common();
      const number = await added(world);
      world.clock.advance(60_000);
      const text = form.replace('without our code', 'with three lines of code');
      world.forge.as('maintainer-mi').editBody(models, number, text);
      await world.notice();
      if (!known) {
        await says(world, number, 'Not taken over', 'about Outcome', '`/roadmap status STATUS`');
        await world.say('maintainer-mi', number, '/roadmap status accepted');
      }
      await until('it is taken over', async () =>
        ((await textOf(world, (await world.item(number))?.outcome)) ?? '').includes('three lines'),
      );
      await until('nothing is left over', () => world.told(number)?.includes('Not taken over') === false);
    });

    test('that somebody else edits is kept as a text and not taken over, and that is said', async () => {
      const world = common();
      const number = await added(world);
      const before = await world.item(number);
      world.clock.advance(60_000);
      world.forge.as('stranger').editBody(models, number, '### Outcome\n\nMoon.\n\n### Lead\n\n@maintainer-mo\n');
      await world.notice();
      const after = await world.item(number);
      expect(after).toMatchObject({ lead: before?.lead, outcome: before?.outcome, theme: before?.theme });
      expect(await textOf(world, after?.text)).toContain('Moon.');
      expect(after?.history.at(-1)).toMatchObject({ field: 'text', ref: null });
      await says(world, number, 'about Outcome, Theme and Lead', 'a member of the Technical Steering Committee');
    });

    test('that is hostile mentions nobody, links nowhere and formats nothing', async () => {
      const world = common();
      const evil = '@lin-mei [x](https://evil.example) <img src=x onerror=alert(1)> **b** #1';
      const body = `### Outcome\n\nx\n\n### Theme\n\n${evil}\n\n### Asks\n\n\`${evil}\n\n### Horizon\n\n\`\`${evil}\n`;
      const number = openWith(world, 'wang-bo', ['roadmap'], body);
      await world.settle();
      await says(world, number, '**Theme**', '**Asks**', '**Horizon**');
      const html = new MarkdownIt({ html: true, linkify: true }).render(world.told(number) ?? '');
      const outsideCode = html.replace(/<code>.*?<\/code>|<!--.*?-->/g, '');
      expect(outsideCode).not.toMatch(/@lin|<img|<strong>b|#1/);
      expect([...html.matchAll(/href="([^"]*)"/g)].map(([, address = '']) => new URL(address).host)).toEqual([
        'charter.example',
      ]);
    });
  });

  describe('the issue', () => {
    test('that is closed, and opened again, changes nothing by itself', async () => {
      const world = common();
      const number = await added(world);
      const before = await world.item(number);
      world.forge.as('maintainer-mi').close(models, number);
      await world.notice();
      world.forge.as('maintainer-mi').reopen(models, number);
      await world.notice();
      expect(await world.item(number)).toEqual(before);
    });

    test('that is deleted takes its item along, and nothing more is said there', async () => {
      const world = common();
      const number = await added(world);
      await world.settle();
      const dead = (await world.app.stores.effects.counts()).dead;
      world.forge.as('lin-mei').deleteIssue(models, number);
      await world.settle();
      const item = await world.item(number);
      expect(item).toMatchObject({ status: 'withdrawn' });
      const { reason = null } = item?.history.at(-1) ?? {};
      expect(await textOf(world, reason)).toBe(
        known ? 'the subject was deleted by lin-mei (github account 1001)' : 'the subject was deleted',
      );
      expect((await world.app.stores.effects.counts()).dead).toBe(dead);
    });
  });
});
