// The roadmap as JSON: items, changes and numbers over HTTP, and the schema that describes them, read by another library.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { move } from '../../src/roadmap/decide/verbs.js';
import { day, now, to, world } from '../roadmap/year.js';
import { adoptVersion, at, charterWith, createWorld, refOf } from '../roadmap/world.js';
import { openPortal, type TestPortal } from '../support/portal.js';

const items = z.array(z.looseObject({ id: z.string(), standing: z.string() }));
const changes = z.array(z.looseObject({ seq: z.number(), item: z.string(), field: z.string() }));
const clock = { now: () => now };
const openYear = (): Promise<TestPortal> => openPortal((deps) => ({ ...deps, clock }));
const updates = [
  { ref: refOf('p5'), at: day('2026-09-02'), text: 'Nearly there', url: 'https://forge.example/2' },
  { ref: refOf('p4'), at: day('2026-09-01'), text: 'Half of it', url: 'https://forge.example/1' },
];

let portal: TestPortal;
beforeAll(async () => {
  portal = await openYear();
  portal.showRoadmap({ world, issues: { '1': { title: 'Open weights', updates }, '6': { wish: 'later' } } });
});

async function ids(query: string): Promise<readonly string[]> {
  return items.parse(await portal.json(`/api/v1/roadmap${query}`)).map(({ id }) => id.replace('RM-2026-00', ''));
}

describe('the items', () => {
  test('are a bare list of full objects, newest first', async () => {
    expect(await ids('')).toEqual(['6', '5', '4', '3', '2', '1']);
    const [first] = items.parse(await portal.json('/api/v1/roadmap?per_page=1&page=6'));
    expect(first).toEqual(await portal.json('/api/v1/roadmap/RM-2026-001'));
    expect(first).toMatchObject({
      title: 'Open weights',
      status: 'shipped',
      horizon: '2026-Q4',
      lead: 'p5',
      outcome: { en: 'Weights', zh: '权重' },
      slips: 2,
      slipped_steps: 3,
      latest_update: { person: 'p5', at: day('2026-09-02'), text: 'Nearly there' },
    });
  });

  test.each([
    ['status=shipped', ['2', '1']],
    ['theme=b', ['2']],
    ['standing=overdue', ['5']],
    ['stale=true', ['3']],
    ['overdue=true&horizon=2026-Q2', ['5']],
    ['lead=p5&status=shipped', ['1']],
    ['repo=example/Models&forge=github&horizon=2026-Q4', ['3', '1']],
    ['body=tsc', []],
    ['forge=github&number=1', ['1']],
    ['id=RM-2026-004', ['4']],
    ['slips=2', ['1']],
    ['accepted_at=2026-03-05T12:00:00.000Z', ['5']],
  ])('are filtered by %s', async (query, expected) => {
    expect(await ids(`?${query}`)).toEqual(expected);
  });

  test('come by pages with a Link, and not again to who has them', async () => {
    const answer = await portal.ask('/api/v1/roadmap?per_page=2&page=2');
    expect(answer.headers['link']).toContain('<https://portal.example/api/v1/roadmap?per_page=2&page=3>; rel="next"');
    const again = await portal.ask('/api/v1/roadmap', {
      headers: { 'If-None-Match': String((await portal.ask('/api/v1/roadmap')).headers.etag) },
    });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test.each([
    ['?status=done', 400],
    ['?outcome=x', 400],
    ['?colour=red', 400],
    ['?overdue=perhaps', 400],
    ['?page=2', 404],
    ['/RM-2026-007', 404],
    ['/RM-2026-007/changes', 404],
    ['/numbers/changes', 404],
  ])('%s is told as a problem, %i', async (path, status) => {
    const answer = await portal.ask(`/api/v1/roadmap${path}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
  });

  test('without a roadmap are an empty list, and there are no numbers', async () => {
    const young = await openYear();
    expect(await young.json('/api/v1/roadmap')).toEqual([]);
    expect(await young.json('/api/v1/roadmap/changes')).toEqual([]);
    expect((await young.ask('/api/v1/roadmap/numbers')).status).toBe(404);
  });
});

describe('the changes', () => {
  const listed = async (path: string) => changes.parse(await portal.json(`/api/v1/roadmap${path}`));

  test('of an item are newest first, each with who, why, how much later and how long the former value stood', async () => {
    const [shipped, slip] = await listed('/RM-2026-001/changes');
    expect(shipped).toMatchObject({ field: 'status', from: 'accepted', to: 'shipped', person: 'p5', slip: null });
    expect(slip).toMatchObject({
      field: 'horizon',
      from: '2026-Q2',
      to: '2026-Q4',
      person: 'p5',
      reason: 'data is later; see RM-2026-003',
      slip: 2,
      days: 97,
    });
  });

  test('of all items are in the order of the ledger, the newest first', async () => {
    const seqs = (await listed('/changes?per_page=100')).map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
    expect(seqs).toHaveLength(world.entries.filter(({ entry }) => entry.type === 'roadmap.changed').length);
  });

  test.each([
    ['slip=true', ['3', '1', '1']],
    ['slip=true&theme=a', ['1', '1']],
    ['drop=true', ['4']],
    ['field=status&person=p5', ['1']],
    ['item=RM-2026-005&news=true', ['5', '5']],
    ['motion=M-2026-0001', []],
  ])('are filtered by %s', async (query, expected) => {
    expect((await listed(`/changes?${query}`)).map(({ item }) => item.replace('RM-2026-00', ''))).toEqual(expected);
  });

  test('news leaves out what came with the adding, and texts', async () => {
    const news = await listed('/RM-2026-001/changes?news=true');
    expect(news.map(({ field }) => field)).toEqual(['status', 'horizon', 'horizon', 'status']);
  });

  test('of a text tell its lines', async () => {
    const lines = ['one', 'two'].map((text) => ({ sign: '+', text }));
    expect(await listed('/RM-2026-003/changes?field=text')).toMatchObject([{ from: null, to: null, lines }]);
  });

  test('are slips by the order of horizons in force when they were made', async () => {
    const [first, turned] = [charterWith('horizons: [now, next]'), charterWith('horizons: [next, now]')];
    const moving = createWorld(first);
    moving.do('p1', at(0), to.add('now'));
    moving.do('p1', at(1), (state, request) => move(state, request, 'next'));
    adoptVersion(moving, turned, at(2));
    const other = await openYear();
    other.showRoadmap({ world: moving, earlier: [first] });
    expect(await other.json('/api/v1/roadmap/changes?slip=true')).toMatchObject([{ from: 'now', to: 'next', slip: 1 }]);
  });
});

test('the numbers are those of the roadmap', async () => {
  expect(await portal.json('/api/v1/roadmap/numbers')).toMatchObject({
    updated_at: day('2026-11-01'),
    items: 6,
    open: 2,
    slipped: { items: 2, of: 5, share: '2/5' },
    slips: 3,
    review_due: true,
  });
});

test('of somebody who was erased neither name nor updates are told', async () => {
  const erased = await openYear();
  const issues = { '1': { updates } };
  erased.showRoadmap({ world, issues });
  const id = '/api/v1/roadmap/RM-2026-001';
  expect(await erased.json(id)).toMatchObject({ lead: 'p5', latest_update: { person: 'p5' } });
  erased.showRoadmap({ world, issues, erased: [refOf('p5')] });
  expect(await erased.json(id)).toMatchObject({ lead: refOf('p5'), latest_update: { person: 'p4' } });
  expect((await erased.store.roadmapUpdates('RM-2026-001')).map(({ person }) => person)).toEqual(['p4']);
  expect((await erased.ask(`${id}/changes`)).text).not.toContain('"p5"');
});

describe('the JSON Schema', () => {
  const address = '/api/v1/roadmap.schema.json';

  async function validator(part: string): Promise<(value: unknown) => unknown> {
    const ajv = new Ajv2020({ strict: true });
    addFormats.default(ajv);
    ajv.addSchema(z.looseObject({ $id: z.string() }).parse(await portal.json(address)));
    const validate = ajv.getSchema(`https://portal.example${address}${part}`);
    if (!validate) throw new Error(`there is no ${part}`);
    return (value) => (validate(value) ? [] : validate.errors);
  }

  test('is where its name says, for anybody', async () => {
    const answer = await portal.ask(address);
    expect([answer.status, answer.headers['content-type'], answer.headers['access-control-allow-origin']]).toEqual([
      200,
      'application/schema+json; charset=utf-8',
      '*',
    ]);
    expect(JSON.parse(answer.text)).toMatchObject({ $id: `https://portal.example${address}` });
  });

  test.each([
    ['the list', '', '/roadmap'],
    ['an item', '#/$defs/RoadmapItem', '/roadmap/RM-2026-001'],
    ['the numbers', '#/$defs/RoadmapNumbers', '/roadmap/numbers'],
  ])('holds for %s', async (_, part, path) => {
    const problems = await validator(part);
    expect(problems(await portal.json(`/api/v1${path}`))).toEqual([]);
    expect(problems({ id: 7 })).not.toEqual([]);
  });

  test('holds for every change', async () => {
    const problems = await validator('#/$defs/RoadmapChange');
    for (const change of changes.parse(await portal.json('/api/v1/roadmap/changes?per_page=100'))) {
      expect(problems(change)).toEqual([]);
      expect(problems({ ...change, extra: 1 })).not.toEqual([]);
    }
  });
});
