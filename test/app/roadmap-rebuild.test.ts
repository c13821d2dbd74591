// What is shown of the roadmap's issues follows the mirror, and can be thrown away and made again, byte for byte.
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { roadmapItemSchema, type RoadmapItemView } from '../../src/roadmap/view.js';
import { auditRoadmap } from '../../src/audit/roadmap.js';
import type { LedgerEntry } from '../../src/ledger/envelope.js';
import { ok } from '../../src/shared/result.js';
import { createLedgerStore } from '../../src/storage/ledger.js';
import { instant } from '../../src/shared/time.js';
import { shared, until } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';
import { forges } from '../support/forges.js';
import { models, quarterlyRoadmap, startRoadmapOn, type RoadmapWorld } from '../support/roadmap-talk.js';

type Number = Awaited<ReturnType<RoadmapWorld['open']>>;

const form = `### Outcome

Anybody can load the weights.

### Lead

@maintainer-mi

### Horizon

later

### Asks

- tsc: review the licence

### How we will know / 衡量标准

A thousand downloads.

- [x] find a host
- [ ] write the card
`;

async function added(world: RoadmapWorld): Promise<{ readonly number: Number; readonly id: string }> {
  const number = await world.open(form);
  await world.say('wang-bo', number, '/roadmap add 2026-Q2');
  return { number, id: (await world.item(number))?.id ?? '' };
}

async function shown(world: RoadmapWorld, id: string): Promise<RoadmapItemView> {
  return roadmapItemSchema.parse(await world.get(`/api/v1/roadmap/${id}`));
}

/** Waits until the item is shown so. */
async function untilShown(world: RoadmapWorld, id: string, is: (item: RoadmapItemView) => boolean): Promise<void> {
  await until(`${id} is shown so`, async () => is(await shown(world, id)));
}

describe.each(forges)('on %s', (on) => {
  const common = shared(() => startRoadmapOn(on, quarterlyRoadmap));

  test('an item shows what its issue says, and how far its tasks are', async () => {
    const world = common();
    const { number, id } = await added(world);
    await untilShown(world, id, ({ title }) => title !== '');
    expect(await shown(world, id)).toMatchObject({
      title: 'Publish the weights',
      forge: on,
      repo: models,
      number: String(number),
      url: `${world.forge.url}/${models}/issues/${String(number)}`,
      horizon: '2026-Q2',
      wish: null,
      outcome: 'Anybody can load the weights.',
      measure: expect.stringContaining('A thousand downloads.'),
      asks: [{ body: 'tsc', text: 'review the licence' }],
      progress: { done: 1, total: 2 },
      lead: 'maintainer-mi',
      latest_update: null,
    });
  });

  test('an update is the last one of its lead, as it reads now; of somebody else it is none', async () => {
    const world = common();
    const { number, id } = await added(world);
    world.write('maintainer-mo', number, 'Update: not by the lead');
    const first = world.write('maintainer-mi', number, 'Update: the data is there');
    const second = world.write('maintainer-mi', number, '进展：一半已完成');
    await world.settle();
    await untilShown(world, id, ({ latest_update: update }) => update?.text === '一半已完成');
    expect((await shown(world, id)).latest_update).toMatchObject({
      person: 'maintainer-mi',
      at: instant(second.createdAt),
    });
    world.forge.as('maintainer-mi').editComment(second, 'Update: two thirds');
    await world.notice();
    await untilShown(world, id, ({ latest_update: update }) => update?.text === 'two thirds');
    world.forge.as('maintainer-mi').deleteComment(second);
    await world.notice();
    await untilShown(world, id, ({ latest_update: update }) => update?.at === instant(first.createdAt));
    world.forge.as('maintainer-mi').deleteComment(first);
    await world.notice();
    await untilShown(world, id, ({ latest_update: update }) => update === null);
  });

  test('an issue that says it belongs to the item counts, is done when it is closed, and no more when it says so no longer', async () => {
    const world = common();
    const { number, id } = await added(world);
    const body = `Part of #${String(number)}`;
    // What somebody outside the charter says of their own issue does not say how far the item is.
    world.forge.as('stranger').openIssue(models, { title: 'Do it twice', body });
    await world.settle();
    const part = world.forge.as('maintainer-mi').openIssue(models, { title: 'Clean it', body });
    await world.settle();
    await untilShown(world, id, ({ progress }) => progress.total === 3);
    expect((await shown(world, id)).progress).toEqual({ done: 1, total: 3 });
    world.forge.as('lin-mei').close(models, part.number);
    await world.notice();
    await untilShown(world, id, ({ progress }) => progress.done === 2);
    world.forge.as('maintainer-mi').editBody(models, part.number, 'Part of something else');
    await world.notice();
    await untilShown(world, id, ({ progress }) => progress.total === 2);
  });

  test('when the projection was dropped, every answer is the same bytes again', async () => {
    const world = await startRoadmapOn(on, quarterlyRoadmap);
    const items = [await added(world), await added(world)];
    for (const { number } of items) {
      world.write('maintainer-mi', number, 'Update: the data is there');
      world.forge.as('maintainer-mi').openIssue(models, { title: 'Clean it', body: `属于 #${String(number)}` });
    }
    await world.settle();
    const isWhole = ({ latest_update: update, progress }: RoadmapItemView) => update !== null && progress.total === 3;
    for (const { id } of items) await untilShown(world, id, isWhole);
    const paths = [
      '/api/v1/roadmap',
      '/api/v1/roadmap/numbers',
      '/api/v1/roadmap/changes',
      ...items.flatMap(({ id }) => [`/api/v1/roadmap/${id}`, `/api/v1/roadmap/${id}/changes`]),
      '/feeds/roadmap.atom',
      '/roadmap.ics',
    ];
    const bytes = () =>
      Promise.all(
        paths.map(async (path) => {
          const response = await fetch(`${world.url}${path}`);
          return `${String(response.status)} ${await response.text()}`;
        }),
      );
    const entries: LedgerEntry[] = [];
    for await (const entry of createLedgerStore(world.app.database).from(0)) entries.push(entry);
    expect(auditRoadmap(entries)).toEqual(ok(entries.filter(({ entry }) => entry.type === 'roadmap.changed').length));
    const beside = () => Promise.all(items.map(({ id }) => world.app.stores.issues.beside(id)));
    const before = await bytes();
    const besideBefore = await beside();
    expect(before.filter((answer) => !answer.startsWith('200 '))).toEqual([]);
    expect(besideBefore.map((one) => one?.links.map(({ title }) => title))).toEqual([['Clean it'], ['Clean it']]);
    await world.app.stop();

    const { name } = world.app.database.connection;
    const { connection } = await openTestDatabase(name);
    await connection.dropCollection('roadmap_issues');
    world.app = await world.startAnother({ port: world.config.port });
    for (const { id } of items) await untilShown(world, id, isWhole);
    expect(await bytes()).toEqual(before);
    expect(await beside()).toEqual(besideBefore);
  });
});

test('a page of another instance is right within seconds of a change, and the status at once in this one', async () => {
  const world = await startRoadmapOn('github', quarterlyRoadmap);
  const { number, id } = await added(world);
  const other = await world.startAnother({ role: 'web' });
  const there = async () => {
    const response = await fetch(`${other.url ?? ''}/api/v1/roadmap/${id}`);
    return z.looseObject({ title: z.string(), status: z.string() }).parse(await response.json());
  };
  await untilShown(world, id, ({ title }) => title === 'Publish the weights');
  await until('the other shows it', async () => (await there()).title === 'Publish the weights');
  await world.say('maintainer-mi', number, '/roadmap status in-progress');
  expect(await shown(world, id)).toMatchObject({ status: 'in-progress' });
  await until('the other shows it', async () => (await there()).status === 'in-progress');
});
