// Killed after any entry of a command, or of what a motion decided: the next start writes the rest, the same as without the crash.
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { commandLogCollection } from '../../src/storage/command-log.js';
import { deliveriesCollection } from '../../src/storage/delivery-document.js';
import { effectsCollection } from '../../src/storage/effects.js';
import { ledgerCollection } from '../../src/storage/ledger.js';
import { days, hours, members, until } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';
import { forges } from '../support/forges.js';
import { models, standing, startRoadmapOn, votedRoadmap, type RoadmapWorld } from '../support/roadmap-talk.js';

type Restart = (damage: (database: RoadmapWorld['app']['database']) => Promise<unknown>) => Promise<void>;

/** Stops the app, does this to its database, and starts it again. */
function restarting(world: RoadmapWorld): Restart {
  return async (damage) => {
    await world.app.stop();
    await damage(await openTestDatabase(world.app.database.connection.name));
    world.app = await world.startAnother({ port: world.config.port });
    await world.settle();
  };
}

/** The ledger's texts, with what follows `after` entries. */
async function entriesAfter({ app }: RoadmapWorld, after: number): Promise<readonly string[]> {
  const found = app.database.collection(ledgerCollection).find({ _id: { $gte: after } }, { sort: { _id: 1 } });
  return (await found.toArray()).map(({ text }) => text);
}

const entrySchema = z.looseObject({ type: z.string(), field: z.string().optional() });

/** The field that an entry changes, or its type. */
function kindOf(text: string): string {
  const { type, field } = entrySchema.parse(JSON.parse(text));
  return field ?? type;
}

/** The entries without their places: what opened the motion may come before what makes the item. */
function inAnyOrder(texts: readonly string[]): readonly string[] {
  return texts.map((text) => text.replace(/"seq":\d+,/, '')).sort();
}

async function count({ app }: RoadmapWorld): Promise<number> {
  return app.database.collection(ledgerCollection).countDocuments();
}

test.each(forges)('on %s a command is carried out whole, wherever it was cut off', async (on) => {
  const world = await startRoadmapOn(on, votedRoadmap);
  const restart = restarting(world);
  const number = await world.open();
  const before = await count(world);
  await world.say('wang-bo', number, '/roadmap add next\n/yes');
  const written = await entriesAfter(world, before);
  expect(written.map(kindOf)).toEqual([
    'motion.proposed',
    ...['subject', 'outcome', 'theme', 'lead', 'text', 'status', 'pending'],
    'motion.opened',
    'ballot.cast',
  ]);
  const told = world.forge.told(models, number).length;
  const deliveries = await world.app.database
    .collection(deliveriesCollection)
    .find({ event: /comment|Note/i }, { projection: { held: 0 } })
    .toArray();
  for (let kept = 0; kept < written.length; kept += 1) {
    await restart(async (database) => {
      await database.collection(ledgerCollection).deleteMany({ _id: { $gte: before + kept } });
      await database.collection(commandLogCollection).deleteMany({});
      for (const delivery of deliveries) {
        const pending = { ...delivery, state: 'pending', attempts: 0, dueAt: 0 } as const;
        await database.collection(deliveriesCollection).replaceOne({ _id: delivery._id }, pending);
      }
    });
    await until('the command is carried out', async () => (await count(world)) === before + written.length);
    expect(inAnyOrder(await entriesAfter(world, before))).toEqual(inAnyOrder(written));
  }
  await world.settle();
  expect(world.forge.told(models, number)).toHaveLength(told);
});

test.each(forges)('on %s what a motion decided is done whole and shown, wherever it was cut off', async (on) => {
  const world = await startRoadmapOn(on, votedRoadmap);
  const restart = restarting(world);
  const number = await world.open();
  await world.say('wang-bo', number, '/roadmap add next');
  for (const login of members.slice(0, 4)) world.write(login, number, '/yes');
  await world.settle();
  const before = await count(world);
  world.clock.advance(days(1) + hours(1));
  await until('the item follows', async () => (await world.item(number))?.status === 'accepted');
  await world.settle();
  const written = await entriesAfter(world, before);
  expect(written).toHaveLength(5);
  for (let kept = 0; kept < written.length; kept += 1) {
    await restart((database) => database.collection(ledgerCollection).deleteMany({ _id: { $gte: before + kept } }));
    await until('the item follows', async () => (await count(world)) === before + written.length);
    expect(await entriesAfter(world, before)).toEqual(written);
    expect(await standing(world, number)).toEqual({ status: 'accepted', horizon: 'next', pending: null });
  }
});

test('an item that was changed and not shown is shown by the next start', async () => {
  const world = await startRoadmapOn('github', votedRoadmap);
  const number = await world.open();
  await world.say('wang-bo', number, '/roadmap add next');
  const id = (await world.item(number))?.id ?? '';
  const wish = { _id: { $regex: '^roadmap' } };
  const wishes = () => world.app.database.collection(effectsCollection).countDocuments(wish);
  expect(await wishes()).toBe(2);
  await restarting(world)((database) => database.collection(effectsCollection).deleteMany(wish));
  await until('it is shown', async () => (await wishes()) === 2);
  expect(world.told(number)).toContain(id);
});

test('of two instances one makes the change that a motion decided, once', async () => {
  const world = await startRoadmapOn('github', votedRoadmap);
  const other = await world.startAnother();
  const number = await world.open();
  await world.say('wang-bo', number, '/roadmap add next');
  for (const login of members.slice(0, 4)) world.write(login, number, '/yes');
  await world.settle();
  world.clock.advance(days(1) + hours(1));
  await until('the item follows', async () => (await world.item(number))?.status === 'accepted');
  await world.settle();
  await other.idle();
  const { history = [] } = (await world.item(number)) ?? {};
  expect(history.map(({ field, to }) => `${field} ${String(to)}`).slice(-5)).toEqual([
    'status proposed',
    'pending add next',
    'horizon next',
    'status accepted',
    'pending null',
  ]);
  await until('it is told once', () => world.told(number)?.includes('accepted') ?? false);
  expect(world.forge.told(models, number).filter((body) => body.includes('<!-- opencharter:roadmap'))).toHaveLength(1);
});
