// Issues and repositories of the roadmap that move, and deliveries in any order: what only GitHub has.
import { describe, expect, test } from '@jest/globals';
import { itemOf } from '../../src/roadmap/fold.js';
import { shared, startWorld, until } from '../support/app.js';
import { added, openWith, proposed, says, textOf } from '../support/roadmap-issues.js';
import { form, models, quarterlyRoadmap, startRoadmapOn } from '../support/roadmap-talk.js';

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

  test('an issue that goes where not everybody may read it takes its item along, and where that is stays untold', async () => {
    const world = common();
    const number = await added(world);
    await world.settle();
    world.forge.plant({ repositories: [{ name: 'openclaw/secret', private: true }] });
    const mark = world.forge.calls.mark();
    world.forge.transfer('lin-mei', models, number, 'openclaw/secret');
    await world.settle();
    const item = await world.item(number);
    expect(item).toMatchObject({ status: 'withdrawn' });
    expect(await textOf(world, item?.history.at(-1)?.reason)).not.toContain('secret');
    expect(world.forge.calls.since(mark).filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('deliveries in any order, and twice, come to the same; an edit told of before there was an item waits for a command', async () => {
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
    const first = await world.item(number);
    expect(first).toMatchObject({ ...proposed, theme: 'open-weights', outcome: null });
    expect(await textOf(world, first?.text)).toBe(later);
    await says(world, number, 'Not taken over', 'about Outcome');
    for (const id of ids) await webhooks.redeliver(id, { newId: true });
    await world.settle();
    expect(await world.item(number)).toEqual(first);
    await world.say('wang-bo', number, '/roadmap add 2026-Q2');
    const item = await world.item(number);
    expect(await textOf(world, item?.outcome)).toBe('Anybody can load the weights anywhere.');
    expect(world.forge.told(models, number)).toHaveLength(1);
  });
});
