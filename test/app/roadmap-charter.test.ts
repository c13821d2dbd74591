// What another version of roadmap.yml does to the items that are there.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { until } from '../support/app.js';
import { forges } from '../support/forges.js';
import { added } from '../support/roadmap-issues.js';
import { models, quarterlyRoadmap, startRoadmapOn } from '../support/roadmap-talk.js';

test.each(forges)(
  'on %s a label with another name is put on every item, whose comments stay as they are',
  async (on) => {
    const world = await startRoadmapOn(on, quarterlyRoadmap);
    const numbers = [await added(world), await added(world)];
    await world.settle();
    const told = numbers.map((number) => world.forge.told(models, number));
    const file = join(world.config.governanceDir, 'roadmap.yml');
    await writeFile(file, `${await readFile(file, 'utf8')}label: plan\n`);
    await until('the new label is on both', () =>
      numbers.every((number) => world.forge.labels(models, number).includes('plan')),
    );
    await world.settle();
    expect(numbers.map((number) => world.forge.told(models, number))).toEqual(told);
  },
);
