// What a vote costs in calls to its forge.
import { describe, expect, test } from '@jest/globals';
import { days, hours, members, startOn, until, type World } from '../support/app.js';
import { meter, type Cost } from '../support/costs.js';
import { forges } from '../support/forges.js';

const repo = 'openclaw/models';
/** Comments wait so long between two edits that none comes by itself, however slow the machine is. */
const hurry = 0.01;

/** Performs the edits that wait for their time. */
async function edit({ app, settle }: World): Promise<void> {
  const { effects } = app.stores;
  for (const { key } of await effects.list({ state: 'pending', limit: 100 })) {
    await effects.postpone(key, { dueAt: Date.now() });
  }
  await settle();
}

describe.each(forges)('on %s', (on) => {
  /** On Gitee a deed may cost two calls more than on GitHub, besides the reading back of its deliveries. */
  function expectAtMost({ reads, writes }: Cost, calls: number): void {
    expect(reads + writes).toBeLessThanOrEqual(on === 'github' ? calls : calls + 2);
  }

  test('opening a motion in an issue takes at most 4 calls, a ballot 1, an advisory ballot and a plain comment none, closing at most 4', async () => {
    const world = await startOn(on, { hurry });
    const { forge, clock, settle, motion } = world;
    const { number: n } = forge.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: 'Let us decide.' });
    await settle();
    const spent = meter(world);
    forge.as('wang-bo').comment(repo, n, '/vote');
    await settle();
    expectAtMost(spent(), 4);

    forge.as('stranger').comment(repo, n, 'I have a question about the format.');
    forge.as('stranger').comment(repo, n, '/yes please');
    await settle();
    const aside = spent();
    expect([aside.reads, aside.writes]).toEqual([0, 0]);

    for (const login of members) {
      clock.advance(hours(1));
      forge.as(login).comment(repo, n, '/yes');
    }
    await settle();
    await edit(world);
    const voted = spent();
    // Seven reactions, where there are any, and one edit of the motion comment for all.
    expect(voted).toMatchObject({ reads: 0, writes: on === 'github' ? 8 : 1 });

    clock.advance(days(7));
    await until('the motion is closed', async () => (await motion('M-2026-0001')).resolution !== null);
    await until('the result is shown', () => forge.labels(repo, n).join() === 'motion/carried');
    await until('the result is told', () => forge.told(repo, n).length === 2);
    await settle();
    await edit(world);
    expectAtMost(spent(), 4);
  });

  test('opening a motion on a pull request takes at most 6 calls, closing at most 5', async () => {
    const world = await startOn(on, { hurry });
    const { forge, clock, settle, motion } = world;
    const { number: n } = forge.as('wang-bo').openPull(repo, { title: 'Add a loader', body: 'Loads.' });
    await settle();
    const spent = meter(world);
    forge.as('wang-bo').comment(repo, n, '/vote quick');
    await settle();
    expectAtMost(spent(), 6);
    const opened = await motion('M-2026-0001');
    const head = opened.subjects[0]?.head ?? '';
    expect(forge.checkRuns(repo, head)).toMatchObject([{ name: 'OpenCharter / vote', status: 'in_progress' }]);
    clock.advance(days(8));
    await until('the motion is closed', async () => (await motion('M-2026-0001')).state === 'closed');
    await until('the check is completed', () => forge.checkRuns(repo, head)[0]?.status === 'completed');
    await until('the result is told', () => forge.told(repo, n).length === 2);
    await settle();
    await edit(world);
    expectAtMost(spent(), 5);
    expect(forge.checkRuns(repo, head)).toMatchObject([{ conclusion: 'failure' }]);
  });
});
