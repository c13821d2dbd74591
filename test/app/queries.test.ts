// Every query the app makes has an index: a scene that touches all of it, and an explanation of each query it sent.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { resources } from '../../src/portal/api/index.js';
import { pages } from '../../src/portal/pages/index.js';
import { collections } from '../../src/storage/collections.js';
import { motionsCollection } from '../../src/storage/motions.js';
import { days, hours, until, type TestWorld } from '../support/app.js';
import { watchQueries } from '../support/explain.js';
import { startGiteeWorld, type GiteeWorld } from '../support/gitee-world.js';
import { policyYml } from '../support/policies.js';
import { form, quarterlyRoadmap } from '../support/roadmap-talk.js';

const repo = 'openclaw/models';

/** Motions of every road: decided, refused, proposed, moved, pushed over, called off by a deletion; a reminder, an answer lost on the way. */
async function govern({ github, clock, settle, motion, app }: TestWorld): Promise<void> {
  const open = (login: string, body: string): number => github.as(login).openIssue(repo, { title: body, body }).number;
  const quick = open('wang-bo', '/vote quick');
  // Subjects are handled side by side: the first motion is this one only if nothing else is there yet.
  await settle();
  const pull = github.as('wang-bo').openPull(repo, { title: 'Add a loader', body: '/vote technical' }).number;
  const proposed = open('lin-mei', '/propose noticed');
  const moved = open('chen-yu', '/vote kept');
  const deleted = open('kofi-mensah', '/vote technical');
  const withdrawn = open('ana-souza', '/vote technical');
  await settle();
  github.faults.fail({ method: 'POST', path: /comments$/, mode: 'lost-answer' });
  for (const login of ['lin-mei', 'chen-yu', 'kofi-mensah', 'stranger'])
    github.as(login).comment(repo, quick, '/yes because');
  github.as('lin-mei').comment(repo, quick, '/yes on second thoughts');
  github.as('wang-bo').comment(repo, quick, '/yes');
  github.as('ola-nowak').comment(repo, quick, '/recuse busy');
  github.as('ana-souza').comment(repo, quick, '/extend P1D because');
  for (const body of ['/vote', '/check-vote', '/check-vote', '/help', '/yess'])
    github.as('stranger').comment(repo, quick, body);
  github.as('wang-bo').comment(repo, proposed, '/second');
  github.as('ana-souza').comment(repo, withdrawn, '/withdraw');
  github.as('chen-yu').transferIssue(repo, moved, 'openclaw/docs');
  github.as('kofi-mensah').deleteIssue(repo, deleted);
  github.as('wang-bo').push(repo, pull, { sameTree: true });
  github.as('wang-bo').push(repo, pull);
  await settle();
  clock.advance(days(6) + hours(1));
  await until('the reminder of the moved motion is out', () =>
    github.calls.all().some(({ requestBody }) => JSON.stringify(requestBody).includes('opencharter:reminder')),
  );
  clock.advance(days(3));
  await until('the quick motion is carried', async () => (await motion('M-2026-0001')).resolution !== null);
  await until('all effects are done', async () => (await app.stores.effects.counts()).pending === 0);
}

/** An item of the roadmap with an update, and something linked to it. */
async function plan({ github, clock, settle, get }: TestWorld): Promise<void> {
  const { number } = github.as('wang-bo').openIssue(repo, { title: 'Publish the weights', body: `${form}\n- [ ] #2` });
  github.as('wang-bo').comment(repo, number, '/roadmap add later');
  await settle();
  clock.advance(60_000);
  github.as('maintainer-mi').comment(repo, number, 'Update: half of it is there');
  github.as('stranger').openIssue(repo, { title: 'Clean the data', body: `Part of #${String(number)}` });
  await settle();
  clock.advance(60_000);
  github.as('maintainer-mi').comment(repo, number, '/roadmap status in-progress');
  await until('the item is shown', async () => JSON.stringify(await get('/api/v1/roadmap')).includes('half of it'));
}

/** A vote and a pull request on Gitee, told by a webhook, and a ballot that only polling finds. */
async function governOnGitee({ app, clock, gitee, openIssue, settle }: GiteeWorld): Promise<void> {
  const issue = openIssue('linmei', '/投票 quick');
  gitee.as('luren').openPull(repo, { title: 'feat: load in pieces', message: 'feat: load in pieces' });
  await settle();
  gitee.webhooks.autoDeliver = false;
  gitee.as('wangbo').comment(repo, issue, '/赞成');
  clock.advance(hours(1));
  const begun = clock.now();
  await until('Gitee is polled', async () => ((await app.stores.polls.wholeAt('gitee')) ?? '') >= begun);
}

/** Every page in both languages and everything of the API. */
async function read({ url, app }: TestWorld): Promise<void> {
  const [newest] = await app.stores.deliveries.list({ state: 'done', page: 1, perPage: 5 });
  const ids: Readonly<Record<string, string>> = {
    motions: 'M-2026-0001',
    resolutions: 'R-2026-001',
    bodies: 'tsc',
    people: 'lin-mei',
    organizations: 'starforge',
    policies: 'dco',
    deliveries: newest?.id ?? '',
    roadmap: 'RM-2026-001',
  };
  const paths = [
    ...pages.flatMap(({ path }) => [path, `/zh${path}`]),
    ...resources.map(({ path }) => `/api/v1${path}`),
    '/motions?state=closed&page=1',
    '/api/v1/motions?state=closed&kind=quick&page=1&per_page=5',
    '/api/v1/resolutions?motion=M-2026-0001',
    '/api/v1/roadmap/changes?slip=true&person=lin-mei',
    '/feeds/roadmap.atom',
    '/feeds/roadmap/items/RM-2026-001.atom',
    '/feeds/roadmap/themes/open-weights.atom',
    '/roadmap.ics',
    '/metrics',
    '/readyz',
    ...[
      'state=open',
      `repo=${repo}`,
      'author=wang-bo',
      `forge=github&state=closed&repo=${repo}`,
      'head=abc',
      'number=2',
      'verdict=pass',
      `waiting=author&repo=${repo}`,
    ].map((filter) => `/api/v1/contributions?${filter}`),
  ].map((path) =>
    path
      .replace(/(\w+)\/:id/, (_, folder: string) => `${folder}/${ids[folder] ?? ''}`)
      .replace('/:forge/:owner/:repo/:number', `/github/${repo}/2`),
  );
  const answers = await Promise.all(paths.map(async (path) => [path, (await fetch(`${url}${path}`)).status]));
  expect(answers.filter(([, status]) => status !== 200)).toEqual([]);
}

/** What operators and the hourly sweep ask; the newest delivery again, and one nobody knows. */
async function operate({ app, clock, github }: TestWorld): Promise<void> {
  const { deliveries, effects, leases } = app.stores;
  const [newest] = await deliveries.list({ state: null, page: 1, perPage: 5 });
  for (const id of [newest?.id ?? '', 'nobody-knows']) {
    await deliveries.body(id);
    await deliveries.retry(id);
  }
  for (const { id } of github.webhooks.sent().slice(0, 2)) await github.webhooks.redeliver(id, { newId: true });
  await deliveries.sweepBodies(clock.now());
  await leases.sweep(1);
  await effects.list({ state: 'dead', limit: 5 });
}

/** A charter nobody can follow, then a better one. */
async function amend({ app, config }: TestWorld): Promise<void> {
  const file = join(config.governanceDir, 'charter.yml');
  const text = await readFile(file, 'utf8');
  const before = (await app.stores.ledger.sync()).charterVersion;
  await writeFile(file, `${text}\nunknown_key: 1\n`);
  await until('the charter is rejected', async () => (await app.stores.charters.rejected()) !== null);
  await writeFile(file, text.replace('period: P7D', 'period: P8D'));
  await until('it is in force', async () => (await app.stores.ledger.sync()).charterVersion !== before);
}

test('nothing the app does scans a collection', async () => {
  const world = await startGiteeWorld({ policy: policyYml, roadmap: quarterlyRoadmap });
  const { app } = world;
  const watch = watchQueries(app.database);
  await govern(world);
  await governOnGitee(world);
  await plan(world);
  await read(world);
  await operate(world);
  await amend(world);
  const motions = app.database.collection(motionsCollection);
  const { deletedCount } = await motions.deleteMany({ seq: { $gte: 0 } });
  expect(deletedCount).toBe(7);
  await until(
    'the projections are there again',
    async () => (await motions.countDocuments({ seq: { $gte: 0 } })) === 7,
  );

  // The sandbox's own collection is not there for a real forge; test/sandbox reads it, by its key alone.
  const touched = watch.shapes().map((shape) => shape.split(' ')[1]);
  expect(collections.map(({ name }) => name).filter((name) => !touched.includes(name))).toEqual(['sandbox']);
  await watch.assertIndexed();
}, 300_000);
