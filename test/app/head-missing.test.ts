// A motion on a pull request never opens without the head commit it is on.
import { expect, test } from '@jest/globals';
import { hours, startWorld, until } from '../support/app.js';

const repo = 'openclaw/models';
const pulls = /\/pulls\/\d+$/;

test.each([403, 404])(
  'while GitHub answers %i for the head a motion stays proposed and says what is missing; it opens by itself when the head is told',
  async (status) => {
    const { github, clock, settle, motion, url } = await startWorld();
    const { number: n, pull } = github.as('wang-bo').openPull(repo, { title: 'Add a loader', body: 'Loads.' });
    github.faults.fail({ path: pulls, times: 10_000, mode: { status } });
    const call = github.as('wang-bo').comment(repo, n, '/vote technical');
    await settle();

    expect(github.reactions(call.id)).toHaveLength(1);
    const waits = await motion('M-2026-0001');
    expect(waits).toMatchObject({ state: 'proposed', opened_at: null, waiting: { head_missing: true } });
    const comment = () => github.comments(repo, n).find(({ author }) => author.type === 'Bot')?.body ?? '';
    await until('the motion comment says it', () => comment().includes('needs Read access to Pull requests'));
    expect([github.labels(repo, n), github.checkRuns(repo, pull.head.sha)]).toEqual([[], []]);
    const page = async (language: string) => (await fetch(`${url}${language}/motions/M-2026-0001`)).text();
    expect(await page('')).toContain('Read access to Pull requests');
    expect(await page('/zh')).toContain('Pull requests 的 Read 权限');

    clock.advance(hours(5));
    github.faults.clear();
    await until('the motion is open', async () => (await motion('M-2026-0001')).state === 'open');
    expect(await motion('M-2026-0001')).toMatchObject({
      opened_at: waits.proposed_at,
      subjects: [{ head: pull.head.sha }],
      waiting: null,
    });
    await until('its check is there', () => github.checkRuns(repo, pull.head.sha).length === 1);
    await until('its label is there', () => github.labels(repo, n).includes('motion/open'));
    await settle();
    github.as('wang-bo').push(repo, n);
    await until('a push supersedes it', async () => (await motion('M-2026-0001')).outcome === 'superseded');
  },
);
