// A whole vote as GitHub sends it, with all that goes wrong on the way: exactly these outcomes, exactly these calls.
import { expect, test } from '@jest/globals';
import { days, hours, startWorld, until, type TestWorld } from '../support/app.js';
import { violations } from '../support/github-openapi.js';

const reactions = 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';
const newComment = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
const edited = 'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}';
const addLabel = 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels';
const removeLabel = 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}';

function calls({ github }: TestWorld, mark: number): readonly string[] {
  return github.calls.since(mark).map(({ method, template }) => `${method} ${template ?? '?'}`);
}

function botComments({ github }: TestWorld, n: number): readonly string[] {
  return github.comments('openclaw/models', n).flatMap(({ author, body }) => (author.type === 'Bot' ? [body] : []));
}

test('seven people vote through duplicates, reordering, edits, a deletion and a bot; the resolution and the calls are exactly those expected', async () => {
  const world = await startWorld();
  const { github, clock, settle, motion, get } = world;
  const mark = github.calls.mark();
  const { number: n } = github
    .as('wang-bo')
    .openIssue('openclaw/models', { title: 'Adopt safetensors', body: 'Let us decide.' });
  github.as('wang-bo').comment('openclaw/models', n, 'First some words.\n\n/vote technical');
  await settle();
  expect([...calls(world, mark)].sort()).toEqual([reactions, newComment, addLabel].sort());

  clock.advance(hours(1));
  const first = github.as('lin-mei').comment('openclaw/models', n, '/yes it is safer');
  github.as('wang-bo').comment('openclaw/models', n, '/赞成 更安全');
  github.as('chen-yu').comment('openclaw/models', n, '/oc no it is slower');
  github.as('kofi-mensah').comment('openclaw/models', n, '+1 with pleasure');
  github.as('ana-souza').comment('openclaw/models', n, '/abstain');
  github.as('other-bot[bot]').comment('openclaw/models', n, '/no');
  github.as('stranger').comment('openclaw/models', n, '/no I would not');
  await settle();
  for (const { id } of github.webhooks.sent()) {
    expect(await github.webhooks.redeliver(id)).toMatchObject({ status: 202 });
    expect(await github.webhooks.redeliver(id, { newId: true })).toMatchObject({ status: 202 });
  }
  github.as('chen-yu').editComment(first.id, '/no');
  github.as('lin-mei').deleteComment(first.id);
  clock.advance(hours(1));
  github.as('chen-yu').comment('openclaw/models', n, '/yes the benchmark convinced me');
  github.as('ola-nowak').comment('openclaw/models', n, '/recuse my employer sells the format');
  github.as('ola-nowak').comment('openclaw/models', n, '/yes');
  github.as('yuki-tanaka').comment('openclaw/models', n, '/extend P2D I am travelling');
  await settle();

  const opened = await motion('M-2026-0001');
  expect(opened).toMatchObject({
    state: 'open',
    closes_at: '2026-03-10T09:12:00.000Z',
    tally: {
      yes: 4,
      no: 0,
      abstain: 1,
      cast: 4,
      ballots: 5,
      electorate: 6,
      affiliations: 3,
      advisory: { yes: 0, no: 1, abstain: 0 },
    },
  });
  expect(
    opened.ballots.map(({ person, account, choice, superseded }) => [person ?? account?.login, choice, superseded]),
  ).toEqual([
    ['lin-mei', 'yes', false],
    ['wang-bo', 'yes', false],
    ['chen-yu', 'no', true],
    ['kofi-mensah', 'yes', false],
    ['ana-souza', 'abstain', false],
    ['chen-yu', 'yes', false],
    ['stranger', 'no', false],
  ]);
  expect(opened.recused.map(({ person }) => person)).toEqual(['ola-nowak']);

  clock.advance(days(9));
  await until('the resolution is there', async () => (await motion('M-2026-0001')).resolution !== null);
  await until('the label is changed', () => github.labels('openclaw/models', n).join() === 'motion/carried');
  await settle();
  expect(await get('/api/v1/resolutions')).toEqual([
    {
      id: 'R-2026-001',
      title: 'Adopt safetensors',
      kind: 'technical',
      motion: 'M-2026-0001',
      outcome: 'carried',
      in_force_at: '2026-03-10T09:12:00.000Z',
      url: 'https://charter.example/resolutions/R-2026-001',
      supersedes: null,
      superseded_by: null,
    },
  ]);
  await until('the last update of the motion comment is made', async () => {
    await settle();
    return botComments(world, n)[0]?.includes('Carried') ?? false;
  });

  // 1 /vote, 6 ballots, 1 recusal, 1 extension; the motion comment, the refusal of the recused one's ballot, the word to lin-mei that an edit is no ballot, the result; one update of the motion
  // comment for all that happened within ten seconds.
  expect(github.calls.countByTemplate(mark)).toEqual({
    [reactions]: 9,
    [newComment]: 4,
    [edited]: 1,
    [addLabel]: 2,
    [removeLabel]: 1,
  });
  expect(violations(github.calls.all())).toEqual([]);
  const told = botComments(world, n).join();
  expect(told).toContain('@ola-nowak');
  expect(told).toContain('@lin-mei');
}, 60_000);

test('seconds and notice, then a vote; help and a count on demand', async () => {
  const world = await startWorld();
  const { github, clock, settle, motion } = world;
  const { number: n } = github.as('wang-bo').openIssue('openclaw/models', { title: 'Board', body: '' });
  github.as('wang-bo').comment('openclaw/models', n, '/propose noticed Elect two members');
  await settle();
  expect(await motion('M-2026-0001')).toMatchObject({
    state: 'proposed',
    title: 'Elect two members',
    electorate: [],
    ballots: [],
    charter_version: null,
    opened_at: null,
    closes_at: null,
    tally: { yes: 0, electorate: 0, would_be: null },
  });
  github.as('wang-bo').comment('openclaw/models', n, '/second');
  github.as('lin-mei').comment('openclaw/models', n, '/yes');
  github.as('lin-mei').comment('openclaw/models', n, '/second');
  github.as('chen-yu').comment('openclaw/models', n, '/附议');
  await settle();
  expect((await motion('M-2026-0001')).seconds.map(({ person }) => person)).toEqual(['lin-mei', 'chen-yu']);
  clock.advance(days(3) + 2000);
  await until('the motion is open', async () => (await motion('M-2026-0001')).state === 'open');
  expect(await motion('M-2026-0001')).toMatchObject({
    opened_at: '2026-03-04T09:12:00.000Z',
    closes_at: '2026-03-11T09:12:00.000Z',
  });
  github.as('stranger').comment('openclaw/models', n, '/help');
  github.as('stranger').comment('openclaw/models', n, '/check-vote');
  github.as('stranger').comment('openclaw/models', n, '/check-vote');
  await settle();
  const toStranger = botComments(world, n).filter((body) => /opencharter:(help|reply)\S*6666/.test(body));
  expect(toStranger).toHaveLength(2);
  github.as('wang-bo').comment('openclaw/models', n, '/withdraw it was too early');
  await settle();
  expect(await motion('M-2026-0001')).toMatchObject({
    state: 'closed',
    outcome: 'withdrawn',
    ended_by: { person: 'wang-bo', reason: 'it was too early' },
  });
  expect(violations(github.calls.all())).toEqual([]);
});
