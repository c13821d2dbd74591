// A forge that cannot be read holds up only what needs it.
import { expect, test } from '@jest/globals';
import { days, startOn, until } from '../support/app.js';
import { forges } from '../support/forges.js';

const repo = 'openclaw/models';

test.each(forges)('on %s other motions close on time while the head of one pull request cannot be read', async (on) => {
  const { forge, clock, settle, motion } = await startOn(on);
  const waiting = forge.as('wang-bo').openPull(repo, { title: 'Add a loader', body: '/propose noticed' });
  await settle();
  for (const login of ['lin-mei', 'chen-yu']) forge.as(login).comment(repo, waiting.number, '/second');
  const issue = forge.as('yuki-tanaka').openIssue(repo, { title: 'Adopt safetensors', body: '/vote' });
  await settle();
  for (const login of ['lin-mei', 'chen-yu', 'ana-souza', 'wang-bo'])
    forge.as(login).comment(repo, issue.number, '/yes');
  await settle();
  forge.faults.fail({ path: /\/pulls\/\d+$/, times: 10_000, mode: { status: 502 } });
  clock.advance(days(8));
  await until('the other motion is closed', async () => (await motion('M-2026-0002')).state === 'closed');
  expect(await motion('M-2026-0002')).toMatchObject({ outcome: 'carried', resolution: 'R-2026-001' });
  expect(await motion('M-2026-0001')).toMatchObject({ state: 'proposed' });
});
