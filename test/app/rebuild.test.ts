// Motions are the fold of their entries: what is shown of them can be thrown away and made again, byte for byte.
import { expect, test } from '@jest/globals';
import { days, hours, members, startWorld, until, type TestWorld } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';

const repo = 'openclaw/models';

/** One motion of each ending, and some that go on. Answers how many. */
async function manyMotions({ github, clock, settle, motionIn }: TestWorld): Promise<number> {
  const open = (login: string, body: string): number => github.as(login).openIssue(repo, { title: body, body }).number;
  const carried = open('wang-bo', '/vote technical');
  const withdrawn = open('lin-mei', '/vote technical');
  const cancelled = open('chen-yu', '/vote technical');
  const lost = open('kofi-mensah', '/vote technical');
  const pull = github.as('ana-souza').openPull(repo, { title: 'Add a loader', body: '/vote technical' }).number;
  await settle();
  for (const login of members) {
    clock.advance(hours(1));
    github.as(login).comment(repo, carried, `/yes because ${login} says so`);
    github.as(login).comment(repo, lost, login === 'yuki-tanaka' ? '/recuse my employer sells it' : '/no');
  }
  github.as('lin-mei').comment(repo, carried, '/abstain on second thoughts');
  github.as('stranger').comment(repo, carried, '/no from outside');
  github.as('lin-mei').comment(repo, withdrawn, '/withdraw a duplicate');
  github.as('maintainer-mo').deleteIssue(repo, cancelled);
  github.as('ana-souza').push(repo, pull);
  await settle();
  clock.advance(days(8));
  await until('two motions are closed', async () => {
    const both = await Promise.all([carried, lost].map((number) => motionIn(number)));
    return both.every((motion) => motion?.state === 'closed');
  });
  const proposed = open('wang-bo', '/propose noticed');
  github.as('ola-nowak').comment(repo, proposed, '/second');
  const going = open('lin-mei', '/vote kept');
  github.as('chen-yu').comment(repo, going, '/no **not** yet');
  await settle();
  return 7;
}

test('motions, ballots and resolutions are the same bytes after their projections were deleted, and nothing is written to GitHub again', async () => {
  const world = await startWorld();
  const count = await manyMotions(world);
  const ids = Array.from({ length: count }, (_, i) => `M-2026-000${String(i + 1)}`);
  const paths = [
    '/api/v1/motions',
    '/api/v1/resolutions',
    '/api/v1/resolutions/R-2026-001',
    ...ids.flatMap((id) => [`/api/v1/motions/${id}`, `/api/v1/motions/${id}/ballots`]),
  ];
  const bytes = (): Promise<readonly string[]> =>
    Promise.all(
      paths.map(async (path) => {
        const response = await fetch(`${world.url}${path}`);
        return `${String(response.status)} ${await response.text()}`;
      }),
    );
  await until('all effects are done', async () => (await world.app.stores.effects.counts()).pending === 0);
  const before = await bytes();
  expect(before.filter((answer) => !answer.startsWith('200 '))).toEqual([]);
  const outcomes = await Promise.all(ids.map(async (id) => (await world.motion(id)).outcome));
  expect(outcomes.map(String).sort()).toEqual([
    'cancelled',
    'carried',
    'lost',
    'null',
    'null',
    'superseded',
    'withdrawn',
  ]);
  await world.app.stop();
  const mark = world.github.calls.mark();

  const { name } = world.app.database.connection;
  const { connection } = await openTestDatabase(name);
  await connection.dropCollection('motions');
  await connection.dropCollection('resolutions');
  world.app = await world.startAnother({ port: world.config.port });
  await until('the projections are made again', async () => {
    const { stores } = world.app;
    const [motions, resolutions] = await Promise.all(
      [stores.motions, stores.resolutions].map((store) => store.list({ filter: {}, page: 1, perPage: 1 })),
    );
    return motions?.total === count && resolutions?.total === 1;
  });
  expect(await bytes()).toEqual(before);
  await world.settle();
  expect(world.github.calls.since(mark).filter(({ method }) => method !== 'GET')).toEqual([]);
});
