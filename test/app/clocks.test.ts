// What time alone brings to motions: opening, lapse, closing and the reminder, whatever was running meanwhile.
import { expect, test } from '@jest/globals';
import type { MotionView } from '../../src/motions/view.js';
import { plus } from '../../src/shared/time.js';
import { charterYml, days, hours, members, startWorld, until, type TestWorld } from '../support/app.js';

const repo = 'openclaw/models';
const lane = (n: number): string => `github:${repo}#${String(n)}`;

/** Three more kinds of short motions. */
const shortKinds = `${charterYml}
  brief: { title: Brief, scope: technical, electorate: [tsc], period: P1D, passes_when: ["yes > no"] }
  silent: { title: Silent, scope: technical, electorate: [tsc], period: PT36H, remind: never, passes_when: ["yes > no"] }
  short: { title: Short, scope: technical, electorate: [tsc], period: PT36H, passes_when: ["yes > no"] }
`;

/** An issue whose text holds the commands; its number. */
async function issue({ github, settle }: TestWorld, commands: string, title = 'Adopt safetensors'): Promise<number> {
  const { number } = github.as('wang-bo').openIssue(repo, { title, body: commands });
  await settle();
  return number;
}

async function vote({ github, settle }: TestWorld, n: number, logins: readonly string[], ballot = '/yes') {
  for (const login of logins) github.as(login).comment(repo, n, ballot);
  await settle();
}

function becomes(world: TestWorld, id: string, state: MotionView['state']): Promise<void> {
  return until(`${id} is ${state}`, async () => (await world.motion(id)).state === state);
}

async function closed(world: TestWorld, id: string): Promise<MotionView> {
  await becomes(world, id, 'closed');
  return world.motion(id);
}

function botComments({ github }: TestWorld, n: number): readonly string[] {
  return github.comments(repo, n).flatMap(({ author, body }) => (author.type === 'Bot' ? [body] : []));
}

function reminders(world: TestWorld, n: number): readonly string[] {
  return botComments(world, n).filter((body) => body.includes('still waits for your ballot'));
}

async function stopAndStartAgain(world: TestWorld, ms: number): Promise<void> {
  await world.app.stop();
  world.clock.advance(ms);
  world.app = await world.startAnother({ port: world.config.port });
}

test.each([
  ['after its notice when the seconds came before', [1, 2], 72],
  ['with the last second when the notice is over', [1, 100], 100],
])('a motion opens %s, with its due time though it is done late', async (_when, [first = 0, last = 0], opensAfter) => {
  const world = await startWorld();
  const { github, clock, settle, motion } = world;
  const n = await issue(world, '/propose noticed');
  const { proposed_at } = await motion('M-2026-0001');
  for (const [login, after] of [
    ['lin-mei', first],
    ['chen-yu', last - first],
  ] as const) {
    clock.advance(hours(after));
    github.as(login).comment(repo, n, '/second');
    await settle();
  }
  await stopAndStartAgain(world, days(5));
  await becomes(world, 'M-2026-0001', 'open');
  const openedAt = plus(proposed_at, hours(opensAfter));
  expect(await motion('M-2026-0001')).toMatchObject({ opened_at: openedAt, closes_at: plus(openedAt, days(7)) });
});

test('a motion without its seconds lapses after thirty days, not before', async () => {
  const world = await startWorld();
  const n = await issue(world, '/propose noticed');
  const { proposed_at } = await world.motion('M-2026-0001');
  world.clock.advance(days(29));
  world.github.as('lin-mei').comment(repo, n, '/second');
  await world.settle();
  expect(await world.motion('M-2026-0001')).toMatchObject({ state: 'proposed', waiting: { seconds: 1 } });
  world.clock.advance(days(2));
  expect(await closed(world, 'M-2026-0001')).toMatchObject({
    outcome: 'lapsed',
    closed_at: plus(proposed_at, days(30)),
    opened_at: null,
    resolution: null,
  });
});

test('after weeks of standing still motions close at the times they were due, and their resolutions are numbered in that order', async () => {
  const world = await startWorld({ charter: shortKinds });
  const long = await issue(world, '/vote technical');
  const short = await issue(world, '/vote short');
  await vote(world, long, members);
  await vote(world, short, members);
  await stopAndStartAgain(world, days(40));
  for (const [id, resolution] of [
    ['M-2026-0001', 'R-2026-002'],
    ['M-2026-0002', 'R-2026-001'],
  ] as const) {
    const motion = await closed(world, id);
    expect(motion).toMatchObject({ outcome: 'carried', resolution, closed_at: motion.closes_at });
    expect(await world.get(`/api/v1/resolutions/${resolution}`)).toMatchObject({
      motion: id,
      in_force_at: motion.closes_at,
    });
  }
});

test('a ballot received before closing counts though it is handled after; one received after does not', async () => {
  const world = await startWorld();
  const { github, clock, config } = world;
  const n = await issue(world, '/vote technical');
  await world.app.stop();
  world.app = await world.startAnother({ port: config.port, role: 'web' });
  clock.advance(days(7) - 1);
  for (const login of members.slice(0, 4)) github.as(login).comment(repo, n, '/yes');
  await github.webhooks.idle();
  clock.advance(1);
  for (const login of members.slice(4)) github.as(login).comment(repo, n, '/no too late');
  await github.webhooks.idle();
  clock.advance(days(1));
  expect(await world.motion('M-2026-0001')).toMatchObject({ state: 'open', tally: { ballots: 0 } });

  const worker = await world.startAnother({ role: 'worker' });
  const motion = await closed(world, 'M-2026-0001');
  expect(motion).toMatchObject({
    outcome: 'carried',
    closed_at: motion.closes_at,
    tally: { yes: 4, no: 0, ballots: 4 },
  });
  await worker.idle();
  expect((await world.motion('M-2026-0001')).tally.ballots).toBe(4);
  expect(botComments(world, n).filter((body) => body.includes('@yuki-tanaka'))).toHaveLength(1);
});

test('a ballot that could not be handled by closing is counted as dead, and is refused when it is tried again', async () => {
  const world = await startWorld();
  const { github, clock, config } = world;
  const n = await issue(world, '/vote technical');
  await world.app.stop();
  const web = await world.startAnother({ port: config.port, role: 'web' });
  world.app = web;
  clock.advance(days(1));
  github.as('lin-mei').comment(repo, n, '/yes');
  await github.webhooks.idle();
  const { deliveries, ledger } = web.stores;
  const head = await deliveries.head(lane(n));
  if (!head) throw new Error('the ballot was not stored');
  await deliveries.settle(head.record, { state: 'dead', attempts: 12, error: 'Error: it could not be read' });
  clock.advance(days(7));

  const worker = await world.startAnother({ role: 'worker' });
  await closed(world, 'M-2026-0001');
  expect((await ledger.sync()).motions.get('M-2026-0001')).toMatchObject({ outcome: 'no-quorum', dead: 1 });
  expect(await deliveries.retry(head.record.id)).toBe('retried');
  await until('it is handled', async () => (await deliveries.find(head.record.id))?.state === 'done');
  await worker.idle();
  expect((await world.motion('M-2026-0001')).tally.ballots).toBe(0);
  expect(botComments(world, n).filter((body) => body.includes('@lin-mei'))).toHaveLength(1);
});

test.each([
  ['when the minimum period is over', 2, 24],
  ['with the ballot that decides when that is over', 30, 30],
])('a kind that closes when decided closes %s', async (_when, decidedAfter, closesAfter) => {
  const world = await startWorld();
  const n = await issue(world, '/vote quick');
  const { opened_at } = await world.motion('M-2026-0001');
  await vote(world, n, members.slice(0, 3));
  world.clock.advance(hours(decidedAfter));
  await vote(world, n, members.slice(3, 4));
  world.clock.advance(hours(30));
  await vote(world, n, members.slice(4), '/no');
  expect(await closed(world, 'M-2026-0001')).toMatchObject({
    outcome: 'carried',
    closed_at: plus(opened_at ?? '', hours(closesAfter)),
    tally: { yes: 4, no: 0 },
  });
});

test('one reminder, a day before closing, names exactly those who have not voted; two instances and a restart do not repeat it', async () => {
  const world = await startWorld({ charter: shortKinds });
  const { clock } = world;
  await world.startAnother();
  const n = await issue(world, '/vote technical');
  await vote(world, n, members.slice(0, 3));
  world.github.as('ola-nowak').comment(repo, n, '/recuse I wrote it');
  await world.settle();
  clock.advance(days(6) - hours(13));
  const short = await issue(world, '/vote short');
  clock.advance(hours(13) - 1);
  await until('the short motion is reminded', () => reminders(world, short).length > 0);
  expect(reminders(world, n)).toEqual([]);
  clock.advance(1);
  await until('the reminder is written', () => reminders(world, n).length > 0);
  const mentioned = [...(reminders(world, n)[0] ?? '').matchAll(/@([\w-]+)/g)].map(([, login]) => login);
  expect(mentioned.sort()).toEqual(['ana-souza', 'kofi-mensah', 'yuki-tanaka']);

  await stopAndStartAgain(world, hours(12));
  clock.advance(days(1));
  await closed(world, 'M-2026-0001');
  await until('the result is written', () => world.github.labels(repo, n).includes('motion/carried'));
  await world.settle();
  expect(reminders(world, n)).toHaveLength(1);
});

test('no reminder where the kind has none, nor where it would fall at the opening', async () => {
  const world = await startWorld({ charter: shortKinds });
  const [brief, silent, short] = [
    await issue(world, '/vote brief'),
    await issue(world, '/vote silent'),
    await issue(world, '/vote short'),
  ];
  world.clock.advance(hours(13));
  await until('the last of the three is reminded', () => reminders(world, short).length > 0);
  await world.settle();
  expect([reminders(world, brief), reminders(world, silent)]).toEqual([[], []]);
});

test('two instances on one database open, remind and close each motion once', async () => {
  const world = await startWorld({ charter: shortKinds });
  const { clock, motion } = world;
  const numbers: number[] = [];
  for (const proposer of ['wang-bo', 'lin-mei', 'chen-yu'])
    for (let i = 0; i < 2; i += 1)
      numbers.push(world.github.as(proposer).openIssue(repo, { title: 'Adopt', body: '/propose noticed' }).number);
  await world.settle();
  await world.startAnother();
  for (const n of numbers) await vote(world, n, ['kofi-mensah', 'ana-souza'], '/second');
  const ids = numbers.map((_n, i) => `M-2026-000${String(i + 1)}`);
  clock.advance(days(4));
  for (const id of ids) await becomes(world, id, 'open');
  clock.advance(days(5) + hours(12));
  await until('all are reminded', () => numbers.every((n) => reminders(world, n).length > 0));
  clock.advance(days(7));
  for (const id of ids) await closed(world, id);
  await until('all results are shown', () =>
    numbers.every((n) => world.github.labels(repo, n).includes('motion/lost')),
  );
  const writes = async () => (await world.app.stores.effects.counts()).pending;
  await until('nothing is left to write', async () => (await writes()) === 0);
  expect(numbers.map((n) => botComments(world, n).length)).toEqual(numbers.map(() => 3));
  for (const id of ids) {
    const { opened_at, closes_at, closed_at, proposed_at } = await motion(id);
    expect([opened_at, closed_at]).toEqual([plus(proposed_at, days(3)), closes_at]);
  }
});
