// openapi.json is true: every path in it is called, and what comes back is valid by it.
import { beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { z } from 'zod';
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
  await portal.mirror.see(sighting({ subjects: [pull(7)] }), minute(10));
  description = described.parse(await portal.json('/api/v1/openapi.json'));
  ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', ...description });
});

const known: Readonly<Record<string, string>> = {
  '/motions/{id}': 'M-2026-0001',
  '/motions/{id}/ballots': 'M-2026-0001',
  '/resolutions/{id}': 'R-2026-001',
  '/bodies/{id}': 'tsc',
  '/people/{id}': 'lin-mei',
  '/organizations/{id}': 'starforge',
  '/deliveries/{id}': 'd-1',
  '/policies/{id}': 'dco',
  '/ledger/{id}': '0',
  '/contributions/{forge}/{owner}/{repo}/{number}': 'github/openclaw/models/7',
};

/** The path with what is known in place of its parameters. */
function filled(path: string): string {
  return path.replace(/\{.*\}/, known[path] ?? '');
}

/** Validates a body by the schema that the description gives for this path, status and media type. */
function problemsOf(path: string, status: number, type: string, body: unknown): unknown {
  const pointer = ['paths', path, 'get', 'responses', String(status), 'content', type, 'schema'];
  const escaped = pointer.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  const validate = ajv.compile({ $ref: `api#/${escaped.join('/')}` });
  return validate(body) ? [] : validate.errors;
}

test('every path answers what its description says, found and not found, and refuses what it does not say', async () => {
  const paths = Object.entries(description.paths);
  expect(paths.length).toBeGreaterThanOrEqual(12);
  expect(description.servers[0].url).toBe('https://portal.example/api/v1');
  for (const [path, { get }] of paths) {
    const address = `/api/v1${filled(path)}`;
    const body = await portal.json(address);
    expect([path, problemsOf(path, 200, 'application/json', body)]).toEqual([path, []]);
    expect(JSON.stringify(body).length).toBeGreaterThan(10);
    if (path.includes('{')) {
      const missing = await portal.json(`/api/v1${path.replace(/\{\w+\}/g, 'nothing')}`);
      expect(problemsOf(path, 404, 'application/problem+json', missing)).toEqual([]);
    }
    if (get.parameters.some(({ name }) => name === 'page')) {
      const refused = await portal.json(`${address}?unknown=1`);
      expect(problemsOf(path, 400, 'application/problem+json', refused)).toEqual([]);
    }
  }
});

test('every filter in the description is accepted', async () => {
  for (const [path, { get }] of Object.entries(description.paths)) {
    for (const { name, in: place, schema } of get.parameters) {
      if (place !== 'query' || name === 'page' || name === 'per_page') continue;
      const values = z.array(z.string()).safeParse(schema['enum']);
      for (const value of values.data ?? ['anything']) {
        const answer = await portal.ask(`/api/v1${filled(path)}?${name}=${value}`);
        expect([path, name, answer.status]).toEqual([path, name, 200]);
      }
    }
  }
});

test('operations have names of their own', () => {
  const names = Object.values(description.paths).map(({ get }) => get.operationId);
  expect(new Set(names).size).toBe(names.length);
});
