// A vote from its first comment to its resolution, as each forge sends it.
import { expect, test } from '@jest/globals';
import { days, hours, members, startOn, until } from '../support/app.js';
import { forges } from '../support/forges.js';

const repo = 'openclaw/models';

test.each(forges)(
  'on %s a comment opens a motion, seven people vote, it closes on time and becomes a resolution',
  async (on) => {
    const { forge, clock, settle, motion, get } = await startOn(on);
    const { number: n } = forge.as('wang-bo').openIssue(repo, { title: 'Adopt safetensors', body: 'Let us decide.' });
    const comment = forge.as('wang-bo').comment(repo, n, '/vote technical');
    await settle();

    const opened = await motion('M-2026-0001');
    expect(opened).toMatchObject({
      state: 'open',
      kind: 'technical',
      title: 'Adopt safetensors',
      subjects: [{ forge: on, repo, number: String(n) }],
      proposer: 'wang-bo',
      outcome: null,
    });
    expect(opened.electorate.map(({ person }) => person)).toEqual([...members]);
    expect(forge.labels(repo, n)).toEqual(['motion/open']);
    // Gitee has no reactions: there the motion comment is all that tells of a command.
    expect(forge.reactions(comment)).toEqual(on === 'github' ? ['eyes'] : []);
    expect(forge.told(repo, n)).toHaveLength(1);

    for (const [i, login] of members.entries()) {
      clock.advance(hours(1));
      forge.as(login).comment(repo, n, i < 4 ? '/yes good' : i < 6 ? '/no not now' : '/abstain');
      await settle();
    }
    forge.as('stranger').comment(repo, n, '/no');
    await settle();
    const voted = await motion('M-2026-0001');
    expect(voted.tally).toMatchObject({ yes: 4, no: 2, abstain: 1, cast: 6, ballots: 7, would_be: 'carried' });
    expect(voted.tally.advisory).toEqual({ yes: 0, no: 1, abstain: 0 });
    await until('the motion comment shows the ballots', () =>
      forge.told(repo, n).some((body) => body.includes('4 for, 2 against')),
    );

    clock.advance(days(7));
    await until('the motion is closed', async () => (await motion('M-2026-0001')).resolution !== null);
    await until('the result is told', () => forge.told(repo, n).length === 2);
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
    expect(forge.labels(repo, n)).toEqual(['motion/carried']);
    expect(forge.told(repo, n)[1]).toContain('R-2026-001');
  },
);
