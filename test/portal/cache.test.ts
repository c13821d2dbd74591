// Kept answers: always fresh, never for longer than a minute, told as 304 to who has them, and safe from floods.
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import { z } from 'zod';
import { createCache } from '../../src/portal/cache.js';
import { keptAnswers } from '../../src/portal/kept-answers.js';
import type { PortalStore } from '../../src/portal/store.js';
import { plus, type Instant } from '../../src/shared/time.js';
import { answerOf } from '../../src/web/answer.js';
import { noncePlaceholder, security } from '../../src/web/security.js';
import { motion, openPortal, type TestPortal } from '../support/portal.js';

/** A portal whose clock is moved by hand, and which counts what it asks for motions. */
async function counting(): Promise<{ portal: TestPortal; asked: () => number; move: (ms: number) => void }> {
  let asked = 0;
  let now: Instant = '2026-03-04T12:00:00.000Z';
  const portal = await openPortal((deps) => {
    const motions: PortalStore['motions'] = (query) => {
      asked += 1;
      return deps.store.motions(query);
    };
    return { ...deps, clock: { now: () => now }, store: { ...deps.store, motions } };
  });
  await portal.motions.put(motion(1), 1);
  return {
    portal,
    asked: () => asked,
    move: (ms) => {
      now = plus(now, ms);
    },
  };
}

const everyKind = [
  '/',
  '/zh/motions',
  '/motions/M-2026-0001',
  '/api/v1/motions',
  '/feeds/motions.atom',
  '/calendar.ics',
];

describe('an answer that was made', () => {
  test('is kept: the same page again asks nothing', async () => {
    const { portal, asked } = await counting();
    const first = await portal.ask('/motions');
    const before = asked();
    const again = await portal.ask('/motions');
    expect(asked()).toBe(before);
    expect(again.headers.etag).toBe(first.headers.etag);
  });

  test.each(everyKind)('of %s is fresh as soon as a write has ended', async (path) => {
    const { portal } = await counting();
    const first = await portal.ask(path);
    await portal.motions.put(motion(1, { title: 'Another title', closes_at: '2026-03-07T14:00:00.000Z' }), 2);
    const headers = { 'If-None-Match': String(first.headers.etag) };
    const again = await portal.ask(path, { headers });
    expect([path, again.status]).toEqual([path, 200]);
    expect(again.text).toContain('Another title');
  });

  test('is made anew in the next minute of governance time, for its relative times', async () => {
    const { portal, move } = await counting();
    const first = await portal.ask('/motions/M-2026-0001');
    move(2 * 24 * 60 * 60 * 1000);
    const later = await portal.ask('/motions/M-2026-0001', {
      headers: { 'If-None-Match': String(first.headers.etag) },
    });
    expect(later.status).toBe(200);
  });

  test('reads nothing anew for a new minute alone', async () => {
    const { portal, asked, move } = await counting();
    await portal.ask('/motions');
    const before = asked();
    move(60_000);
    expect((await portal.ask('/motions')).status).toBe(200);
    expect(asked()).toBe(before);
  });

  test('is made once for all who ask at the same time', async () => {
    const { portal, asked } = await counting();
    await portal.ask('/motions');
    const ofOne = asked();
    await portal.motions.put(motion(2), 2);
    const answers = await Promise.all(Array.from({ length: 20 }, () => portal.ask('/motions')));
    expect(answers.filter(({ text }) => !text.includes('Motion number 2'))).toEqual([]);
    expect(asked()).toBe(2 * ofOne);
  });

  test('is not kept when what it shows changed while it was made', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let calls = 0;
    const portal = await openPortal((deps) => ({
      ...deps,
      store: {
        ...deps.store,
        async motions(query) {
          const found = await deps.store.motions(query);
          calls += 1;
          if (calls === 1) await held;
          return found;
        },
      },
    }));
    await portal.motions.put(motion(1), 1);
    const slow = portal.ask('/motions');
    while (calls === 0) await portal.ask('/healthz');
    await portal.motions.put(motion(1, { title: 'Changed meanwhile' }), 2);
    release();
    await slow;
    expect((await portal.ask('/motions')).text).toContain('Changed meanwhile');
  });

  test('is not kept when it failed', async () => {
    let broken = true;
    const portal = await openPortal((deps) => ({
      ...deps,
      store: {
        ...deps.store,
        motions: (query) => (broken ? Promise.reject(new Error('away')) : deps.store.motions(query)),
      },
    }));
    expect((await portal.ask('/motions')).status).toBe(500);
    broken = false;
    expect((await portal.ask('/motions')).status).toBe(200);
  });

  test('is not kept when there was nothing there', async () => {
    const { portal } = await counting();
    expect((await portal.ask('/motions/M-2026-0002')).status).toBe(404);
    await portal.motions.put(motion(2), 2);
    expect((await portal.ask('/motions/M-2026-0002')).status).toBe(200);
  });

  test('of the queues is never kept', async () => {
    let pending = 1;
    const portal = await openPortal((deps) => ({
      ...deps,
      store: {
        ...deps.store,
        async status() {
          const facts = await deps.store.status();
          return { ...facts, deliveries: { ...facts.deliveries, pending, oldestAgeSeconds: 90 } };
        },
      },
    }));
    const first = await portal.ask('/status');
    pending = 4321;
    const again = await portal.ask('/status');
    expect(first.text).not.toContain('4321');
    expect(again.text).toContain('4321');
  });
});

describe('a reader who has the page already', () => {
  test.each([
    ['its ETag', (etag: string) => etag, 304],
    ['its ETag among others', (etag: string) => `"a", ${etag} , W/"b"`, 304],
    ['its ETag as a strong one', (etag: string) => etag.replace('W/', ''), 304],
    ['any', () => '*', 304],
    ['another', () => 'W/"other"', 200],
    ['half of it', (etag: string) => `${etag.slice(0, -4)}"`, 200],
    ['nonsense', () => 'x'.repeat(5000), 200],
  ] as const)('and names %s', async (_, name, status) => {
    const { portal } = await counting();
    for (const path of [...everyKind, '/assets/site.css']) {
      const first = await portal.ask(path);
      const headers = { 'If-None-Match': name(String(first.headers.etag)) };
      for (const method of ['GET', 'HEAD']) {
        const again = await portal.ask(path, { method, headers });
        expect([path, method, again.status]).toEqual([path, method, status]);
        if (status === 304) expect(again.text).toBe('');
      }
    }
  });

  test('gets a 304 without content policy: the kept page goes on with the nonce of its own answer', async () => {
    const { portal } = await counting();
    const first = await portal.ask('/');
    expect(first.headers['content-security-policy']).toMatch(/'nonce-/);
    const again = await portal.ask('/', { headers: { 'If-None-Match': String(first.headers.etag) } });
    expect(again.status).toBe(304);
    expect(again.headers['content-security-policy']).toBeUndefined();
    expect(again.headers).toMatchObject({
      etag: first.headers.etag,
      vary: 'Accept-Encoding',
      'cache-control': 'no-cache',
    });
    expect(again.headers['content-length']).toBeUndefined();
  });

  test('who insists with no-cache gets the page', async () => {
    const { portal } = await counting();
    const { headers } = await portal.ask('/');
    const insisting = { 'If-None-Match': String(headers.etag), 'Cache-Control': 'no-cache' };
    expect((await portal.ask('/', { headers: insisting })).status).toBe(200);
  });

  test('is counted by the rate limit all the same', async () => {
    const limited = await openPortal((deps) => ({ ...deps, requestsPerMinute: 3 }));
    const { headers } = await limited.ask('/');
    const having = { 'If-None-Match': String(headers.etag) };
    const statuses: number[] = [];
    for (let i = 0; i < 4; i += 1) statuses.push((await limited.ask('/', { headers: having })).status);
    expect(statuses).toEqual([304, 304, 429, 429]);
  });

  test('of an error page is not told that nothing has changed', async () => {
    const { portal } = await counting();
    const missing = await portal.ask('/nothing', { headers: { 'If-None-Match': '*' } });
    expect([missing.status, missing.headers.etag]).toEqual([404, undefined]);
  });
});

describe('the nonce', () => {
  function nonceIn(text: string | undefined): string | undefined {
    return /'nonce-([^']+)'/.exec(text ?? '')?.[1];
  }

  test('is another in each answer, kept or not, and the one that the scripts of the page name', async () => {
    const { portal } = await counting();
    const answers = [await portal.ask('/'), await portal.ask('/')];
    const nonces = answers.map(({ headers }) => nonceIn(String(headers['content-security-policy'])));
    expect(new Set(nonces).size).toBe(2);
    answers.forEach(({ text }, i) => {
      const named = [...text.replaceAll('&#x3D;', '=').matchAll(/nonce="([^"]+)"/g)].map(([, nonce]) => nonce);
      expect(new Set(named)).toEqual(new Set([nonces[i]]));
      expect(text).not.toContain(noncePlaceholder);
    });
  });

  test('does not change the ETag', async () => {
    const { portal } = await counting();
    const other = await openPortal();
    await other.motions.put(motion(1), 1);
    const [mine, theirs] = [await portal.ask('/motions'), await other.ask('/motions')];
    expect(mine.headers.etag).toBe(theirs.headers.etag);
  });
});

describe('compressed answers', () => {
  test.each([
    '',
    noncePlaceholder,
    `a${noncePlaceholder}b`,
    `${'long text '.repeat(2000)}${noncePlaceholder}${'ü中😀'.repeat(3000)}`,
  ])('hold what the plain ones hold (%#)', (text) => {
    const answer = answerOf(200, {}, text);
    for (const nonce of ['n0nce', 'An0ther+/==']) {
      expect(gunzipSync(answer.gzip(nonce)).toString()).toBe(text.replaceAll(noncePlaceholder, nonce));
      expect(answer.plain(nonce).toString()).toBe(text.replaceAll(noncePlaceholder, nonce));
    }
  });

  test.each([
    ['gzip, deflate, br', true],
    ['gzip;q=0', false],
    ['br', false],
    ['identity', false],
    ['', false],
    ['*', true],
  ])('go to who accepts "%s": %s', async (accepts, compressed) => {
    const { portal } = await counting();
    const answer = await portal.ask('/', { headers: { 'Accept-Encoding': accepts } });
    expect(answer.headers['content-encoding']).toBe(compressed ? 'gzip' : undefined);
    expect(answer.headers.vary).toBe('Accept-Encoding');
  });

  test('read as the plain page over HTTP', async () => {
    const { portal } = await counting();
    const plain = await portal.ask('/motions/M-2026-0001');
    const bytes = await new Promise<Buffer>((resolve, reject) => {
      const sent = request(`${portal.url}/motions/M-2026-0001`, { headers: { 'Accept-Encoding': 'gzip' } }, (res) => {
        const chunks: Buffer[] = [];
        res
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('end', () => {
            resolve(Buffer.concat(chunks));
          });
      });
      sent.on('error', reject).end();
    });
    const withoutNonce = (text: string): string => text.replaceAll(/nonce(=|&#x3D;)"[^"]*"/g, '');
    expect(bytes.length).toBeLessThan(plain.text.length / 2);
    expect(withoutNonce(gunzipSync(bytes).toString())).toBe(withoutNonce(plain.text));
  });
});

describe('the room for answers', () => {
  const answer = answerOf(200, {}, 'x'.repeat(10_000));

  test('is bounded: the least recently asked for goes first', () => {
    const kept = keptAnswers(200_000);
    for (let i = 0; i < 11; i += 1) kept.put(`/a/${String(i)}`, answer);
    expect(kept.get('/a/0')).toBe(answer);
    for (let i = 11; i < 15; i += 1) kept.put(`/a/${String(i)}`, answer);
    expect(kept.get('/a/0')).toBe(answer);
    expect(kept.get('/a/1')).toBeUndefined();
    expect(kept.get('/a/14')).toBe(answer);
  });

  test('is not given to one large answer', () => {
    const kept = keptAnswers(200_000);
    kept.put('/small', answer);
    kept.put('/large', answerOf(200, {}, 'x'.repeat(100_000)));
    expect([kept.get('/large'), kept.get('/small')]).toEqual([undefined, answer]);
  });

  test('is not taken from pages by made-up addresses, however many', async () => {
    let made = 0;
    const clock = { now: () => '2026-03-04T12:00:00.000Z' };
    const cache = createCache({ version: () => 1, clock, bytes: 400_000 });
    const app = express();
    app.use(security('http://localhost'), cache.kept, (req, res) =>
      cache.answer(req, res, () => {
        if (!/[?%]/.test(req.originalUrl)) made += 1;
        return Promise.resolve(answerOf(200, {}, 'x'.repeat(10_000)));
      }),
    );
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const ask = (path: string): Promise<Response> => fetch(`http://127.0.0.1:${String(port)}${path}`);
    await ask('/page');
    for (let i = 0; i < 100; i += 1) {
      await ask(`/page?made-up=${String(i)}`);
      await ask(`/page/%4${String(i)}`);
    }
    await ask('/page');
    server.close();
    expect(made).toBe(1);
  });

  test('may be none: everything is made for each reader', async () => {
    const portal = await openPortal((deps) => ({ ...deps, cacheBytes: 0 }));
    await portal.motions.put(motion(1), 1);
    const first = await portal.ask('/motions');
    const again = await portal.ask('/motions', { headers: { 'If-None-Match': String(first.headers.etag) } });
    expect([first.status, again.status]).toEqual([200, 304]);
  });
});
