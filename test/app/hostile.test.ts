// Bad input and bad faith, from outside.
import { expect, test } from '@jest/globals';
import { hours, startWorld, type TestWorld } from '../support/app.js';

async function openMotion(world: TestWorld, kind = 'technical'): Promise<number> {
  const { number } = world.github
    .as('wang-bo')
    .openIssue('openclaw/models', { title: 'Adopt safetensors', body: 'Text.' });
  world.github.as('wang-bo').comment('openclaw/models', number, `/vote ${kind}`);
  await world.settle();
  return number;
}

function botComments({ github }: TestWorld, n: number): readonly string[] {
  return github.comments('openclaw/models', n).flatMap(({ author, body }) => (author.type === 'Bot' ? [body] : []));
}

test.each([
  ['in a fenced block', '```\n/yes\n```'],
  ['in a quotation', '> /yes'],
  ['in an HTML comment', '<!--\n/yes\n-->'],
  ['in inline code', 'I would say `\n/yes\n`'],
  ['indented', '    /yes'],
  ['in the middle of a line', 'so /yes'],
])('a ballot %s does not count', async (_where, body) => {
  const world = await startWorld();
  const n = await openMotion(world);
  world.github.as('lin-mei').comment('openclaw/models', n, body);
  await world.settle();
  expect((await world.motion('M-2026-0001')).tally.ballots).toBe(0);
});

test('bots and comments by way of an app are not read', async () => {
  const world = await startWorld();
  const n = await openMotion(world);
  world.github.as('other-bot[bot]').comment('openclaw/models', n, '/yes');
  world.github.as('lin-mei').comment('openclaw/models', n, '/yes', { viaApp: true });
  await world.settle();
  const { tally } = await world.motion('M-2026-0001');
  expect(tally).toMatchObject({ ballots: 0, advisory: { yes: 0 } });
});

test('an outsider who calls a motion is refused once, naming the clause, and the reply is edited in place', async () => {
  const world = await startWorld();
  const { number: n } = world.github
    .as('stranger')
    .openIssue('openclaw/models', { title: 'Mine', body: '/vote technical' });
  world.github.as('stranger').comment('openclaw/models', n, '/vote nonsense');
  world.github.as('stranger').comment('openclaw/models', n, '/vote technical');
  await world.settle();
  const replies = botComments(world, n);
  expect(replies).toHaveLength(1);
  expect(replies[0]).toContain('motions.technical.callers');
  expect(await world.get('/api/v1/motions')).toEqual([]);
});

test('an edit never changes a ballot; one that adds a ballot is told to its author', async () => {
  const world = await startWorld();
  const n = await openMotion(world);
  const ballot = world.github.as('lin-mei').comment('openclaw/models', n, '/yes');
  const plain = world.github.as('chen-yu').comment('openclaw/models', n, 'Thinking.');
  await world.settle();
  world.github.as('wang-bo').editComment(ballot.id, '/no');
  world.github.as('chen-yu').editComment(plain.id, '/no after all');
  world.github.as('lin-mei').deleteComment(ballot.id);
  await world.settle();
  const { tally, ballots } = await world.motion('M-2026-0001');
  expect(tally).toMatchObject({ yes: 1, no: 0, ballots: 1 });
  expect(ballots).toHaveLength(1);
  expect(botComments(world, n).filter((body) => body.includes('@chen-yu'))).toHaveLength(1);
});

test('near misses of a ballot are told; other words are not', async () => {
  const world = await startWorld();
  const n = await openMotion(world);
  world.github.as('lin-mei').comment('openclaw/models', n, '/yess');
  world.github.as('chen-yu').comment('openclaw/models', n, '/deploy now');
  await world.settle();
  expect(botComments(world, n).filter((body) => body.includes('@lin-mei'))).toHaveLength(1);
  expect(botComments(world, n)).toHaveLength(2);
});

test('reordered, doubled and redelivered webhooks do not flip a vote', async () => {
  const world = await startWorld();
  const { github, settle, motion, clock } = world;
  const n = await openMotion(world);
  github.webhooks.autoDeliver = false;
  github.as('lin-mei').comment('openclaw/models', n, '/yes');
  github.as('lin-mei').comment('openclaw/models', n, '/no');
  clock.advance(hours(1));
  const ids = github.webhooks.pending().map(({ id }) => id);
  await github.webhooks.deliverInOrder([...ids].reverse());
  await settle();
  for (const id of ids) {
    expect(await github.webhooks.redeliver(id)).toMatchObject({ status: 202 });
    expect(await github.webhooks.redeliver(id, { newId: true })).toMatchObject({ status: 202 });
  }
  await settle();
  const { tally, ballots } = await motion('M-2026-0001');
  expect(tally).toMatchObject({ yes: 0, no: 1, ballots: 1 });
  expect(ballots.map(({ choice, superseded }) => [choice, superseded])).toEqual([
    ['no', false],
    ['yes', true],
  ]);
});

test('a login taken over by a stranger has no rights; a member who renames the account keeps theirs', async () => {
  const world = await startWorld();
  const n = await openMotion(world);
  world.github.as('lin-mei').rename('lin-mei-new');
  world.github.addUser({ login: 'lin-mei', id: 6667 });
  world.github.as('lin-mei').comment('openclaw/models', n, '/no I am somebody else');
  world.github.as('lin-mei-new').comment('openclaw/models', n, '/yes');
  await world.settle();
  const { tally } = await world.motion('M-2026-0001');
  expect(tally).toMatchObject({ yes: 1, no: 0, advisory: { no: 1 } });
});

test('deliveries of a repository outside the foundation are taken and have no effect', async () => {
  const world = await startWorld();
  const { number: n } = world.github
    .as('stranger')
    .openIssue('stranger/thing', { title: 'Mine', body: '/vote technical' });
  world.github.as('wang-bo').comment('stranger/thing', n, '/vote technical');
  await world.settle();
  expect(world.github.webhooks.sent().flatMap(({ attempts }) => attempts.map(({ status }) => status))).not.toContain(
    500,
  );
  expect(await world.get('/api/v1/motions')).toEqual([]);
  expect(world.github.comments('stranger/thing', n)).toHaveLength(1);
});

test('two people who call a motion in one issue at the same time get one motion', async () => {
  const world = await startWorld();
  const { number: n } = world.github.as('wang-bo').openIssue('openclaw/models', { title: 'Adopt', body: '' });
  await world.settle();
  await world.startAnother();
  world.github.as('wang-bo').comment('openclaw/models', n, '/vote technical');
  world.github.as('lin-mei').comment('openclaw/models', n, '/vote technical');
  await world.settle();
  expect(await world.get('/api/v1/motions')).toHaveLength(1);
});

test('markup and mentions in titles and reasons are neutralised in what the bot writes', async () => {
  const world = await startWorld();
  const { number: n } = world.github.as('wang-bo').openIssue('openclaw/models', {
    title: '<img src=x onerror=alert(1)> @everyone **bold** [x](https://evil.example)',
    body: '/vote',
  });
  world.github
    .as('lin-mei')
    .comment('openclaw/models', n, '/yes @openclaw/tsc <script>alert(1)</script> #1 https://evil.example');
  await world.settle();
  const text = botComments(world, n).join('\n');
  expect(text).not.toMatch(/<img|<script|@everyone|@openclaw|\]\(https:\/\/evil|(?<![\w/])https:\/\/evil/);
  const page = await (await fetch(`${world.url}/motions/M-2026-0001`)).text();
  expect(page).not.toMatch(/<img src=x|<script>alert/);
});
