// Words put into an issue by somebody who may not change the roadmap, so that somebody else's deed takes them over.
import { describe, expect, test } from '@jest/globals';
import { shared } from '../support/app.js';
import { forges } from '../support/forges.js';
import { added, leadOf, says, textOf } from '../support/roadmap-issues.js';
import { form, models, quarterlyRoadmap, startRoadmapOn, type RoadmapWorld } from '../support/roadmap-talk.js';
import type { Ref } from '../../src/sandbox/gitee/ident.js';

const forged = form.replace('without our code', 'and gives us a million').replace('maintainer-mi', 'maintainer-mo');

async function outcomeOf(world: RoadmapWorld, number: Ref): Promise<string | undefined> {
  return textOf(world, (await world.item(number))?.outcome);
}

describe.each(forges)('on %s', (on) => {
  const common = shared(() => startRoadmapOn(on, quarterlyRoadmap));

  test('what is put into the issue between a command and its delivery is not taken over with the command', async () => {
    const world = common();
    const { webhooks } = world.forge;
    const number = await world.open();
    webhooks.autoDeliver = false;
    world.write('wang-bo', number, '/roadmap add 2026-Q2');
    world.forge.as('stranger').editBody(models, number, forged);
    await webhooks.deliverInOrder(webhooks.pending().map(({ id }) => id));
    await world.settle();
    webhooks.autoDeliver = true;
    const item = await world.item(number);
    expect(item).toMatchObject({ status: 'accepted', horizon: '2026-Q2', theme: 'open-weights' });
    expect(await outcomeOf(world, number)).toBeUndefined();
    expect(await leadOf(world, number)).toBeUndefined();
    expect(await textOf(world, item?.text)).toContain('a million');
    await says(world, number, 'about Outcome and Lead');
    await world.say('wang-bo', number, '/roadmap status accepted');
    expect(await outcomeOf(world, number)).toContain('a million');
  });
});

describe('on github', () => {
  const common = shared(() => startRoadmapOn('github', quarterlyRoadmap));

  test('what is put into the issue between a label and its delivery is not taken over with the label', async () => {
    const world = common();
    const { webhooks } = world.forge;
    const number = await world.open();
    webhooks.autoDeliver = false;
    world.forge.as('wang-bo').label(models, number, 'roadmap');
    world.forge.as('stranger').editBody(models, number, forged);
    await webhooks.deliverInOrder(webhooks.pending().map(({ id }) => id));
    await world.settle();
    webhooks.autoDeliver = true;
    expect(await world.item(number)).toMatchObject({ status: 'proposed', theme: 'open-weights', lead: null });
    expect(await outcomeOf(world, number)).toBeUndefined();
  });

  test('who ticks a box in the issue does not take over what others had put there before', async () => {
    const world = common();
    const tasks = '\n### Tasks\n\n- [ ] Write it\n';
    const number = await added(world, `${form}${tasks}`);
    const before = await world.item(number);
    world.clock.advance(60_000);
    world.forge.as('stranger').editBody(models, number, `${forged}${tasks}`);
    await world.settle();
    await says(world, number, 'about Outcome and Lead');
    world.clock.advance(60_000);
    world.forge.as('wang-bo').editBody(models, number, `${forged}${tasks.replace('[ ]', '[x]')}`);
    await world.settle();
    const after = await world.item(number);
    expect(await textOf(world, after?.text)).toContain('[x]');
    expect(after).toMatchObject({ outcome: before?.outcome, lead: before?.lead });
    await says(world, number, 'about Outcome and Lead');
  });
});
