// The forge contract: lists of pull requests, the open ones for the sweep, and the newest.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { models } from './driver.js';
import { forges } from './forges.js';
import { allOf, startWorld, valueOf, type ContractWorld } from './world.js';

const check = 'OpenCharter / policy';

describe.each(forges)('on $forge', (driver) => {
  const { differs } = driver;
  let world: ContractWorld;

  beforeEach(async () => {
    world = await startWorld(driver);
  });

  function open(): string {
    return world.as('lin-mei').openPull({ title: 'A change', body: 'Why' });
  }

  async function read(number: string) {
    return valueOf(await world.forge.pulls.pull(world.on(number)));
  }

  describe('lists of pull requests', () => {
    test('hold each open one once, over pages, and no other', async () => {
      const numbers = Array.from({ length: 102 }, () => open());
      const [closed, draft] = numbers;
      if (closed === undefined || draft === undefined) throw new Error('none opened');
      world.as('lin-mei').close(closed);
      const listed = await allOf((next) => world.forge.pulls.open(models, check, next));
      expect(listed.map(({ number }) => number).sort()).toEqual(numbers.slice(1).sort());
      const { head, base, updatedAt } = await read(draft);
      const shown = { number: draft, title: 'A change', draft: false, base: base.branch, head, updatedAt };
      expect(listed.find(({ number }) => number === draft)).toMatchObject(shown);
      const newest = await allOf((next) => world.forge.pulls.newest(models, next));
      expect(newest).toEqual([...numbers].reverse());
    });

    test(`tell whether our check is on their heads, unless: ${String(differs.listedChecks)}`, async () => {
      const [checked, other] = [open(), open()];
      const startedAt = world.clock.now();
      const subject = world.on(checked);
      const run = { name: check, subject, head: (await read(checked)).head, externalId: 'p', title: 'T', summary: 'S' };
      const url = 'https://charter.test/c';
      valueOf(await world.forge.write.createCheck({ ...run, url, state: 'in_progress', startedAt, completedAt: null }));
      const listed = await allOf((next) => world.forge.pulls.open(models, check, next));
      const told = new Map(listed.map((pull) => [pull.number, pull.checked]));
      expect([told.get(checked), told.get(other)]).toEqual(
        differs.listedChecks === null ? [true, false] : [null, null],
      );
    });

    test('of an empty repository are empty', async () => {
      expect(await allOf((next) => world.forge.pulls.open(models, check, next))).toEqual([]);
      expect(await allOf((next) => world.forge.pulls.newest(models, next))).toEqual([]);
    });
  });
});
