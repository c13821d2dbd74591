// Motions that take another road than a plain vote in an issue: seconds and notice, and a pull request. Exactly these calls.
import { describe, expect, test } from '@jest/globals';
import { days, hours, startOn, until } from '../support/app.js';
import { callsOn, conversation } from '../support/conversation.js';
import { forges, placeOf } from '../support/forges.js';
import { idOn } from '../support/foundation.js';
import { violationsOn } from '../support/violations.js';

const repo = 'openclaw/models';

describe.each(forges)('on %s', (on) => {
  const account = (id: number): string => `${on} ${String(idOn(on, id))}`;

  test('a motion that needs seconds and notice is proposed, seconded, opened late by its due time, counted on demand, and withdrawn', async () => {
    const world = await startOn(on);
    const { forge, clock, settle, motion } = world;
    const { number: n } = forge.as('wang-bo').openIssue(repo, { title: 'Board', body: '' });
    await settle();
    const { say, calls, bot, shown } = conversation(world, repo, n);
    const place = placeOf(forge, repo, n);
    await say('stranger', '/propose noticed');
    expect(bot('reply')).toContain('motions.noticed.callers');
    await say('wang-bo', '/propose noticed Elect two members');
    expect(await motion('M-2026-0001')).toMatchObject({
      state: 'proposed',
      title: 'Elect two members',
      electorate: [],
      ballots: [],
      charter_version: null,
      opened_at: null,
      closes_at: null,
      waiting: { seconds: 0, seconds_needed: 2, opens_after: '2026-03-04T09:12:00.000Z' },
      tally: { yes: 0, electorate: 0, would_be: null },
    });
    expect(forge.labels(repo, n)).toEqual([]);
    await say('wang-bo', '/second');
    await say('lin-mei', '/yes');
    await say('lin-mei', '/second');
    await say('chen-yu', '/附议');
    const seconds = (await motion('M-2026-0001')).seconds.map(({ person }) => person);
    expect(seconds).toEqual(['lin-mei', 'chen-yu']);

    clock.advance(days(3) + hours(5));
    await until('the motion is open', async () => (await motion('M-2026-0001')).state === 'open');
    await until('its label says so', () => forge.labels(repo, n).includes('motion/open'));
    expect(await motion('M-2026-0001')).toMatchObject({
      opened_at: '2026-03-04T09:12:00.000Z',
      closes_at: '2026-03-11T09:12:00.000Z',
      tally: { electorate: 7 },
    });
    await say('stranger', '/help');
    await say('stranger', '/check-vote');
    await say('lin-mei', '/计票');
    expect(bot(`reply ${place} ${account(1001)}`)).toContain('2026-03-04 15:12');
    clock.advance(hours(1));
    await say('lin-mei', '/check-vote');
    await say('stranger', '/withdraw');
    await say('wang-bo', '/撤回 it was too early');
    await shown();

    expect(await motion('M-2026-0001')).toMatchObject({
      state: 'closed',
      outcome: 'withdrawn',
      closed_at: '2026-03-04T15:12:00.000Z',
      in_force_at: null,
      resolution: null,
      ended_by: { person: 'wang-bo', reason: 'it was too early' },
    });
    // The label keeps the place of its first wish: while something else is written, it may come before the reaction to what changes it.
    const withdrawal = 'eyes on wang-bo: /撤回 it was too early';
    expect(calls().filter((call) => call === withdrawal)).toEqual(callsOn(on, [withdrawal]));
    expect(calls().filter((call) => call !== withdrawal)).toEqual(
      callsOn(on, [
        `write reply ${place} ${account(6666)}`,
        'eyes on wang-bo: /propose noticed Elect two members',
        `write motion M-2026-0001 ${place}`,
        `write reply ${place} ${account(1002)}`,
        `write reply ${place} ${account(1001)}`,
        'eyes on lin-mei: /second',
        'eyes on chen-yu: /附议',
        'label motion/open',
        `write help ${place} ${account(6666)}`,
        'eyes on stranger: /check-vote',
        `edit reply ${place} ${account(1001)}`,
        'eyes on lin-mei: /check-vote',
        `edit reply ${place} ${account(6666)}`,
        'label motion/withdrawn',
        'unlabel motion/open',
        `write result M-2026-0001 ${place}`,
      ]),
    );
    expect(violationsOn[on](forge.calls.all())).toEqual([]);
  });

  test('a vote on a pull request is bound to its head, and closes as soon as it is decided and its least time is over', async () => {
    const world = await startOn(on);
    const { forge, clock, settle, motion, get } = world;
    const { number: n } = forge.as('wang-bo').openPull(repo, { title: 'Add a loader', body: 'Loads.' });
    await settle();
    const { say, calls, shown } = conversation(world, repo, n);
    const place = placeOf(forge, repo, n);
    await say('wang-bo', '/vote-quick');
    const head = (await motion('M-2026-0001')).subjects[0]?.head ?? '';
    for (const login of ['wang-bo', 'lin-mei', 'chen-yu']) await say(login, '/yes');
    clock.advance(hours(23));
    await say('kofi-mensah', '/yes');
    expect(await motion('M-2026-0001')).toMatchObject({ state: 'open', tally: { would_be: 'carried' } });
    clock.advance(hours(2));
    await until('the motion is closed', async () => (await motion('M-2026-0001')).state === 'closed');
    await shown();

    expect(await get('/api/v1/motions/M-2026-0001')).toMatchObject({
      outcome: 'carried',
      closes_at: '2026-03-08T09:12:00.000Z',
      closed_at: '2026-03-02T09:12:00.000Z',
      in_force_at: '2026-03-02T09:12:00.000Z',
    });
    expect(forge.checkRuns(repo, head)).toMatchObject([
      { name: 'OpenCharter / vote', status: 'completed', conclusion: 'success' },
    ]);
    expect(calls()).toEqual(
      callsOn(on, [
        `GET /repos/${repo}/pulls/${String(n)}`,
        'eyes on wang-bo: /vote-quick',
        `write motion M-2026-0001 ${place}`,
        'label motion/open',
        'check in_progress',
        ...['wang-bo', 'lin-mei', 'chen-yu', 'kofi-mensah'].map((login) => `eyes on ${login}: /yes`),
        'label motion/carried',
        'unlabel motion/open',
        'check success',
        `write result M-2026-0001 ${place}`,
      ]),
    );
    expect(violationsOn[on](forge.calls.all())).toEqual([]);
  });
});
