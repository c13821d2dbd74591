// The webhook intake, over real HTTP and the real engine: every answer the contract gives.
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import {
  createServer,
  request,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
} from 'node:http';
import { connect as openSocket, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAcceptor } from '../../src/inbox/accept.js';
import { createIntake, githubIntake, type Intake } from '../../src/inbox/http.js';
import type { DeliveryIntake, DeliveryStore } from '../../src/inbox/store.js';
import { systemClock } from '../../src/shared/time.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes } from '../../src/storage/connect.js';
import { createDeliveryStore } from '../../src/storage/deliveries.js';
import { openTestDatabase, quietLog } from '../support/database.js';

const secret = 'a shared secret';
const mebibyte = 1024 * 1024;
let store: DeliveryStore;
let main: Served;

interface Served {
  readonly server: Server;
  readonly intake: Intake;
  readonly statuses: number[];
  readonly woken: string[];
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}

async function serve(over: DeliveryIntake): Promise<Served> {
  const [statuses, woken]: [number[], string[]] = [[], []];
  const { accept } = createAcceptor({
    store: over,
    clock: systemClock,
    instance: 'test',
    onStored: (lane) => woken.push(lane),
    log: quietLog,
  });
  const intake = createIntake({
    forges: [githubIntake(secret)],
    accept,
    log: quietLog,
    onAnswer: (status) => statuses.push(status),
  });
  const server = createServer((req, res) => {
    if (!intake.handle(req, res)) res.writeHead(404).end('{"title":"not the intake\'s"}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { server, intake, statuses, woken };
}

function portOf({ server }: Served): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return (address satisfies AddressInfo).port;
}

function sign(body: Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

function headersFor(body: Buffer): Record<string, string> {
  return {
    'content-type': 'application/json',
    'x-github-delivery': randomUUID(),
    'x-github-event': 'issue_comment',
    'x-hub-signature-256': sign(body),
  };
}

function without(headers: Record<string, string>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
}

function responseTo(req: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    req.once('response', resolve).once('error', reject);
  });
}

interface Sending {
  readonly to?: Served;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly chunks?: readonly Buffer[];
}

async function send({
  to = main,
  method = 'POST',
  path = '/api/github/webhooks',
  headers = {},
  chunks = [],
}: Sending): Promise<Answer> {
  const req = request({ port: portOf(to), host: '127.0.0.1', method, path, headers });
  for (const chunk of chunks) req.write(chunk);
  req.end();
  const res = await responseTo(req);
  const parts: Buffer[] = [];
  res.on('data', (part: Buffer) => parts.push(part));
  await once(res, 'end');
  const text = Buffer.concat(parts).toString('utf8');
  const body: unknown = text === '' ? null : JSON.parse(text);
  return { status: res.statusCode ?? 0, headers: res.headers, body };
}

function deliver(body: Buffer, headers: OutgoingHttpHeaders = {}, to = main): Promise<Answer> {
  return send({ to, headers: { ...headersFor(body), ...headers }, chunks: [body] });
}

let made = 0;
function payload(extra: object = {}): Buffer {
  made += 1;
  return Buffer.from(
    JSON.stringify({ made, repository: { full_name: 'OpenClaw/models' }, issue: { number: 12 }, ...extra }),
  );
}

/** A signed JSON body of exactly so many bytes, hard to compress. */
function bodyOf(bytes: number): Buffer {
  const [head, tail] = ['{"noise":"', '"}'];
  const noise = randomBytes(Math.ceil(((bytes - head.length - tail.length) * 3) / 4)).toString('base64');
  return Buffer.from(head + noise.slice(0, bytes - head.length - tail.length) + tail);
}

beforeAll(async () => {
  const database = await openTestDatabase();
  await ensureIndexes(database, collections);
  store = createDeliveryStore(database, Date.now);
  main = await serve(store);
});

afterAll(() => {
  main.server.closeAllConnections();
  main.server.close();
});

describe('a good delivery', () => {
  test('is answered 202 with its id, stored in its lane, and its lane is woken', async () => {
    const body = payload();
    const answer = await deliver(body, { 'x-github-delivery': 'guid-1' });
    expect(answer).toMatchObject({ status: 202, body: { delivery: 'guid-1', duplicate: false } });
    expect(await store.find('guid-1')).toMatchObject({
      forge: 'github',
      event: 'issue_comment',
      lane: 'github:openclaw/models#12',
      state: 'pending',
      attempts: 0,
    });
    expect((await store.body('guid-1'))?.equals(body)).toBe(true);
    expect(main.woken).toContain('github:openclaw/models#12');
  });

  test('again is a duplicate, under its own id or another', async () => {
    const body = payload();
    const headers = headersFor(body);
    await deliver(body, headers);
    expect(await deliver(body, headers)).toMatchObject({ status: 202, body: { duplicate: true } });
    const other = await deliver(body, { ...headers, 'x-github-delivery': 'replayed' });
    expect(other).toMatchObject({ status: 202, body: { delivery: 'replayed', duplicate: true } });
    expect(await store.find('replayed')).toBeNull();
  });

  test('whose id is known with another body is a conflict', async () => {
    await deliver(payload(), { 'x-github-delivery': 'guid-2' });
    expect(await deliver(payload(), { 'x-github-delivery': 'guid-2' })).toMatchObject({
      status: 409,
      body: { title: 'Conflict' },
    });
  });

  test('sent fifty times at once is stored once', async () => {
    const body = payload();
    const headers = headersFor(body);
    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(body, headers)));
    expect(answers.every(({ status }) => status === 202)).toBe(true);
    expect(answers.filter((answer) => JSON.stringify(answer.body).includes('"duplicate":false'))).toHaveLength(1);
  });

  test('may come in pieces without a length', async () => {
    const body = payload({ text: '提案'.repeat(5000) });
    const chunks = [0, 1, 2, 3].map((i) => body.subarray((i * body.length) / 4, ((i + 1) * body.length) / 4));
    const headers = { ...headersFor(body), 'transfer-encoding': 'chunked', 'x-github-delivery': 'guid-3' };
    expect(await send({ headers, chunks })).toMatchObject({ status: 202 });
    expect((await store.body('guid-3'))?.equals(body)).toBe(true);
  });

  test('of a strange kind or repository is stored as well', async () => {
    const body = Buffer.from('{"zen":"Design for failure.","repository":{"full_name":"a/b/c#1"}}');
    expect(await deliver(body, { 'x-github-event': 'ping', 'x-github-delivery': 'guid-4' })).toMatchObject({
      status: 202,
    });
    expect((await store.find('guid-4'))?.lane).toBe('github:ping');
  });

  test('nested as deep as its size allows is stored', async () => {
    const deep = 200_000;
    const body = Buffer.from(`{"a":${'['.repeat(deep)}${']'.repeat(deep)}}`);
    expect((await deliver(body)).status).toBe(202);
  });
});

describe('what is not signed', () => {
  const forged = `sha256=${'0'.repeat(64)}`;
  test.each([
    ['no signature', (h: Record<string, string>) => without(h, 'x-hub-signature-256')],
    ['a forged signature', (h: Record<string, string>) => ({ ...h, 'x-hub-signature-256': forged })],
    [
      'a signature of another body',
      (h: Record<string, string>) => ({ ...h, 'x-hub-signature-256': sign(Buffer.from('{}')) }),
    ],
    [
      'a signature in capitals',
      (h: Record<string, string>) => ({ ...h, 'x-hub-signature-256': (h['x-hub-signature-256'] ?? '').toUpperCase() }),
    ],
    [
      'half a signature',
      (h: Record<string, string>) => ({ ...h, 'x-hub-signature-256': (h['x-hub-signature-256'] ?? '').slice(0, 40) }),
    ],
    [
      'a SHA-1 signature',
      (h: Record<string, string>) => ({ ...without(h, 'x-hub-signature-256'), 'x-hub-signature': 'sha1=00' }),
    ],
    [
      'neither signature nor event',
      (h: Record<string, string>) => without(without(h, 'x-hub-signature-256'), 'x-github-event'),
    ],
  ])('with %s is refused with 401 and not stored', async (_, change) => {
    const body = payload();
    const headers = headersFor(body);
    const answer = await send({ headers: change(headers), chunks: [body] });
    expect(answer).toMatchObject({ status: 401, body: { type: 'about:blank', title: 'Unauthorized', status: 401 } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(await store.find(headers['x-github-delivery'] ?? '')).toBeNull();
  });

  test('is not even parsed', async () => {
    const answer = await deliver(Buffer.from('{"truncated":'), { 'x-hub-signature-256': forged });
    expect(answer.status).toBe(401);
  });
});

describe('what is signed but no delivery is refused with 400', () => {
  test.each([
    ['truncated JSON', '{"action":"created"', /not JSON/],
    ['nothing', '', /not JSON/],
    ['a form', 'payload=%7B%7D', /content type to application\/json/],
    ['an array', '[]', /not an object/],
    ['null', 'null', /not an object/],
    ['a text', '"x"', /not an object/],
  ])('%s', async (_, text, words) => {
    const answer = await deliver(Buffer.from(text));
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringMatching(words) } });
  });

  test('bytes that are not UTF-8', async () => {
    const answer = await deliver(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]));
    expect(answer).toMatchObject({ status: 400, body: { detail: 'The body is not UTF-8.' } });
  });

  test.each(['x-github-event', 'x-github-delivery'])('no %s', async (name) => {
    const body = payload();
    const answer = await send({ headers: without(headersFor(body), name), chunks: [body] });
    expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringMatching(new RegExp(name, 'i')) } });
  });
});

describe('size', () => {
  test('exactly 25 MiB is taken', async () => {
    const body = bodyOf(25 * mebibyte);
    expect(await deliver(body, { 'x-github-delivery': 'large' })).toMatchObject({ status: 202 });
    expect((await store.body('large'))?.equals(body)).toBe(true);
  });

  test.each([
    ['said beforehand', (body: Buffer) => ({ 'content-length': String(body.length) })],
    ['found on the way', () => ({ 'transfer-encoding': 'chunked' })],
    ['with the connection to be closed', () => ({ 'transfer-encoding': 'chunked', connection: 'close' })],
  ])('one byte more, %s, is refused with 413, and the client sees it', async (_, more) => {
    const body = Buffer.alloc(25 * mebibyte + 1, 'x');
    const answer = await send({ headers: { ...headersFor(Buffer.alloc(0)), ...more(body) }, chunks: [body] });
    expect(answer).toMatchObject({ status: 413, body: { status: 413, detail: 'The body is larger than 25 MiB.' } });
  });

  test('a length said to be too large is refused before the body is sent', async () => {
    const req = request({ port: portOf(main), host: '127.0.0.1', method: 'POST', path: '/api/github/webhooks' });
    req.setHeader('content-length', String(30 * mebibyte)).flushHeaders();
    expect((await responseTo(req)).statusCode).toBe(413);
    req.destroy();
  });
});

describe('the intake', () => {
  test.each(['GET', 'PUT', 'DELETE'])('refuses %s with 405', async (method) => {
    const answer = await send({ method });
    expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });

  test('leaves other paths to others', async () => {
    expect((await send({ path: '/api/github/webhooks/x' })).status).toBe(404);
    expect((await send({ path: '/' })).status).toBe(404);
  });

  test('forgets an upload that is broken off', async () => {
    const before = main.statuses.length;
    const socket = openSocket(portOf(main), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /api/github/webhooks HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{"a"');
    await new Promise((sent) => setTimeout(sent, 50));
    socket.destroy();
    expect((await deliver(payload())).status).toBe(202);
    expect(main.statuses).toHaveLength(before + 1);
  });

  test('answers 503 when going down, after finishing what is in hand', async () => {
    const gate = { open: (): void => undefined, reached: (): void => undefined };
    const opened = new Promise<void>((open) => {
      gate.open = open;
    });
    const reached = new Promise<void>((reach) => {
      gate.reached = reach;
    });
    const served = await serve({
      async insert(batch) {
        gate.reached();
        await opened;
        return store.insert(batch);
      },
    });
    const inHand = deliver(payload(), {}, served);
    await reached;
    const closed = served.intake.close();
    expect(await deliver(payload(), {}, served)).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    gate.open();
    await closed;
    expect((await inHand).status).toBe(202);
    served.server.close();
  });

  test('answers 503 with Retry-After when the store fails', async () => {
    const served = await serve({ insert: () => Promise.reject(new Error('the database is away')) });
    const answer = await deliver(payload(), {}, served);
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    served.server.close();
  });
});
