// What happens to a motion when its subject changes.
import { describe, expect, test } from '@jest/globals';
import type { ForgeId } from '../../src/shared/refs.js';
import { hours, startOn, startWorld, until } from '../support/app.js';
import { forges } from '../support/forges.js';

const repo = 'openclaw/models';

async function onPull(on: ForgeId, kind: string) {
  const world = await startOn(on);
  const { number: n } = world.forge.as('wang-bo').openPull(repo, { title: 'Add a loader', body: 'Loads.' });
  world.forge.as('wang-bo').comment(repo, n, `/vote ${kind}`);
  await world.settle();
  const head = (await world.motion('M-2026-0001')).subjects[0]?.head ?? '';
  return { ...world, n, head };
}

describe.each(forges)('on %s', (on) => {
  test.each([
    ['technical', 'closed', 'superseded'],
    ['kept', 'open', null],
    ['fragile', 'closed', 'lost'],
  ])('a push of another tree to a pull request with a %s motion leaves it %s, %s', async (kind, state, outcome) => {
    const { forge, settle, motion, n, clock } = await onPull(on, kind);
    clock.advance(hours(1));
    forge.as('wang-bo').push(repo, n);
    await settle();
    expect(await motion('M-2026-0001')).toMatchObject({ state, outcome });
  });

  test('a push of the same tree keeps the motion and gives the new head its check', async () => {
    const { forge, settle, motion, n, head, clock } = await onPull(on, 'technical');
    clock.advance(hours(1));
    const { sha } = forge.as('wang-bo').push(repo, n, { sameTree: true });
    await settle();
    expect(await motion('M-2026-0001')).toMatchObject({ state: 'open', outcome: null });
    expect(forge.checkRuns(repo, sha)).toMatchObject([{ status: 'in_progress' }]);
    expect(forge.checkRuns(repo, head)).toHaveLength(1);
  });

  test('deleting the issue cancels the motion and says who did it, where that is known', async () => {
    const { forge, settle, motion } = await startOn(on);
    const { number: n } = forge.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: '' });
    forge.as('wang-bo').comment(repo, n, '/vote');
    forge.as('lin-mei').comment(repo, n, '/yes');
    await settle();
    forge.as('chen-yu').deleteIssue(repo, n);
    await settle();
    const cancelled = await motion('M-2026-0001');
    expect(cancelled).toMatchObject({
      state: 'closed',
      outcome: 'cancelled',
      tally: { yes: 1 },
      // Who deleted it is told by Gitee's delivery alone, which proves nothing.
      ended_by: { person: on === 'github' ? 'chen-yu' : null },
    });
    if (on === 'github') expect(cancelled.ended_by?.reason).toContain('chen-yu');
  });

  test('a later motion on another tree gives no check to heads an earlier motion was kept for', async () => {
    const { forge, settle, motion, n } = await onPull(on, 'technical');
    const { sha: sameAsFirst } = forge.as('wang-bo').push(repo, n, { sameTree: true });
    await settle();
    forge.as('wang-bo').comment(repo, n, '/withdraw');
    await settle();
    const { sha: another } = forge.as('wang-bo').push(repo, n);
    forge.as('wang-bo').comment(repo, n, '/vote technical');
    await settle();
    expect(await motion('M-2026-0002')).toMatchObject({ state: 'open', subjects: [{ head: another }] });
    expect(forge.checkRuns(repo, another)).toMatchObject([{ status: 'in_progress' }]);
    expect(forge.checkRuns(repo, sameAsFirst)).toMatchObject([{ status: 'completed', conclusion: 'failure' }]);
  });

  test('a delivery of a push that came late does not end a motion on the head of today', async () => {
    const { forge, settle, motion } = await startOn(on);
    const { number: n } = forge.as('wang-bo').openPull(repo, { title: 'Add a loader', body: 'Loads.' });
    await settle();
    forge.webhooks.autoDeliver = false;
    forge.as('wang-bo').push(repo, n);
    forge.as('wang-bo').push(repo, n);
    forge.as('wang-bo').comment(repo, n, '/vote technical');
    const [, , ...called] = forge.webhooks.pending().map(({ id }) => id);
    await forge.webhooks.deliverInOrder(called);
    await settle();
    forge.webhooks.autoDeliver = true;
    await settle();
    expect(await motion('M-2026-0001')).toMatchObject({ state: 'open', outcome: null });
  });
});

// Gitee moves no issue to another repository.
describe('a transfer on github', () => {
  test('a transfer inside the foundation is followed, with its ballots; one out of it cancels', async () => {
    const { github, settle, motion } = await startWorld();
    const { number: n } = github.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: '/vote' });
    await settle();
    const moved = github.as('wang-bo').transferIssue(repo, n, 'openclaw/docs');
    github.as('lin-mei').comment('openclaw/docs', moved.number, '/yes');
    await settle();
    const followed = await motion('M-2026-0001');
    expect(followed).toMatchObject({ state: 'open', tally: { yes: 1 } });
    expect(followed.subjects).toMatchObject([{ repo: 'openclaw/docs', number: String(moved.number) }]);
    github.as('wang-bo').transferIssue('openclaw/docs', moved.number, 'stranger/thing');
    await settle();
    await until('the motion is cancelled', async () => (await motion('M-2026-0001')).outcome === 'cancelled');
  });

  test('a ballot in the new place counts though the departure from the old one is told last', async () => {
    const { github, settle, motion } = await startWorld();
    const { number: n } = github.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: '/vote' });
    await settle();
    github.webhooks.autoDeliver = false;
    const moved = github.as('wang-bo').transferIssue(repo, n, 'openclaw/docs');
    github.as('lin-mei').comment('openclaw/docs', moved.number, '/yes');
    const [departure = '', ...later] = github.webhooks.pending().map(({ id }) => id);
    await github.webhooks.deliverInOrder(later);
    await settle();
    expect(await motion('M-2026-0001')).toMatchObject({ state: 'open', tally: { yes: 1 } });
    await github.webhooks.deliverInOrder([departure]);
    await settle();
    expect(await motion('M-2026-0001')).toMatchObject({
      state: 'open',
      tally: { yes: 1 },
      subjects: [{ repo: 'openclaw/docs', number: String(moved.number) }],
    });
  });
});
