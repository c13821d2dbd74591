// What happens to a motion when its subject changes.
import { expect, test } from '@jest/globals';
import { hours, startWorld, until } from '../support/app.js';

async function onPull(kind: string) {
  const world = await startWorld();
  const { number: n } = world.github
    .as('wang-bo')
    .openPull('openclaw/models', { title: 'Add a loader', body: 'Loads.' });
  world.github.as('wang-bo').comment('openclaw/models', n, `/vote ${kind}`);
  await world.settle();
  const head = (await world.motion('M-2026-0001')).subjects[0]?.head ?? '';
  return { ...world, n, head };
}

test.each([
  ['technical', 'closed', 'superseded'],
  ['kept', 'open', null],
  ['fragile', 'closed', 'lost'],
])('a push of another tree to a pull request with a %s motion leaves it %s, %s', async (kind, state, outcome) => {
  const { github, settle, motion, n, clock } = await onPull(kind);
  clock.advance(hours(1));
  github.as('wang-bo').push('openclaw/models', n);
  await settle();
  expect(await motion('M-2026-0001')).toMatchObject({ state, outcome });
});

test('a push of the same tree keeps the motion and gives the new head its check', async () => {
  const { github, settle, motion, n, head, clock } = await onPull('technical');
  clock.advance(hours(1));
  const { sha } = github.as('wang-bo').push('openclaw/models', n, { sameTree: true });
  await settle();
  expect(await motion('M-2026-0001')).toMatchObject({ state: 'open', outcome: null });
  expect(github.checkRuns('openclaw/models', sha)).toMatchObject([{ status: 'in_progress' }]);
  expect(github.checkRuns('openclaw/models', head)).toHaveLength(1);
});

test('deleting the issue cancels the motion and says who did it; the same motion may be called again', async () => {
  const { github, settle, motion } = await startWorld();
  const { number: n } = github.as('wang-bo').openIssue('openclaw/models', { title: 'Adopt safetensors', body: '' });
  github.as('wang-bo').comment('openclaw/models', n, '/vote');
  github.as('lin-mei').comment('openclaw/models', n, '/yes');
  await settle();
  github.as('chen-yu').deleteIssue('openclaw/models', n);
  await settle();
  const cancelled = await motion('M-2026-0001');
  expect(cancelled).toMatchObject({
    state: 'closed',
    outcome: 'cancelled',
    tally: { yes: 1 },
    ended_by: { person: 'chen-yu' },
  });
  expect(cancelled.ended_by?.reason).toContain('chen-yu');
});

test('a transfer inside the foundation is followed, with its ballots; one out of it cancels', async () => {
  const { github, settle, motion } = await startWorld();
  const { number: n } = github
    .as('wang-bo')
    .openIssue('openclaw/models', { title: 'Adopt safetensors', body: '/vote' });
  await settle();
  const moved = github.as('wang-bo').transferIssue('openclaw/models', n, 'openclaw/docs');
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
  const { number: n } = github
    .as('wang-bo')
    .openIssue('openclaw/models', { title: 'Adopt safetensors', body: '/vote' });
  await settle();
  github.webhooks.autoDeliver = false;
  const moved = github.as('wang-bo').transferIssue('openclaw/models', n, 'openclaw/docs');
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

test('a later motion on another tree gives no check to heads an earlier motion was kept for', async () => {
  const { github, settle, motion, n } = await onPull('technical');
  const { sha: sameAsFirst } = github.as('wang-bo').push('openclaw/models', n, { sameTree: true });
  await settle();
  github.as('wang-bo').comment('openclaw/models', n, '/withdraw');
  await settle();
  const { sha: another } = github.as('wang-bo').push('openclaw/models', n);
  github.as('wang-bo').comment('openclaw/models', n, '/vote technical');
  await settle();
  expect(await motion('M-2026-0002')).toMatchObject({ state: 'open', subjects: [{ head: another }] });
  expect(github.checkRuns('openclaw/models', another)).toMatchObject([{ status: 'in_progress' }]);
  expect(github.checkRuns('openclaw/models', sameAsFirst)).toMatchObject([
    { status: 'completed', conclusion: 'failure' },
  ]);
});

test('a delivery of a push that came late does not end a motion on the head of today', async () => {
  const { github, settle, motion } = await startWorld();
  const { number: n } = github.as('wang-bo').openPull('openclaw/models', { title: 'Add a loader', body: 'Loads.' });
  await settle();
  github.webhooks.autoDeliver = false;
  github.as('wang-bo').push('openclaw/models', n);
  github.as('wang-bo').push('openclaw/models', n);
  github.as('wang-bo').comment('openclaw/models', n, '/vote technical');
  const [, , ...called] = github.webhooks.pending().map(({ id }) => id);
  await github.webhooks.deliverInOrder(called);
  await settle();
  github.webhooks.autoDeliver = true;
  await settle();
  expect(await motion('M-2026-0001')).toMatchObject({ state: 'open', outcome: null });
});
