// One motion in an issue on GitHub and one on Gitee, through the whole app: ballots from both accounts of a person, twice told, lost and late.
import { expect, test } from '@jest/globals';
import { hours, until } from '../support/app.js';
import { reached } from '../support/gitee-poll.js';
import { models, startGiteeWorld } from '../support/gitee-world.js';

const first = 'M-2026-0001';
const minute = 60_000;

test('ballots from either account are one person’s, the later counts, whatever is told twice, and both subjects show it', async () => {
  const world = await startGiteeWorld();
  const { github, gitee, clock, settle, motion, openIssue, url } = world;
  await until('the first poll is noted', async () => (await reached(world)) !== null);
  const there = openIssue('linmei', 'What do you think?');
  const { number: here } = github.as('wang-bo').openIssue(models, { title: 'Adopt safetensors', body: 'Safer.' });
  await settle();
  github.as('wang-bo').comment(models, here, `/vote technical\n/link gitee:${models}#${there}`);
  await settle();
  const onGitHub = (login: string, body: string) => github.as(login).comment(models, here, body);
  const onGitee = (login: string, body: string) => gitee.as(login).comment(models, there, body);
  const turns = [
    () => onGitHub('lin-mei', '/yes'),
    () => onGitee('linmei', '/no 重新考虑'),
    () => onGitee('wangbo', '/no'),
    () => onGitHub('wang-bo', '/yes after all'),
    () => onGitHub('chen-yu', '/no'),
    () => onGitee('chenyu', '/赞成'),
    () => onGitHub('ana-souza', '/no'),
    () => onGitee('luren', '/yes from outside'),
  ];
  for (const turn of turns) {
    turn();
    await settle();
    clock.advance(minute);
  }
  const open = await motion(first);
  const counted = { yes: 2, no: 2, ballots: 4, electorate: 7, advisory: { yes: 1, no: 0, abstain: 0 } };
  expect(open).toMatchObject({ state: 'open', tally: counted });
  expect(open.subjects).toMatchObject([
    { forge: 'github', repo: models, number: String(here) },
    { forge: 'gitee', repo: models, number: there },
  ]);

  for (const hooks of [gitee.webhooks, github.webhooks]) {
    for (const { id } of hooks.sent()) await hooks.redeliver(id);
  }
  await settle();
  expect(await motion(first)).toMatchObject({ tally: counted });
  expect((await motion(first)).ballots.filter(({ binding, superseded }) => binding && !superseded)).toHaveLength(4);

  // Of these no webhook tells: the motion waits for the poll that finds the one that came in time.
  gitee.losing = true;
  const closesAt = Date.parse(open.closes_at ?? '');
  clock.advance(closesAt - Date.parse(clock.now()) - minute);
  onGitee('linmei', '/yes in time');
  clock.advance(2 * minute);
  onGitee('chenyu', '/no too late');
  gitee.faults.fail({ path: /\/(issues|pulls|comments)$/, until: Date.now() + 600_000, mode: { status: 502 } });
  clock.advance(hours(1));
  onGitHub('wang-bo', '/no too late');
  await until('a poll fails', async () => /poll_failures_total\{forge="gitee"\} [1-9]/.test(await world.metrics()));
  expect((await motion(first)).state).toBe('open');
  gitee.faults.clear();
  clock.advance(10 * minute);
  await until('the motion is closed', async () => (await motion(first)).state === 'closed');
  const closed = await motion(first);
  expect(closed).toMatchObject({ outcome: 'carried', closed_at: open.closes_at, tally: { yes: 3, no: 1, ballots: 4 } });

  const told = {
    github: () => github.comments(models, here).filter(({ author }) => author.type === 'Bot'),
    gitee: () => gitee.comments(models, there).filter(({ author }) => author.id === 900),
  };
  for (const comments of Object.values(told)) {
    await until('the result is told', () => comments().some(({ body }) => body.includes('R-2026-001')));
    await until('the count is told', () =>
      comments().some(({ body }) => body.includes('opencharter:motion') && body.includes('3 for, 1 against')),
    );
  }
  await until('the labels are put', () => github.labels(models, here).join() === 'motion/carried');
  await until('the labels are put', () => gitee.labels(models, there).join() === 'motion/carried');
  const page = await (await fetch(`${url}/motions/${first}`)).text();
  for (const subject of closed.subjects) expect(page).toContain(subject.url);
});
