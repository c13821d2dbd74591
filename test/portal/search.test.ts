// The search page and the search of the API, over HTTP.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { charterDocuments, motionDocument, resolutionDocument } from '../../src/search/documents.js';
import { maxResults, SearchTimeoutError } from '../../src/search/store.js';
import { ballot, hostile, motion, openPortal, resolution, type TestPortal } from '../support/portal.js';

let portal: TestPortal;

beforeAll(async () => {
  portal = await openPortal();
  const inForce = await portal.store.charter();
  if (!inForce) throw new Error('the test portal has a charter');
  const help = {
    usage: '/yes [reason]',
    who: { en: 'anyone', zh: '任何人' },
    what: { en: 'votes yes', zh: '投赞成票' },
  };
  const yes = { name: 'yes', aliases: ['赞成'], ...help, examples: [] };
  await portal.search.putAll([
    ...charterDocuments(inForce.charter, [yes], inForce.adoptedAt),
    motionDocument(
      motion(1, { title: 'Adopt safetensors', ballots: [ballot({ reason: '评测集用 C-Bench 更好' })] }),
      1,
    ),
    motionDocument(motion(2, { title: hostile, ballots: [ballot({ reason: `needle ${hostile}` })] }), 2),
    resolutionDocument(resolution(1, { title: 'Adopt safetensors' }), 1),
    {
      id: 'comment:github:openclaw/models#12:991',
      kind: 'comment',
      title: 'Loader',
      text: '插值 <b>safetensors</b> <!-- hidden needle -->',
      where: 'openclaw/models#12',
      url: 'https://forge.example/openclaw/models/issues/12#c991',
      at: '2026-03-03T00:00:00.000Z',
      version: 1,
    },
    {
      id: 'issue:evil',
      kind: 'issue',
      title: 'needle',
      text: '',
      where: '',
      url: 'javascript:alert(1)',
      at: null,
      version: 1,
    },
  ]);
});

async function page(query: string): Promise<string> {
  const { status, text } = await portal.ask(`/search?${query}`);
  expect(status).toBe(200);
  return text;
}

describe('the page', () => {
  test('says first how much was found, then shows each with its kind, place and date', async () => {
    const text = await page('q=safetensors');
    expect(text).toContain('3 results for “safetensors”.');
    expect(text).toContain('<a href="/motions/M-2026-0001"><bdi>Adopt <mark>safetensors</mark></bdi></a>');
    expect(text).toContain('<a href="/resolutions/R-2026-001">');
    expect(text).toContain('href="https://forge.example/openclaw/models/issues/12#c991"');
    expect(text).toContain('openclaw/models#12');
    expect(text).toContain('datetime="2026-03-03T00:00:00.000Z"');
  });

  test.each([
    ['插值', '1'],
    ['评测集', '1'],
    ['票', '1'],
    ['C-Bench 评测', '1'],
    ['林梅', '2'],
    ['技术决定', '1'],
  ])('finds %s in Chinese', async (query, count) => {
    const { text, status } = await portal.ask(`/zh/search?q=${encodeURIComponent(query)}`);
    expect(status).toBe(200);
    expect(text).toContain(`与“${query}”有关的结果共 ${count} 条。`);
  });

  test('links within its language', async () => {
    expect((await portal.ask('/zh/search?q=safetensors')).text).toContain('href="/zh/motions/M-2026-0001"');
  });

  test('keeps to one kind, and the form says which', async () => {
    const text = await page('q=safetensors&kind=resolution');
    expect(text).toContain('One result for “safetensors”.');
    expect(text).toContain('<option value="resolution" selected>');
  });

  test('has pages', async () => {
    const text = await page('q=safetensors&per_page=1&page=2');
    expect(text).toContain('rel="prev"');
    expect(text.replaceAll('&#x3D;', '=')).toContain('href="/search?q=safetensors&amp;per_page=1&amp;page=3"');
    expect((await portal.ask('/search?q=safetensors&page=9')).status).toBe(404);
  });

  test('without words says what can be searched', async () => {
    for (const query of ['', 'q=', 'q=+']) expect(await page(query)).toContain('<h2>What can be found</h2>');
    expect(await page(`q=${encodeURIComponent('— {} 🎉')}`)).toContain('There is no word in “— {} 🎉”');
  });

  test('says what to try when nothing is found', async () => {
    const text = await page('q=nowhere');
    expect(text).toContain('Nothing was found for “nowhere”.');
    expect(text).toContain('<h2>What may help</h2>');
  });

  test('shows hidden parts of a comment to nobody, and does not link to what is no web address', async () => {
    const text = await page('q=needle');
    expect(text).toContain('2 results');
    expect(text).not.toContain('hidden needle');
    expect(text).not.toContain('href="javascript');
  });

  test('shows hostile text as text', async () => {
    const text = await page(`q=needle&kind=motion`);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).not.toMatch(/<script>|<img/);
  });

  test('works without a script: a form that is read with GET', async () => {
    const text = await page('q=a');
    expect(text).toMatch(/<form class="filters" role="search" method="get" action="\/search"/);
    expect(text).toContain('<label for="query">');
  });

  test('says when words take too long to look for', async () => {
    const slow = await openPortal((deps) => ({
      ...deps,
      store: { ...deps.store, search: () => Promise.reject(new SearchTimeoutError('slow')) },
    }));
    const answer = await slow.ask('/search?q=the');
    expect(answer.status).toBe(503);
    expect(answer.text).toContain('That search takes too long');
    expect((await slow.ask('/api/v1/search?q=the')).status).toBe(503);
  });

  test('says so when there is more than can be shown', async () => {
    const many = await openPortal((deps) => ({
      ...deps,
      store: { ...deps.store, search: () => Promise.resolve({ items: [], total: maxResults, partial: true }) },
    }));
    const { text } = await many.ask('/search?q=the');
    expect(text).toContain('The first 1000 results for “the”');
    expect(text).toContain('only the newest were looked through');
  });
});

describe('what is no query', () => {
  test.each([
    ['an operator', 'q[$ne]=', '“q[$ne]” is no parameter'],
    ['several queries', 'q=a&q=b', '“q” is given more than once'],
    ['an unknown kind', 'q=a&kind=nope', '“nope” is no value of “kind”'],
    ['an unknown parameter', 'q=a&foo=1', '“foo” is no parameter'],
    ['a text that is too long', `q=${'x'.repeat(201)}`, 'at most 200 characters'],
    ['a page that is no number', 'q=a&page=x', '“page” is a whole number'],
  ])('%s is refused in words', async (_, query, words) => {
    const { status, text } = await portal.ask(`/search?${query}`);
    expect(status).toBe(400);
    expect(text).toContain(words);
    expect((await portal.ask(`/api/v1/search?${query}`)).status).toBe(400);
  });

  test.each([
    '{"$gt":""}',
    '{"$where":"1"}',
    "'; return true; //",
    '$where',
    '.*',
    '^adopt -safetensors "x',
    '\\',
    '__proto__',
  ])('%s is words', async (query) => {
    expect((await portal.ask(`/search?q=${encodeURIComponent(query)}`)).status).toBe(200);
    const { status, text } = await portal.ask(`/api/v1/search?q=${encodeURIComponent(query)}`);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toEqual([]);
  });
});

test('the API answers with plain objects', async () => {
  const [first] = z.array(z.unknown()).parse(await portal.json('/api/v1/search?q=safetensors&kind=comment'));
  expect(first).toEqual({
    id: 'comment:github:openclaw/models#12:991',
    kind: 'comment',
    title: 'Loader',
    url: 'https://forge.example/openclaw/models/issues/12#c991',
    snippet: '插值 <b>safetensors</b>',
    at: '2026-03-03T00:00:00.000Z',
  });
  expect(await portal.json('/api/v1/search')).toEqual([]);
});
