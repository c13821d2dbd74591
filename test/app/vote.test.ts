// A vote from its first comment to its resolution, as GitHub sends it.
import { expect, test } from '@jest/globals';
import { days, hours, members, startWorld, until } from '../support/app.js';

test('a comment opens a motion, seven people vote, it closes on time and becomes a resolution', async () => {
  const { github, clock, settle, motion, get } = await startWorld();
  const issue = github
    .as('wang-bo')
    .openIssue('openclaw/models', { title: 'Adopt safetensors', body: 'Let us decide.' });
  const n = issue.number;
  const comment = github.as('wang-bo').comment('openclaw/models', n, '/vote technical');
  await settle();

  const opened = await motion('M-2026-0001');
  expect(opened).toMatchObject({
    state: 'open',
    kind: 'technical',
    title: 'Adopt safetensors',
    proposer: 'wang-bo',
    outcome: null,
  });
  expect(opened.electorate.map(({ person }) => person)).toEqual([...members]);
  expect(github.labels('openclaw/models', n)).toEqual(['motion/open']);
  expect(github.reactions(comment.id).map(({ content }) => content)).toEqual(['eyes']);

  for (const [i, login] of members.entries()) {
    clock.advance(hours(1));
    github.as(login).comment('openclaw/models', n, i < 4 ? '/yes good' : i < 6 ? '/no not now' : '/abstain');
  }
  github.as('stranger').comment('openclaw/models', n, '/no');
  await settle();
  const voted = await motion('M-2026-0001');
  expect(voted.tally).toMatchObject({ yes: 4, no: 2, abstain: 1, cast: 6, ballots: 7, would_be: 'carried' });
  expect(voted.tally.advisory).toEqual({ yes: 0, no: 1, abstain: 0 });

  clock.advance(days(7));
  await until('the motion is closed', async () => (await motion('M-2026-0001')).resolution !== null);
  await settle();
  const closed = await motion('M-2026-0001');
  expect(closed).toMatchObject({
    state: 'closed',
    outcome: 'carried',
    resolution: 'R-2026-001',
    closed_at: opened.closes_at,
    in_force_at: opened.closes_at,
  });
  expect(await get('/api/v1/resolutions/R-2026-001')).toMatchObject({
    id: 'R-2026-001',
    motion: 'M-2026-0001',
    outcome: 'carried',
  });
  expect(github.labels('openclaw/models', n)).toEqual(['motion/carried']);
  const bodies = github.comments('openclaw/models', n).filter(({ author }) => author.type === 'Bot');
  expect(bodies).toHaveLength(2);
  expect(bodies[1]?.body).toContain('R-2026-001');
});
