// Bad input on every page and every path of the API: a plain answer in words, never a failure, never markup.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { resources } from '../../src/portal/api/index.js';
import { pages } from '../../src/portal/pages/index.js';
import { motionDocument } from '../../src/search/documents.js';
import { ballot, hostile, motion, openPortal, resolution, type TestPortal } from '../support/portal.js';

const markdown =
  '[a](javascript:alert(1)) ![b](x onerror=alert(1)) <svg/onload=alert(1)> `</code><script>alert(2)</script>`\n<iframe src="//evil.example">';

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal((deps) => ({ ...deps, requestsPerMinute: 1_000_000 }));
  const reasons = [hostile, markdown, `\u202E${hostile}\u2066`].map((reason) => ballot({ reason }));
  const bad = motion(1, {
    title: `${hostile} ${markdown}`,
    state: 'closed',
    outcome: 'withdrawn',
    closed_at: '2026-03-06T14:00:00.000Z',
    ballots: reasons,
    recused: [{ person: 'kofi-mensah', reason: hostile }],
    ended_by: { person: 'kofi-mensah', reason: markdown },
    resolution: 'R-2026-001',
  });
  await portal.motions.put(bad, 1);
  await portal.search.put(motionDocument(bad, 1));
  await portal.resolutions.put(resolution(1, { title: `${hostile} ${markdown}` }), 1);
});

const ids: Readonly<Record<string, string>> = {
  motions: 'M-2026-0001',
  resolutions: 'R-2026-001',
  bodies: 'tsc',
  people: 'kofi-mensah',
  organizations: 'starforge',
  deliveries: 'd-1',
};

/** The path with ids that exist where the test portal has some. */
function example(path: string): string {
  return path
    .replace(/(\w+)\/:id/, (_, folder: string) => `${folder}/${ids[folder] ?? 'none'}`)
    .replace('/:forge/:owner/:repo/:number', '/github/openclaw/models/12');
}

const pagePaths = pages.map(({ path }) => example(path));
const apiPaths = resources.map(({ path }) => `/api/v1${example(path)}`);
const everything = [...pagePaths, ...pagePaths.map((path) => `/zh${path}`), ...apiPaths];

/** Asks for each, and says of which the answer failed, told of our code, or repeated markup. */
async function badAnswers(paths: readonly string[], headers: Record<string, string> = {}): Promise<readonly string[]> {
  const bad: string[] = [];
  for (const path of paths) {
    const { status, text, headers: answered } = await portal.ask(path, { headers });
    const isHtml = answered['content-type']?.startsWith('text/html') ?? false;
    const tells = /\n\s+at .+:\d+:\d+|node_modules|MongoServerError|mongodb:/.test(text);
    const runs = isHtml && /<script>|<svg\/onload|<img|<iframe|href="javascript:|&lt;script&gt;.*<script>/i.test(text);
    if (status >= 500 || tells || runs) bad.push(`${String(status)} ${path.slice(0, 80)}`);
  }
  return bad;
}

describe('on every page and every path of the API, nothing fails and nothing runs', () => {
  const script = encodeURIComponent('"><script>alert(1)</script>');
  test.each([
    ['as it is', ''],
    ['a script as a parameter', `?q=${script}&${script}=1`],
    ['a parameter twice', '?page=1&page=2'],
    ['operators', '?state[$ne]=x&kind={"$gt":""}&$where=1'],
    ['names of the language', '?__proto__=1&constructor=2&toString=3'],
    ['numbers that are none', '?page=-1&per_page=1e9'],
    ['a page far out', '?page=99999999999999999999'],
    ['ten kilobytes', `?q=${'x'.repeat(10_000)}`],
    ['ten kilobytes of a name', `?${'x'.repeat(10_000)}=1`],
    ['a null byte', '?q=%00&kind=%00'],
    ['separators only', '?&&==&=&?'],
    ['lone surrogates and odd signs', '?q=%ED%A0%80'],
    ['a slash at the end', '/'],
    ['a script in the path', `/${script}`],
    ['a step up', '/..%2f..%2fetc%2fpasswd'],
    ['a null byte in the path', '/%00'],
    ['a long path', `/${'a'.repeat(8_000)}`],
  ])('%s', async (_, suffix) => {
    expect(await badAnswers(everything.map((path) => `${path}${suffix}`))).toEqual([]);
  });

  test.each([
    ['an odd host', { host: '"><script>alert(1)</script>' }],
    ['a forwarded host', { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript' }],
    ['an odd ETag', { 'if-none-match': '"'.repeat(2000) }],
    ['an odd encoding', { 'accept-encoding': 'gzip;q=x, br;q=99, *;q=-1' }],
    ['an odd language', { 'accept-language': '../../etc/passwd' }],
    ['an odd cookie', { cookie: `a=${'%'.repeat(3000)}` }],
    ['an odd range', { range: 'bytes=-1,9-0,a-b' }],
  ])('%s as a header', async (_, headers) => {
    expect(await badAnswers(everything, headers)).toEqual([]);
  });

  test('no answer names another host than our own', async () => {
    for (const path of ['/', '/motions', '/nothing'])
      expect((await portal.ask(path, { headers: { host: 'evil.example' } })).text).not.toContain('evil.example"');
  });
});

describe('broken addresses are refused in words', () => {
  test.each([
    ['/%ff', 400],
    [`/contributions?author=${'x'.repeat(10_000)}`, 400],
    [`/motions?utm_${'x'.repeat(10_000)}=1`, 400],
    [`/zh/search?q=${'x'.repeat(10_000)}`, 400],
    [`/api/v1/contributions?head=${'x'.repeat(10_000)}`, 400],
    ['/motions/%c3%28', 400],
    ['/motions?kind=%c0%af', 400],
    ['/api/v1/motions/%ff', 400],
    ['/zh/%ff', 400],
    ['/..%2f..%2fetc/passwd', 404],
    ['/../../etc/passwd', 404],
    ['//evil.example', 404],
    ['//evil.example/%2e%2e', 404],
    ['/zh//evil.example', 404],
    ['/zh///evil.example/%2e%2e', 404],
    ['/zh/\\evil.example', 404],
    ['/zh/../motions/nothing', 404],
    ['/zh/zh/motions', 404],
    ['/motions/M-2026-0001%00', 404],
    ['/api/v1//motions', 404],
    ['/motions/M-2026-0001/ballots/x', 404],
    ['/people/__proto__', 404],
    ['/bodies/constructor', 404],
    ['/organizations/toString', 404],
  ])('%.60s: %d', async (path, status) => {
    const answer = await portal.ask(path);
    expect([answer.status, answer.headers.location]).toEqual([status, undefined]);
    expect(answer.text).not.toMatch(/root:|="\/[/\\]/);
  });
});

describe('lists', () => {
  const lists = resources.filter(({ type }) => type === 'list').map(({ path }) => `/api/v1${example(path)}`);
  test.each(lists)(
    '%s refuses an unknown parameter, a repeated one and one that is no number, naming it',
    async (path) => {
      for (const [query, name] of [
        ['foo=1', 'foo'],
        ['page=1&page=2', 'page'],
        ['per_page=x', 'per_page'],
      ] as const) {
        const { status, text } = await portal.ask(`${path}?${query}`);
        expect([path, status]).toEqual([path, 400]);
        expect(text).toContain(name);
      }
    },
  );

  const pageLists = ['/motions', '/resolutions', '/people', '/people/kofi-mensah', '/contributions', '/search'];
  test.each(pageLists.flatMap((path) => [path, `/zh${path}`]))('%s does so too, on a page', async (path) => {
    for (const [query, name] of [
      ['foo=1', 'foo'],
      ['foo=', 'foo'],
      ['page=1&page=2', 'page'],
      ['per_page=x', 'per_page'],
      ['per_page=101', 'per_page'],
    ] as const) {
      const { status, text } = await portal.ask(`${path}?${query}`);
      expect([`${path}?${query}`, status]).toEqual([`${path}?${query}`, 400]);
      expect(text).toContain(`“${name}”`);
    }
  });

  test.each(['/motions?page=2', '/zh/resolutions?page=99999999999', '/people?page=9', '/api/v1/motions?page=2'])(
    '%s is beyond the end',
    async (path) => {
      expect((await portal.ask(path)).status).toBe(404);
    },
  );

  test('an unknown state is refused with the states there are', async () => {
    const { status, text } = await portal.ask('/motions?state=nope');
    expect(status).toBe(400);
    expect(text).toContain('“nope” is no value of “state”. It may be proposed, open, closed.');
    expect((await portal.ask('/zh/motions?state=nope')).text).toContain('“nope”不是“state”可用的值');
  });
});

describe('hostile text is text', () => {
  const shown = ['/', '/motions', '/motions/M-2026-0001', '/resolutions', '/resolutions/R-2026-001', '/search?q=alert'];
  test.each(shown.flatMap((path) => [path, `/zh${path}`]))('on %s', async (path) => {
    const { status, text } = await portal.ask(path);
    expect(status).toBe(200);
    expect(text).toMatch(/&lt;script&gt;/);
    expect(text).not.toMatch(/<script>|<svg\/onload|<img|<iframe|href="javascript:|7\*7=|>49</);
  });

  test('names of people are isolated from the text around them', async () => {
    const { text } = await portal.ask('/people');
    expect(text).toContain('<bdi>&lt;script&gt;alert(1)');
    expect(text).not.toMatch(/<script>|<img/);
  });

  test('a direction that a query turns is turned back', async () => {
    const { text } = await portal.ask('/search?q=nowhere%E2%80%AEb%E2%81%A6');
    expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    expect((await portal.ask('/motions?%E2%80%AEfoo=1')).text).not.toContain('\u202E');
  });

  test('every turned direction in a list stands in an element of its own', async () => {
    const { text } = await portal.ask('/search?q=alert');
    const outside = text
      .replace(/<bdi>[\s\S]*?<\/bdi>/g, '')
      .replace(/<(title|option)[^>]*>[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]*>/g, '');
    expect(outside).not.toContain('\u202E');
  });
});
