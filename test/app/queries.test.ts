// Every query the app makes has an index: a scene that touches all of it, and an explanation of each query it sent.
import { expect, test } from '@jest/globals';
import { days, hours, startWorld, until } from '../support/app.js';
import { watchQueries } from '../support/explain.js';

test('nothing the app does scans a collection', async () => {
  const { app, github, clock, settle, motion, get, url } = await startWorld();
  const watch = watchQueries(app.database);
  const { number: n } = github.as('wang-bo').openIssue('openclaw/models', { title: 'Adopt', body: '/vote quick' });
  const pull = github.as('wang-bo').openPull('openclaw/models', { title: 'Add a loader', body: '/vote technical' });
  github.as('lin-mei').openIssue('openclaw/models', { title: 'Elect', body: '/propose noticed' });
  await settle();
  for (const login of ['lin-mei', 'chen-yu', 'kofi-mensah', 'stranger'])
    github.as(login).comment('openclaw/models', n, '/yes because');
  github.as('stranger').comment('openclaw/models', n, '/vote');
  github.as('stranger').comment('openclaw/models', n, '/check-vote');
  github.as('stranger').comment('openclaw/models', n, '/help');
  github.as('ola-nowak').comment('openclaw/models', n, '/recuse busy');
  const moved = github.as('wang-bo').openIssue('openclaw/models', { title: 'Moved', body: '/vote kept' });
  await settle();
  github.as('wang-bo').transferIssue('openclaw/models', moved.number, 'openclaw/docs');
  github.as('wang-bo').push('openclaw/models', pull.number, { sameTree: true });
  github.as('wang-bo').push('openclaw/models', pull.number);
  await settle();
  clock.advance(days(6) + hours(1));
  await settle();
  clock.advance(days(3));
  await until('the motion is closed', async () => (await motion('M-2026-0001')).state === 'closed');
  await settle();

  for (const path of [
    '/',
    '/motions?state=closed',
    '/motions/M-2026-0001',
    '/resolutions',
    '/charter',
    '/status',
    '/metrics',
    '/people',
  ]) {
    expect((await fetch(`${url}${path}`)).status).toBe(200);
  }
  await get('/api/v1/motions?state=closed&kind=quick&page=1&per_page=5');
  await get('/api/v1/motions/M-2026-0001/ballots');
  await get('/api/v1/resolutions');
  const { deliveries, effects, leases, charters } = app.stores;
  const [newest] = await deliveries.list({ state: 'done', page: 1, perPage: 5 });
  await get(`/api/v1/deliveries/${newest?.id ?? ''}`);
  await deliveries.list({ state: null, page: 1, perPage: 5 });
  await deliveries.retry(newest?.id ?? '');
  await deliveries.sweepBodies(clock.now());
  await leases.sweep(1);
  await effects.list({ state: 'dead', limit: 5 });
  await charters.rejected();
  await settle();
  expect(watch.shapes().length).toBeGreaterThan(30);
  await watch.assertIndexed();
}, 60_000);
