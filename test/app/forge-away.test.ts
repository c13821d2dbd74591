// A forge that cannot be read holds up only what needs it.
import { expect, test } from '@jest/globals';
import { days, startWorld, until } from '../support/app.js';

test('while the head of one pull request cannot be read, other motions close on time', async () => {
  const { github, clock, settle, motion } = await startWorld();
  const waiting = github.as('wang-bo').openPull('openclaw/models', { title: 'Add a loader', body: '/propose noticed' });
  await settle();
  for (const login of ['lin-mei', 'chen-yu']) github.as(login).comment('openclaw/models', waiting.number, '/second');
  const issue = github.as('yuki-tanaka').openIssue('openclaw/models', { title: 'Adopt safetensors', body: '/vote' });
  await settle();
  for (const login of ['lin-mei', 'chen-yu', 'ana-souza', 'wang-bo'])
    github.as(login).comment('openclaw/models', issue.number, '/yes');
  await settle();
  github.faults.fail({ path: /\/pulls\/\d+$/, times: 10_000, mode: { status: 502 } });
  clock.advance(days(8));
  await until('the other motion is closed', async () => (await motion('M-2026-0002')).state === 'closed');
  expect(await motion('M-2026-0002')).toMatchObject({ outcome: 'carried', resolution: 'R-2026-001' });
  expect(await motion('M-2026-0001')).toMatchObject({ state: 'proposed' });
});
