// What a vote costs in calls to GitHub.
import { expect, test } from '@jest/globals';
import { days, hours, members, startWorld, until } from '../support/app.js';

test('opening a motion in an issue takes at most 4 calls, a ballot 1, an advisory ballot and a plain comment none, closing at most 4', async () => {
  const { github, clock, settle, motion } = await startWorld();
  const { number: n } = github
    .as('wang-bo')
    .openIssue('openclaw/models', { title: 'Adopt safetensors', body: 'Let us decide.' });
  await settle();
  let mark = github.calls.mark();
  github.as('wang-bo').comment('openclaw/models', n, '/vote');
  await settle();
  expect(github.calls.since(mark).length).toBeLessThanOrEqual(4);

  mark = github.calls.mark();
  github.as('stranger').comment('openclaw/models', n, 'I have a question about the format.');
  github.as('stranger').comment('openclaw/models', n, '/yes please');
  await settle();
  expect(github.calls.since(mark)).toHaveLength(0);

  for (const login of members) {
    clock.advance(hours(1));
    github.as(login).comment('openclaw/models', n, '/yes');
  }
  await settle();
  const byTemplate = github.calls.countByTemplate(mark);
  expect(byTemplate['POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions']).toBe(7);
  expect(byTemplate['POST /repos/{owner}/{repo}/issues/{issue_number}/comments'] ?? 0).toBe(0);
  expect(byTemplate['PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'] ?? 0).toBeLessThanOrEqual(1);

  await until('the update of the motion comment is due and done', async () => {
    await settle();
    return (github.calls.countByTemplate(mark)['PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}'] ?? 0) === 1;
  });
  mark = github.calls.mark();
  clock.advance(days(7));
  await until('the motion is closed', async () => (await motion('M-2026-0001')).resolution !== null);
  await until('the result is shown', () => github.labels('openclaw/models', n).includes('motion/carried'));
  await settle();
  expect(github.calls.since(mark).length).toBeLessThanOrEqual(4);
});

test('opening a motion on a pull request takes at most 6 calls, closing at most 5', async () => {
  const { github, clock, settle, motion } = await startWorld();
  const { number: n } = github.as('wang-bo').openPull('openclaw/models', { title: 'Add a loader', body: 'Loads.' });
  await settle();
  let mark = github.calls.mark();
  github.as('wang-bo').comment('openclaw/models', n, '/vote quick');
  await settle();
  expect(github.calls.since(mark).length).toBeLessThanOrEqual(6);
  const opened = await motion('M-2026-0001');
  const head = opened.subjects[0]?.head ?? '';
  expect(github.checkRuns('openclaw/models', head)).toMatchObject([
    { name: 'OpenCharter / vote', status: 'in_progress' },
  ]);
  mark = github.calls.mark();
  clock.advance(days(8));
  await until('the motion is closed', async () => (await motion('M-2026-0001')).state === 'closed');
  await until('the check is completed', () => github.checkRuns('openclaw/models', head)[0]?.status === 'completed');
  await until('the motion comment is updated', async () => {
    await settle();
    return github.comments('openclaw/models', n).filter(({ author }) => author.type === 'Bot').length === 2;
  });
  expect(github.calls.since(mark).length).toBeLessThanOrEqual(5);
  expect(github.checkRuns('openclaw/models', head)).toMatchObject([{ conclusion: 'failure' }]);
});
