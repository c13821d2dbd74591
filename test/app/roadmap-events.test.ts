// What people do to issues, and what that means for the roadmap: labels, edits, moves, deletions; and what the forge then shows.
import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { itemOf } from '../../src/roadmap/fold.js';
import { identOf, type Ref } from '../../src/sandbox/gitee/ident.js';
import { shared, startWorld, until } from '../support/app.js';
import { forges } from '../support/forges.js';
import { deafWorld, poll } from '../support/gitee-poll.js';
import {
  form,
  models,
  quarterlyRoadmap,
  standing,
  startRoadmapOn,
  type RoadmapWorld,
} from '../support/roadmap-talk.js';

const thanks = 'Thank you for this proposal';
const proposed = { status: 'proposed', horizon: null, pending: null };

function openWith(world: RoadmapWorld, login: string, labels: readonly string[], body = form): Ref {
  world.clock.advance(60_000);
  return world.forge.as(login).openIssue(models, { title: 'Publish the weights', body, labels }).number;
}

/** An item that a member of the TSC added, for the second quarter. */
async function added(world: RoadmapWorld, body = form): Promise<Ref> {
  const number = await world.open(body);
  await world.say('wang-bo', number, '/roadmap add 2026-Q2');
  await world.notice();
  return number;
}

/** Of a text that the ledger commits to. */
async function textOf(world: RoadmapWorld, commitment: string | null | undefined): Promise<string | undefined> {
  return commitment == null ? undefined : (await world.app.stores.texts.texts([commitment])).get(commitment);
}

async function leadOf(world: RoadmapWorld, number: Ref): Promise<string | undefined> {
  const lead = (await world.item(number))?.lead ?? '';
  return (await world.app.stores.charters.names([lead])).get(lead);
}

async function says(world: RoadmapWorld, number: Ref, ...parts: readonly string[]): Promise<void> {
  await until(`the comment says ${parts.join(', ')}`, () =>
    parts.every((part) => world.told(number)?.includes(part) === true),
  );
}

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

describe('what only GitHub does', () => {
  const common = shared(() => startRoadmapOn('github', quarterlyRoadmap));
  const docs = 'openclaw/docs';

  test('an issue that is transferred within the foundation takes its item along, with its comment and its label', async () => {
    const world = common();
    const number = await added(world);
    const before = await world.item(number);
    const there = world.forge.transfer('lin-mei', models, number, docs);
    await world.settle();
    const { roadmap } = await world.app.stores.ledger.sync();
    const item = itemOf(roadmap, { forge: 'github', repo: docs, number: String(there) });
    expect(item).toMatchObject({ id: before?.id, status: 'accepted', horizon: '2026-Q2' });
    expect(await world.item(number)).toBeUndefined();
    const comment = world.forge.as('wang-bo').comment(docs, there, '/roadmap move 2026-Q3 It waits for data');
    await world.settle();
    expect(world.forge.reactions(comment)).toEqual(['eyes']);
    await until('its comment says so there', () =>
      world.forge.told(docs, there).some((body) => body.includes('accepted, `2026-Q3`')),
    );
    expect(world.forge.told(docs, there)).toHaveLength(1);
    world.forge.as('stranger').unlabel(docs, there, 'roadmap');
    await until('the label is back there', () => world.forge.labels(docs, there).includes('roadmap'));
  });

  test('a repository that is renamed takes its items along, also those of which no motion was ever called', async () => {
    const world = await startWorld({ roadmap: quarterlyRoadmap });
    const { number } = world.github.as('wang-bo').openIssue(docs, { title: 'T', body: form, labels: ['roadmap'] });
    await world.settle();
    world.github.as('lin-mei').renameRepository(docs, 'handbook');
    await world.settle();
    const { roadmap } = await world.app.stores.ledger.sync();
    expect([...roadmap.bySubject.keys()]).toEqual([`github:openclaw/handbook#${String(number)}`]);
    world.github.as('wang-bo').comment('openclaw/handbook', number, '/roadmap add 2026-Q3');
    await until('its comment says so', () =>
      world.forge.told('openclaw/handbook', number).some((body) => body.includes('accepted, `2026-Q3`')),
    );
    expect(world.forge.told('openclaw/handbook', number)).toHaveLength(1);
  });

  test('an issue that leaves the foundation takes its item along, and nothing is written where it went', async () => {
    const world = common();
    const number = await added(world);
    await world.settle();
    const mark = world.forge.calls.mark();
    world.forge.transfer('lin-mei', models, number, 'stranger/thing');
    await world.settle();
    expect(await world.item(number)).toMatchObject({ status: 'withdrawn' });
    expect(world.forge.calls.since(mark).filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('deliveries in any order, and twice, come to the same', async () => {
    const world = common();
    const { webhooks } = world.forge;
    webhooks.autoDeliver = false;
    const number = openWith(world, 'wang-bo', ['roadmap']);
    const later = form.replace('without our code', 'anywhere');
    world.clock.advance(60_000);
    world.forge.as('stranger').editBody(models, number, 'Moon.');
    world.clock.advance(60_000);
    world.forge.as('wang-bo').editBody(models, number, later);
    const ids = webhooks.pending().map(({ id }) => id);
    expect(ids).toHaveLength(4);
    await webhooks.deliverInOrder([...ids].reverse());
    await world.settle();
    webhooks.autoDeliver = true;
    const item = await world.item(number);
    expect(item).toMatchObject({ ...proposed, theme: 'open-weights' });
    expect(await textOf(world, item?.outcome)).toBe('Anybody can load the weights anywhere.');
    expect(await textOf(world, item?.text)).toBe(later);
    for (const id of ids) await webhooks.redeliver(id, { newId: true });
    await world.settle();
    expect(await world.item(number)).toEqual(item);
    expect(world.forge.told(models, number)).toHaveLength(1);
  });

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

describe('Gitee found by polling alone', () => {
  const start = () => deafWorld({ roadmap: quarterlyRoadmap });
  type DeafWorld = Awaited<ReturnType<typeof start>>;
  const common = shared(start);

  async function itemIn({ app }: DeafWorld, number: string) {
    const { roadmap } = await app.stores.ledger.sync();
    return itemOf(roadmap, { forge: 'gitee', repo: models, number });
  }

  function toldIn({ gitee }: DeafWorld, number: string): readonly string[] {
    return gitee.comments(models, number).flatMap(({ author, body }) => (author.id === 900 ? [body] : []));
  }

  function open({ gitee, clock }: DeafWorld, login: string): string {
    clock.advance(1000);
    return identOf(gitee.as(login).openIssue(models, { title: 'T', body: form, labels: ['roadmap'] }).id);
  }

  test('an issue that was opened with the label and not changed since was labelled by who opened it', async () => {
    const world = common();
    const [byMember, byOther, changed] = [open(world, 'wangbo'), open(world, 'luren'), open(world, 'wangbo')];
    world.clock.advance(1000);
    world.gitee.as('luren').editBody(models, changed, 'Moon.');
    await poll(world);
    expect(await itemIn(world, byMember)).toMatchObject({ status: 'proposed', theme: 'open-weights' });
    for (const number of [byOther, changed]) {
      expect(await itemIn(world, number)).toBeUndefined();
      expect(toldIn(world, number)).toHaveLength(1);
      expect(toldIn(world, number)[0]).toContain(thanks);
    }
    await poll(world);
    await poll(world);
    expect([byMember, byOther, changed].map((number) => toldIn(world, number).length)).toEqual([1, 1, 1]);
  });

  test('an item whose label was taken off gets it back; its text is kept, and taken over from nobody', async () => {
    const world = common();
    const { gitee, clock } = world;
    const number = open(world, 'wangbo');
    await poll(world);
    const before = await itemIn(world, number);
    clock.advance(1000);
    gitee.as('luren').unlabel(models, number, 'roadmap');
    gitee.as('luren').editBody(models, number, '### Outcome\n\nMoon.');
    await poll(world);
    await until('the label is back', () => gitee.labels(models, number).includes('roadmap'));
    const after = await itemIn(world, number);
    expect(after).toMatchObject({ outcome: before?.outcome, lead: before?.lead, status: 'proposed' });
    expect(after?.text).not.toBe(before?.text);
    await until('both are told', () => {
      const told = toldIn(world, number).join('\n');
      return told.includes('Not taken over') && told.includes('The label `roadmap` is back');
    });
  });
});
