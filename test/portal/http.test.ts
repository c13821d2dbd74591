// The portal's manners over HTTP: headers, caching, methods, limits, errors, health.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createMetrics } from '../../src/portal/metrics.js';
import { quietLog } from '../support/database.js';
import { motion, openPortal, type TestPortal } from '../support/portal.js';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openPortal();
  await portal.motions.put(motion(1), 1);
});

test.each(['/', '/api/v1/motions', '/nothing', '/assets/site.css', '/healthz'])(
  '%s is guarded: strict content policy, no sniffing, no name of the server',
  async (path) => {
    const { headers } = await portal.ask(path);
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none';script-src 'nonce-[\w+/]{22}==';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'$/,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    // Not for the names below ours: they may be somebody else's, without HTTPS.
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['x-powered-by']).toBeUndefined();
  },
);

test('plain HTTP is not told to be HTTPS', async () => {
  const plain = await openPortal((deps) => ({ ...deps, publicUrl: 'http://localhost:3000' }));
  expect((await plain.ask('/')).headers['strict-transport-security']).toBeUndefined();
});

test.each(['/', '/zh/motions/M-2026-0001', '/api/v1/motions', '/api/v1/motions/M-2026-0001', '/api/v1/openapi.json'])(
  '%s has an ETag and is 304 until it changes',
  async (path) => {
    const first = await portal.ask(path);
    expect(first.status).toBe(200);
    const etag = String(first.headers.etag);
    expect(etag).toMatch(/^(W\/)?"/);
    const again = await portal.ask(path, { headers: { 'If-None-Match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
    expect((await portal.ask(path, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200);
  },
);

test('a changed motion has another ETag', async () => {
  await portal.motions.put(motion(9), 9);
  const { headers } = await portal.ask('/api/v1/motions/M-2026-0009');
  await portal.motions.put(motion(9, { title: 'Changed' }), 10);
  const again = await portal.ask('/api/v1/motions/M-2026-0009', { headers: { 'If-None-Match': String(headers.etag) } });
  expect(again.status).toBe(200);
  await portal.motions.removeAll();
  await portal.motions.put(motion(1), 1);
});

test('the stylesheet is kept for a year under its versioned address only', async () => {
  const html = (await portal.ask('/')).text.replaceAll('&#x3D;', '=');
  const href = /href="(\/assets\/site\.css\?v=[0-9a-f]{12})"/.exec(html)?.[1] ?? '';
  const named = await portal.ask(href);
  expect(named.status).toBe(200);
  expect(named.headers['content-type']).toMatch(/^text\/css/);
  expect(named.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await portal.ask('/assets/site.css?v=000000000000')).headers['cache-control']).toBe('no-cache');
});

test('long answers are compressed for who asks', async () => {
  const { headers } = await portal.ask('/assets/site.css', { headers: { 'Accept-Encoding': 'gzip' } });
  expect(headers['content-encoding']).toBe('gzip');
});

test.each(['/', '/api/v1/motions', '/motions/M-2026-0001', '/healthz', '/metrics'])(
  'HEAD %s has no body',
  async (path) => {
    const answer = await portal.ask(path, { method: 'HEAD' });
    expect([answer.status, answer.text]).toEqual([200, '']);
  },
);

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'])('%s is not allowed', async (method) => {
  const answer = await portal.ask('/api/v1/motions', { method });
  expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('a page that is asked to change something says that it is only read', async () => {
  const answer = await portal.ask('/motions', { method: 'POST', body: 'x=1' });
  expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  expect(answer.text).toContain('This page is only read');
  expect((await portal.ask('/zh/motions', { method: 'DELETE' })).text).toContain('此页面只供阅读');
});

test.each([
  ['/nothing', 404],
  ['/motions/M-1999-0001', 404],
  ['/motions/..%2f..%2fpackage.json', 404],
  ['/assets/..%2fsite.css', 404],
  ['/assets/../../package.json', 404],
  ['/zhmotions', 404],
  ['/motions?page=2', 404],
  ['/motions?page=x', 400],
  ['/motions/%E0%A4%A', 400],
  ['/motions?state=%', 400],
  ['/%ff', 400],
])('the page %s is %d, in words', async (path, status) => {
  const answer = await portal.ask(path);
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.text).toContain('<h1>');
});

test('error pages speak the language of the address', async () => {
  expect((await portal.ask('/zh/nothing')).text).toContain('这里什么也没有');
  expect((await portal.ask('/zh/%ff')).text).toContain('无法读取此地址');
});

describe('when the store fails', () => {
  const logged: object[] = [];
  const secret = 'mongodb://user:secret@host';
  async function broken(): Promise<TestPortal> {
    return openPortal((deps) => ({
      ...deps,
      log: { ...quietLog, error: (fields) => logged.push(fields) },
      store: { ...deps.store, motions: () => Promise.reject(new Error(secret)) },
    }));
  }

  test('the answer is a 500 without internals, and the cause is logged', async () => {
    const answering = await broken();
    const api = await answering.ask('/api/v1/motions');
    const page = await answering.ask('/motions');
    expect([api.status, page.status]).toEqual([500, 500]);
    expect(api.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(api.text + page.text).not.toContain('secret');
    expect(page.text).toContain('Something went wrong on our side');
    expect(logged).toEqual([
      expect.objectContaining({ path: '/api/v1/motions', err: new Error(secret) }),
      expect.objectContaining({ path: '/motions' }),
    ]);
  });
});

test('more requests than allowed are refused as a problem; health and metrics are not counted', async () => {
  const limited = await openPortal((deps) => ({ ...deps, requestsPerMinute: 3 }));
  const statuses: number[] = [];
  for (let number = 0; number < 5; number += 1) statuses.push((await limited.ask('/api/v1/motions')).status);
  expect(statuses).toEqual([200, 200, 200, 429, 429]);
  const refused = await limited.ask('/api/v1/people', { headers: { 'X-Forwarded-For': '198.51.100.7' } });
  expect(refused.status).toBe(429);
  expect(refused.headers['retry-after']).toMatch(/^\d+$/);
  expect(JSON.parse(refused.text)).toMatchObject({ status: 429, title: 'Too Many Requests' });
  const page = await limited.ask('/zh/people');
  expect([page.status, page.headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  expect(page.text).toContain('请求过多');
  expect((await limited.ask('/healthz')).status).toBe(200);
  expect((await limited.ask('/metrics')).status).toBe(200);
});

test('1,200 requests within a minute are answered', async () => {
  const open = await openPortal();
  for (let done = 0; done < 1200; done += 40) {
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => open.ask('/assets/site.css', { method: 'HEAD' })),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  }
});

describe('health', () => {
  test('alive is 200, ready is 503 with reasons until it is', async () => {
    let ready = false;
    const starting = await openPortal((deps) => ({
      ...deps,
      ready: () => (ready ? { ready, reasons: [] } : { ready, reasons: ['no charter is in force'] }),
    }));
    expect((await starting.ask('/healthz')).status).toBe(200);
    const waiting = await starting.ask('/readyz');
    expect([waiting.status, JSON.parse(waiting.text)]).toEqual([
      503,
      { ready: false, reasons: ['no charter is in force'] },
    ]);
    ready = true;
    expect((await starting.ask('/readyz')).status).toBe(200);
  });

  test('metrics are the text Prometheus reads: what was reported, the queues as they are now, the process', async () => {
    const gauges = { queuePending: 3, queueOldestAgeSeconds: 7, deliveriesDead: 1, effectsPending: 2, effectsDead: 0 };
    const metrics = createMetrics({ gauges: () => Promise.resolve(gauges), log: quietLog });
    metrics.delivery('github', 'accepted', 0.004);
    metrics.processed('done', 0.2);
    metrics.processed('retried');
    metrics.effect('comment', 'done');
    metrics.forgeCall('github', 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments', 201, 0.1);
    metrics.ledgerAppend(0.002);
    const measured = await openPortal((deps) => ({ ...deps, metrics }));
    const { text, headers } = await measured.ask('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    for (const line of [
      'opencharter_deliveries_total{forge="github",result="accepted"} 1',
      'opencharter_processed_total{result="done"} 1',
      'opencharter_processed_total{result="retried"} 1',
      'opencharter_delivery_seconds_count 1',
      'opencharter_effects_total{kind="comment",result="done"} 1',
      'opencharter_forge_calls_total{forge="github",endpoint="POST /repos/{owner}/{repo}/issues/{issue_number}/comments",status="201"} 1',
      'opencharter_intake_seconds_count{forge="github"} 1',
      'opencharter_ledger_append_seconds_count 1',
      'opencharter_queue_pending 3',
      'opencharter_queue_oldest_age_seconds 7',
      'opencharter_deliveries_dead 1',
      'opencharter_effects_pending 2',
      'opencharter_effects_dead 0',
      'opencharter_queues_readable 1',
    ]) {
      expect(text).toContain(`${line}\n`);
    }
    expect(text).toContain('process_cpu_seconds_total');
  });

  test('metrics are answered while the database is away', async () => {
    const metrics = createMetrics({ gauges: () => Promise.reject(new Error('away')), log: quietLog });
    expect(await metrics.render()).toContain('opencharter_queues_readable 0');
  });
});
