// The JSON API over HTTP: lists, filters, pages, errors.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { motionSummarySchema } from '../../src/motions/view.js';
import { hostile, motion, openPortal, resolution, type TestPortal } from '../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
  for (let number = 1; number <= 65; number += 1) {
    const closed = { state: 'closed', outcome: 'carried', resolution: 'R-2026-001' } as const;
    await portal.motions.put(motion(number, number % 13 === 0 ? closed : {}), number);
  }
  await portal.motions.put(motion(66, { title: hostile, kind: 'governance', proposer: 'lin-mei' }), 66);
  await portal.resolutions.put(resolution(1), 70);
});

const identified = z.array(z.looseObject({ id: z.string() }));

async function ids(path: string): Promise<readonly string[]> {
  return identified.parse(await portal.json(path)).map(({ id }) => id);
}

describe('a list of motions', () => {
  test('is a bare array of 30, newest first, without electorate and ballots', async () => {
    const list = await portal.json('/api/v1/motions');
    expect(list).toHaveLength(30);
    expect(list).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'M-2026-0066', title: hostile })]));
    if (!Array.isArray(list)) throw new Error('not an array');
    for (const item of list) motionSummarySchema.parse(item);
    expect(list[0]).toHaveProperty('id', 'M-2026-0066');
    expect(list[29]).toHaveProperty('id', 'M-2026-0037');
  });

  test('pages as GitHub does: next and last on the first page, all in the middle, prev and first on the last', async () => {
    const url = 'https://portal.example/api/v1/motions';
    expect((await portal.ask('/api/v1/motions')).headers['link']).toBe(
      `<${url}?page=2>; rel="next", <${url}?page=3>; rel="last"`,
    );
    expect((await portal.ask('/api/v1/motions?per_page=10&page=3&state=open')).headers['link']).toBe(
      [
        `<${url}?state=open&per_page=10&page=2>; rel="prev"`,
        `<${url}?state=open&per_page=10&page=4>; rel="next"`,
        `<${url}?state=open&per_page=10&page=7>; rel="last"`,
        `<${url}?state=open&per_page=10&page=1>; rel="first"`,
      ].join(', '),
    );
    expect((await portal.ask('/api/v1/motions?page=3')).headers['link']).toBe(
      `<${url}?page=2>; rel="prev", <${url}?page=1>; rel="first"`,
    );
    expect((await portal.ask('/api/v1/motions?per_page=100')).headers['link']).toBeUndefined();
  });

  test.each([
    ['/api/v1/motions?kind=governance', ['M-2026-0066']],
    ['/api/v1/motions?proposer=lin-mei&state=open', ['M-2026-0066']],
    ['/api/v1/motions?outcome=carried&per_page=2', ['M-2026-0065', 'M-2026-0052']],
    ['/api/v1/motions?id=M-2026-0007', ['M-2026-0007']],
    ['/api/v1/motions?resolution=R-2026-001&page=5&per_page=1', ['M-2026-0013']],
    ['/api/v1/motions?title=Motion+number+9', ['M-2026-0009']],
    ['/api/v1/motions?kind=nothing-such', []],
    ['/api/v1/motions?outcome=lost', []],
  ])('%s gives what matches exactly', async (path, expected) => {
    expect(await ids(path)).toEqual(expected);
  });
});

test.each([
  ['/api/v1/motions?state[$ne]=open', 400],
  ['/api/v1/motions?state=open&state=closed', 400],
  ['/api/v1/motions?state={"$ne":1}', 400],
  ['/api/v1/motions?$where=1', 400],
  ['/api/v1/motions?__proto__=1', 400],
  ['/api/v1/motions?nonsense=1', 400],
  ['/api/v1/motions?electorate=1', 400],
  ['/api/v1/motions?state=', 400],
  ['/api/v1/motions?per_page=101', 400],
  ['/api/v1/motions?per_page=0', 400],
  ['/api/v1/motions?per_page=ten', 400],
  ['/api/v1/motions?page=0', 400],
  ['/api/v1/motions?page=-1', 400],
  ['/api/v1/motions?page=1.5', 400],
  ['/api/v1/motions?page=', 400],
  ['/api/v1/motions?page=4', 404],
  ['/api/v1/motions?page=99999999999999999999999', 404],
  ['/api/v1/motions?state=proposed&page=2', 404],
  ['/api/v1/motions/M-2026-9999', 404],
  ['/api/v1/motions/M-2026-9999/ballots', 404],
  ['/api/v1/motions/%00', 404],
  ['/api/v1/motions/..%2f..%2fetc%2fpasswd', 404],
  ['/api/v1/people/nobody', 404],
  ['/api/v1/deliveries/nothing', 404],
  ['/api/v1/nothing', 404],
  ['/api', 404],
  ['/api/v1/motions/%', 400],
  ['/api/v1/motions/%c3%28', 400],
  ['/api/v1/motions?kind=%ff', 400],
  [`/api/v1/motions?${'x'.repeat(10_000)}=1`, 400],
])('%.60s answers %d as problem+json', async (path, status) => {
  const answer = await portal.ask(path);
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  const body: unknown = JSON.parse(answer.text);
  expect(body).toEqual({ type: 'about:blank', title: expect.any(String), status, detail: expect.any(String) });
  expect(answer.text.length).toBeLessThan(1000);
});

test('page 1 of an empty list is an empty array', async () => {
  expect(await portal.json('/api/v1/motions?state=proposed')).toEqual([]);
  expect(await portal.json('/api/v1/motions?state=proposed&page=1')).toEqual([]);
});

test('a motion is the whole view; its ballots are a list, newest first, with filters of their own', async () => {
  expect(await portal.json('/api/v1/motions/M-2026-0066')).toEqual(
    motion(66, { title: hostile, kind: 'governance', proposer: 'lin-mei' }),
  );
  const ballots = motion(1).ballots;
  expect(await portal.json('/api/v1/motions/M-2026-0001/ballots')).toEqual(ballots.toReversed());
  expect(await portal.json('/api/v1/motions/M-2026-0001/ballots?binding=true&choice=yes')).toEqual([ballots[0]]);
  expect(await portal.json('/api/v1/motions/M-2026-0001/ballots?person=wang-bo')).toEqual([]);
  expect((await portal.ask('/api/v1/motions/M-2026-0001/ballots?account=1')).status).toBe(400);
});

test('resolutions, people, bodies, organizations and deliveries have the shapes of the contract', async () => {
  expect(await portal.json('/api/v1/resolutions')).toEqual([resolution(1)]);
  expect(await portal.json('/api/v1/resolutions/R-2026-001')).toEqual(resolution(1));
  expect(await portal.json('/api/v1/people/lin-mei')).toEqual({
    id: 'lin-mei',
    ref: '3f9c2a7be1d04455',
    name: { en: 'Lin Mei', zh: '林梅' },
    accounts: { github: { login: 'lin-mei', id: 1001 } },
    affiliations: [{ org: 'starforge', from: '2024-03-01', until: null }],
    bodies: ['tsc'],
  });
  expect(await portal.json('/api/v1/people/kofi-mensah')).toMatchObject({ name: hostile, bodies: [], ref: null });
  expect(await ids('/api/v1/people?ref=00112233445566ff')).toEqual(['wang-bo']);
  expect(await portal.json('/api/v1/bodies/tsc')).toMatchObject({
    id: 'tsc',
    seats: [{ person: 'lin-mei', from: null, until: null }, { person: 'wang-bo' }, { person: 'kofi-mensah' }],
    seats_cap: '1/3',
  });
  expect(await portal.json('/api/v1/organizations?group=huaxin-group&type=company')).toEqual([
    { id: 'starforge', name: 'StarForge Labs', type: 'company', parent: 'huaxin-group', group: 'huaxin-group' },
  ]);
  expect(await portal.json('/api/v1/deliveries/d-1')).toEqual({
    id: 'd-1',
    forge: 'github',
    event: 'issue_comment',
    state: 'done',
    received_at: '2026-01-02T08:00:00.000Z',
    attempts: 1,
  });
});

test('before the first adoption the lists of the charter are empty', async () => {
  const young = await openPortal((deps) => ({
    ...deps,
    store: { ...deps.store, charter: () => Promise.resolve(null) },
  }));
  expect(await young.json('/api/v1/people')).toEqual([]);
  expect((await young.ask('/api/v1/bodies/tsc')).status).toBe(404);
  expect((await young.ask('/charter')).text).toContain('No charter is in force yet.');
});
