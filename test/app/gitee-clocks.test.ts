// Two clocks: what is written and received has governance time, which may be moved; what is signed and paced has the machine's.
import { expect, test } from '@jest/globals';
import { days, until } from '../support/app.js';
import { startGiteeWorld } from '../support/gitee-world.js';

test('webhooks are believed where the time of governance was moved far away from the machine’s', async () => {
  const world = await startGiteeWorld();
  const { gitee, clock, settle, motion, openIssue } = world;
  clock.advance(days(400));
  const number = openIssue('linmei', '/vote technical');
  await settle();
  gitee.as('wangbo').comment('openclaw/models', number, '/yes');
  await settle();
  expect(await motion('M-2027-0001')).toMatchObject({ state: 'open', tally: { yes: 1 } });
});

test('what cannot be read back for a day of that time is given up, so that what is behind it goes on', async () => {
  const world = await startGiteeWorld();
  const { gitee, clock, motion, openIssue, settle } = world;
  clock.advance(days(400));
  const number = openIssue('linmei', '/vote technical');
  await settle();
  const first = gitee.as('wangbo').comment('openclaw/models', number, '/yes').id;
  gitee.faults.fail({
    path: new RegExp(`/issues/comments/${String(first)}$`),
    until: Date.now() + 3_600_000,
    mode: { status: 502 },
  });
  await gitee.webhooks.idle();
  clock.advance(days(1));
  gitee.as('chenyu').comment('openclaw/models', number, '/no');
  await until('what is behind it is counted', async () => (await motion('M-2027-0001')).tally.no === 1, 90_000);
  expect(await world.metrics()).toMatch(/gitee_refused_total\{reason="unreadable"\} 1/);
});
