// Gitee polled by the whole app: what votes and policies come to where no webhook reaches us, or only some of them.
import { expect, test } from '@jest/globals';
import type { Config } from '../../src/config.js';
import { days, hours, until } from '../support/app.js';
import { deafWorld, poll, reached } from '../support/gitee-poll.js';
import { models, secret, startGiteeWorld, token, type GiteeWorld } from '../support/gitee-world.js';

const minute = 60_000;

function giteeSettings({ url }: GiteeWorld['gitee']): Config['gitee'] {
  return { url, token, webhookSecret: secret, webhookMode: 'signature', proxy: null };
}

async function ballots({ app }: GiteeWorld): Promise<number> {
  const { motions } = await app.stores.ledger.sync();
  return [...motions.values()].reduce((count, motion) => count + motion.ballots.length, 0);
}

/** What could not be polled so far. */
async function failures({ metrics }: GiteeWorld): Promise<number> {
  return Number(/poll_failures_total\{forge="gitee"\} (\d+)/.exec(await metrics())?.[1] ?? 0);
}

function botComments({ gitee }: GiteeWorld, number: string | number): readonly string[] {
  return gitee.comments(models, number).flatMap(({ author, body }) => (author.id === 900 ? [body] : []));
}

test('a whole vote goes by polling alone', async () => {
  const world = await deafWorld();
  const { gitee, clock, motion, openIssue } = world;
  const number = openIssue('linmei', '/vote technical');
  await poll(world);
  expect(await motion('M-2026-0001')).toMatchObject({
    state: 'open',
    subjects: [{ forge: 'gitee', repo: models, number }],
  });
  gitee.as('linmei').comment(models, number, '/yes');
  gitee.as('wangbo').comment(models, number, '/yes it reads well');
  gitee.as('chenyu').comment(models, number, 'Nothing to say.');
  await poll(world);
  expect(await motion('M-2026-0001')).toMatchObject({ tally: { yes: 2, no: 0 } });
  clock.advance(days(7) - 10 * minute);
  gitee.as('wangbo').comment(models, number, '/no after all');
  clock.advance(10 * minute);
  gitee.as('linmei').comment(models, number, '/no too late');
  clock.advance(minute);
  await until('the motion is closed', async () => (await motion('M-2026-0001')).state === 'closed');
  const closed = await motion('M-2026-0001');
  expect(closed).toMatchObject({ tally: { yes: 1, no: 1 }, closed_at: closed.closes_at });
  await until('the result is told', () => botComments(world, number).length >= 2);
});

test('what a webhook brought already is not done twice, and what webhooks lost is done once', async () => {
  const world = await startGiteeWorld();
  const { gitee, clock, settle, motion, openIssue } = world;
  await until('the first poll is noted', async () => (await reached(world)) !== null);
  const number = openIssue('linmei', '/vote technical');
  gitee.as('linmei').comment(models, number, '/yes');
  await settle();
  gitee.losing = true;
  // Gitee's times are to the second, those of webhooks are not.
  clock.advance(1000);
  gitee.as('wangbo').comment(models, number, '/no');
  await poll(world);
  await poll(world);
  expect(await motion('M-2026-0001')).toMatchObject({ tally: { yes: 1, no: 1 } });
  expect(await ballots(world)).toBe(2);
  for (const { id } of gitee.webhooks.sent()) await gitee.webhooks.redeliver(id);
  await settle();
  expect(await ballots(world)).toBe(2);
});

test('what is older than the first poll does nothing', async () => {
  const world = await startGiteeWorld({
    config: { gitee: null },
  });
  const { gitee, app, clock, openIssue } = world;
  gitee.losing = true;
  const number = openIssue('linmei', '/vote technical');
  clock.advance(minute);
  world.app = await world.startAnother({ gitee: giteeSettings(gitee) });
  await app.stop();
  await until('the first poll is noted', async () => (await reached(world)) !== null);
  clock.advance(minute);
  gitee.as('wangbo').comment(models, number, 'A word.');
  await poll(world);
  expect((await world.app.stores.ledger.sync()).motions.size).toBe(0);
});

test('a comment that was changed before it was found never acts, and is told so', async () => {
  const world = await deafWorld();
  const { gitee, clock, motion, openIssue } = world;
  const number = openIssue('linmei', '/vote technical');
  await poll(world);
  const { id } = gitee.as('wangbo').comment(models, number, 'I am not sure.');
  clock.advance(3000);
  gitee.as('wangbo').editComment(id, '/yes');
  await poll(world);
  expect(await ballots(world)).toBe(0);
  expect(await motion('M-2026-0001')).toMatchObject({ tally: { yes: 0 } });
  await until('it is told', () => botComments(world, number).some((body) => body.includes('@wangbo')));
});

test('what an issue was opened with and was changed since calls nothing, and its author is told once', async () => {
  const world = await deafWorld();
  const { gitee, clock, openIssue } = world;
  const [edited, commented] = [openIssue('linmei', 'A question.'), openIssue('chenyu', '/vote technical')];
  clock.advance(3000);
  gitee.as('wangbo').editBody(models, edited, '/vote technical');
  // Gitee says of an issue that was commented on that it was changed.
  gitee.as('wangbo').comment(models, commented, 'A word.');
  const { id } = gitee.as('wangbo').comment(models, commented, 'A word.');
  clock.advance(3000);
  gitee.as('wangbo').editComment(id, '/propose technical');
  await poll(world);
  const told = (number: string) =>
    botComments(world, number).map((body) => /@\w+.*was not run/s.exec(body)?.[0].slice(0, 7));
  await until('they are told', () => told(edited).length + told(commented).length === 3);
  expect([told(edited), told(commented).sort()]).toEqual([['@linmei'], ['@chenyu', '@wangbo']]);
  clock.advance(3000);
  gitee.as('linmei').comment(models, commented, 'Another word.');
  await poll(world);
  expect(botComments(world, commented)).toHaveLength(2);
  expect((await world.app.stores.ledger.sync()).motions.size).toBe(0);
});

test('a text that was run by its webhook is not told off when a poll finds it changed, nor read again', async () => {
  const world = await startGiteeWorld();
  const { gitee, clock, settle, openIssue } = world;
  await until('the first poll is noted', async () => (await reached(world)) !== null);
  clock.advance(1000);
  const number = openIssue('linmei', '/vote technical');
  await settle();
  clock.advance(3000);
  gitee.as('wangbo').editBody(models, number, '/vote technical\n\nIn more words.');
  await settle();
  const mark = gitee.calls.mark();
  await poll(world);
  expect(gitee.calls.countByTemplate(mark)).not.toHaveProperty('GET /repos/{owner}/{repo}/issues/{number}');
  expect(botComments(world, number).filter((body) => body.includes('was not run'))).toEqual([]);
});

test('a motion called long before it is found is called when it is found: nobody could know of it before', async () => {
  const world = await deafWorld();
  const { clock, gitee, motion, openIssue } = world;
  openIssue('linmei', '/vote technical');
  gitee.faults.fail({ path: /\/issues$/, until: Date.now() + 3_600_000, mode: { status: 502 } });
  clock.advance(2 * minute);
  await until('a poll fails', async () => (await failures(world)) > 0);
  // No poll that began before these eight days may still be reading when the fault is over.
  const before = await failures(world);
  clock.advance(days(8));
  await until('another fails', async () => (await failures(world)) > before);
  gitee.faults.clear();
  await poll(world);
  expect(await motion('M-2026-0001')).toMatchObject({ state: 'open', opened_at: clock.now() });
});

test('a forge that is away delays the closing, not its time: what was written before still counts', async () => {
  const world = await deafWorld();
  const { clock, gitee, motion, openIssue } = world;
  const number = openIssue('linmei', '/vote technical');
  await poll(world);
  clock.advance(days(7) - 10 * minute);
  gitee.faults.fail({ path: /\/(issues|pulls|comments)$/, until: Date.now() + 3_600_000, mode: { status: 502 } });
  gitee.as('linmei').comment(models, number, '/yes');
  clock.advance(hours(5));
  await until('a poll fails', async () => (await failures(world)) > 0);
  expect((await motion('M-2026-0001')).state).toBe('open');
  gitee.faults.clear();
  clock.advance(10 * minute);
  await until('the motion is closed', async () => (await motion('M-2026-0001')).state === 'closed');
  const closed = await motion('M-2026-0001');
  expect(closed).toMatchObject({ tally: { yes: 1 }, closed_at: closed.closes_at });
});

test('a quiet repository costs a call for each list', async () => {
  const world = await deafWorld();
  const { gitee } = world;
  await poll(world);
  const mark = gitee.calls.mark();
  await poll(world);
  expect(gitee.calls.countByTemplate(mark)).toEqual({
    'GET /repos/{owner}/{repo}/issues': 1,
    'GET /repos/{owner}/{repo}/issues/comments': 1,
    'GET /repos/{owner}/{repo}/pulls': 2,
  });
  expect(await (await fetch(`${world.url}/status`)).text()).toContain('Last asked for everything new');
  expect(await world.metrics()).toMatch(/opencharter_poll_age_seconds\{forge="gitee"\} \d/);
});

const policy = `
version: 1
policies:
  title: { enforce: block }
`;

test('a pull request is judged, and judged again when it changes, by polling alone', async () => {
  const world = await deafWorld({ policy });
  const { gitee, app } = world;
  const { number } = gitee.as('wangbo').openPull(models, { title: 'Add things', body: 'Because.' });
  await poll(world);
  const ref = { forge: 'gitee', repo: models, number: String(number) } as const;
  const verdict = async () => (await app.stores.contributions.find(ref))?.evaluated?.verdict;
  expect(await verdict()).toBe('fail');
  await until('the label is there', () => gitee.labels(models, number).includes('policy/needs-work'));
  gitee.as('wangbo').editTitle(models, number, 'feat: add things');
  await poll(world);
  expect(await verdict()).toBe('pass');
  gitee.as('wangbo').push(models, number);
  await poll(world);
  const head = gitee.pull(models, number).pull.head.sha;
  expect((await app.stores.contributions.find(ref))?.evaluated?.head).toBe(head);
  gitee.as('wangbo').close(models, number);
  await poll(world);
  expect((await app.stores.contributions.find(ref))?.state).toBe('closed');
});
