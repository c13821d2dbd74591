// openapi.json is true: every path in it is called, and what comes back is valid by it.
import { beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { world } from '../roadmap/year.js';
import { motion, openPortal, resolution, type TestPortal } from '../support/portal.js';
import { minute, pull, sighting } from '../support/sightings.js';

const media = z.record(z.string(), z.object({ schema: z.looseObject({}) }));
const responses = z.record(z.string(), z.object({ description: z.string(), content: media.optional() }));
const parameters = z.array(z.object({ name: z.string(), in: z.enum(['path', 'query']), schema: z.looseObject({}) }));
const described = z.object({
  openapi: z.literal('3.1.0'),
  servers: z.tuple([z.object({ url: z.string() })]),
  paths: z.record(z.string(), z.object({ get: z.object({ operationId: z.string(), parameters, responses }) })),
  components: z.object({ schemas: z.record(z.string(), z.looseObject({})) }),
});

let portal: TestPortal;
let description: z.infer<typeof described>;
let ajv: Ajv2020;
beforeAll(async () => {
  portal = await openPortal();
  await portal.motions.put(motion(1), 1);
  await portal.motions.put(
    motion(2, { state: 'proposed', rule: null, opened_at: null, closes_at: null, charter_version: null, ballots: [] }),
    2,
  );
  await portal.resolutions.put(resolution(1), 1);
  portal.showRoadmap({ world });
  await portal.mirror.see(sighting({ subjects: [pull(7)] }), minute(10));
  description = described.parse(await portal.json('/api/v1/openapi.json'));
  ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', ...description });
});

/** What no list of the API tells. */
const known: Readonly<Record<string, string>> = { '/deliveries/{id}': 'd-1' };

const listed = z.array(z.looseObject({ repo: z.string().optional() }));

/** The address of a path, with the values of the first object of the list above it in place of its parameters. */
async function addressOf(path: string): Promise<string> {
  const fixed = known[path];
  const start = path.indexOf('/{');
  if (start < 0) return `/api/v1${path}`;
  if (fixed !== undefined) return `/api/v1${path.replace(/\{.*\}/, fixed)}`;
  const [first] = listed.parse(await portal.json(`/api/v1${path.slice(0, start)}`));
  if (!first) throw new Error(`nothing is listed above ${path}`);
  const [owner, repo] = first.repo?.split('/') ?? [];
  const values: Readonly<Record<string, unknown>> = { id: first['seq'], ...first, ...(repo && { owner, repo }) };
  return `/api/v1${path.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name]))}`;
}

/** Validates a body by the schema that the description gives for this path, status and media type. */
function problemsOf(path: string, status: number, type: string, body: unknown): unknown {
  const pointer = ['paths', path, 'get', 'responses', String(status), 'content', type, 'schema'];
  const escaped = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  const validate = ajv.compile({ $ref: `api#/${escaped.join('/')}` });
  return validate(body) ? [] : validate.errors;
}

/** Fails unless the answer is the one that the description gives for this path and status. */
function expectDescribed(path: string, status: number, answer: Awaited<ReturnType<TestPortal['ask']>>): void {
  const type = status === 200 ? 'application/json' : 'application/problem+json';
  expect([path, answer.status]).toEqual([path, status]);
  expect([path, answer.headers['content-type']?.split(';')[0]]).toEqual([path, type]);
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  expect([path, problemsOf(path, status, type, JSON.parse(answer.text))]).toEqual([path, []]);
}

function isList({ get }: (typeof description)['paths'][string]): boolean {
  return get.parameters.some(({ name }) => name === 'per_page');
}

test('it describes every path below its server', () => {
  expect(Object.keys(description.paths).length).toBeGreaterThanOrEqual(12);
  expect(description.servers[0].url).toBe('https://portal.example/api/v1');
});

test('every path answers as described, with an ETag, for HEAD as for GET, and 304 to who has it', async () => {
  for (const path of Object.keys(description.paths)) {
    const address = await addressOf(path);
    const answer = await portal.ask(address);
    expectDescribed(path, 200, answer);
    expect([path, answer.headers.etag]).toEqual([path, expect.stringMatching(/^W\/"[\w-]+"$/)]);
    const head = await portal.ask(address, { method: 'HEAD' });
    expect([head.status, head.headers.etag, head.text]).toEqual([200, answer.headers.etag, '']);
    const headers = { 'If-None-Match': String(answer.headers.etag) };
    const again = await portal.ask(address, { headers });
    expect([path, again.status, again.text]).toEqual([path, 304, '']);
  }
});

test('every object that is not there is a 404 as described', async () => {
  for (const path of Object.keys(description.paths).filter((one) => one.includes('{'))) {
    expectDescribed(path, 404, await portal.ask(`/api/v1${path.replace(/\{\w+\}/g, 'nothing')}`));
  }
});

test('every list refuses what is not described, ends with a 404, and leads from page to page', async () => {
  for (const [path, described] of Object.entries(description.paths)) {
    if (!isList(described)) continue;
    const address = await addressOf(path);
    for (const query of ['unknown=1', 'per_page=101', 'per_page=0', 'page=0', 'page=one', 'page=1&page=1']) {
      expectDescribed(path, 400, await portal.ask(`${address}?${query}`));
    }
    expectDescribed(path, 404, await portal.ask(`${address}?page=1000`));
    const whole = listed.parse(await portal.json(`${address}?per_page=100`));
    const first = await portal.ask(`${address}?per_page=1`);
    expectDescribed(path, 200, first);
    const next = /<https:\/\/portal\.example([^>]+)>; rel="next"/.exec(String(first.headers['link']))?.[1];
    expect([path, next !== undefined]).toEqual([path, whole.length > 1]);
    if (next === undefined) continue;
    const second = await portal.ask(next);
    expectDescribed(path, 200, second);
    expect(second.headers['link']).toContain('rel="prev"');
    expect(JSON.parse(second.text)).toEqual([whole[1]]);
  }
});

test('every filter in the description is accepted, with each of its values', async () => {
  for (const [path, { get }] of Object.entries(description.paths)) {
    const address = await addressOf(path);
    for (const { name, in: place, schema } of get.parameters) {
      if (place !== 'query' || name === 'page' || name === 'per_page') continue;
      const values = z.array(z.string()).safeParse(schema['enum']);
      for (const value of values.data ?? ['anything']) {
        expectDescribed(path, 200, await portal.ask(`${address}?${name}=${value}`));
      }
      if (values.success) expectDescribed(path, 400, await portal.ask(`${address}?${name}=nothing-such`));
      const longest = z.number().safeParse(schema['maxLength']);
      if (longest.success) {
        expectDescribed(path, 400, await portal.ask(`${address}?${name}=${'x'.repeat(longest.data + 1)}`));
      }
    }
  }
});

test('too many requests are a 429 as described, which says when to come again', async () => {
  const limited = await openPortal((deps) => ({ ...deps, requestsPerMinute: 1 }));
  await limited.ask('/api/v1/motions');
  const refused = await limited.ask('/api/v1/motions');
  expectDescribed('/motions', 429, refused);
  expect(refused.headers['retry-after']).toMatch(/^\d+$/);
});

test('a failure is a 500 as described', async () => {
  const broken = await openPortal((deps) => ({
    ...deps,
    store: { ...deps.store, motions: () => Promise.reject(new Error('away')) },
  }));
  expectDescribed('/motions', 500, await broken.ask('/api/v1/motions'));
});

test('operations have names of their own', () => {
  const names = Object.values(description.paths).map(({ get }) => get.operationId);
  expect(new Set(names).size).toBe(names.length);
});
