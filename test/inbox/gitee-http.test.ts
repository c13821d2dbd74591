// Gitee's webhooks over HTTP, up to what is stored of them: every recorded one, and what nobody but Gitee should get in.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { createAcceptor } from '../../src/inbox/accept.js';
import { giteeSignature, type GiteeMode } from '../../src/inbox/gitee-signature.js';
import { usesOfOneSignature } from '../../src/inbox/gitee-uses.js';
import { createIntake, giteeIntake, type Intake } from '../../src/inbox/http.js';
import type { DeliveryStore } from '../../src/inbox/store.js';
import { systemClock } from '../../src/shared/time.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes } from '../../src/storage/connect.js';
import { createDeliveryStore } from '../../src/storage/deliveries.js';
import { openTestDatabase, quietLog } from '../support/database.js';
import { recordedBody, recordedWebhooks, type Payload } from '../support/gitee-recorded.js';
import { passwordHook, signedHook, withHeaders, type GiteeHookRequest } from '../support/gitee-hook.js';

const secret = 'the secret shared with Gitee';
const now = Date.parse('2026-11-21T10:00:00Z');
const minute = 60_000;

let store: DeliveryStore;
const intakes = new Map<GiteeMode, Intake>();
const servers = new Map<GiteeMode, { readonly server: Server; readonly url: string }>();
const told: [number, string][] = [];

/** A new one for each test: how often a signature was used is forgotten. */
function newIntake(mode: GiteeMode): Intake {
  const { accept } = createAcceptor({
    store,
    clock: systemClock,
    instance: mode,
    onStored: () => undefined,
    log: quietLog,
  });
  return createIntake({
    forges: [giteeIntake({ secret, mode, now: () => now })],
    accept,
    log: quietLog,
    onAnswer: (status, _, forge) => told.push([status, forge]),
  });
}

async function serve(mode: GiteeMode): Promise<void> {
  const server = createServer((req, res) => {
    if (intakes.get(mode)?.handle(req, res) !== true) res.writeHead(404).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = z.object({ port: z.number() }).parse(server.address());
  servers.set(mode, { server, url: `http://127.0.0.1:${String(port)}/api/gitee/webhooks` });
}

beforeAll(async () => {
  const database = await openTestDatabase();
  await ensureIndexes(database, collections);
  store = createDeliveryStore(database, Date.now);
  await serve('signature');
  await serve('password');
});

beforeEach(() => {
  for (const mode of ['signature', 'password'] as const) intakes.set(mode, newIntake(mode));
});

afterAll(() => {
  for (const { server } of servers.values()) {
    server.closeAllConnections();
    server.close();
  }
});

async function send({ headers, body }: GiteeHookRequest, mode: GiteeMode = 'signature') {
  const answer = await fetch(servers.get(mode)?.url ?? '', { method: 'POST', headers, body });
  const text = await answer.text();
  const json = z
    .looseObject({ delivery: z.string().optional(), detail: z.string().optional() })
    .parse(JSON.parse(text));
  return { status: answer.status, json, text };
}

async function count(): Promise<number> {
  return (await store.counts()).pending;
}

async function storedBody(id: string | undefined): Promise<string> {
  return (await store.body(`gitee:${id ?? ''}`))?.toString('utf8') ?? '';
}

/** Expects a refusal that stores nothing and tells no secret. */
async function expectRefused(
  request: GiteeHookRequest,
  status: number,
  mode: GiteeMode = 'signature',
): Promise<string> {
  const before = await count();
  const answer = await send(request, mode);
  expect([answer.status, answer.json['status']]).toEqual([status, status]);
  expect(answer.text).not.toContain(secret);
  expect(await count()).toBe(before);
  return answer.json.detail ?? '';
}

const comment = recordedBody('go-scm__note_hook_issue_comment');
/** A body that was not sent before. */
function fresh(extra: object = {}): Payload {
  made += 1;
  return { ...comment, made, ...extra };
}
let made = 0;

function otherBody(request: GiteeHookRequest, change: object): GiteeHookRequest {
  const body = z.looseObject({}).parse(JSON.parse(request.body));
  return { ...request, body: JSON.stringify({ ...body, ...change }) };
}

describe.each(recordedWebhooks())('the recorded %s', (name) => {
  const payload = recordedBody(name);
  const signed = signedHook(payload, secret, now);

  test('is taken when it is signed now, stored in full but for its signature, and known when it comes again', async () => {
    const { status, json } = await send(signed);
    expect([status, json]).toEqual([202, { delivery: expect.stringMatching(/^[0-9a-f]{64}$/), duplicate: false }]);
    const stored = await storedBody(json.delivery);
    expect(JSON.parse(stored)).toEqual({ ...payload, timestamp: String(now), password: '', sign: '' });
    expect(stored).not.toContain(giteeSignature(secret, String(now)));
    expect(await store.find(`gitee:${json.delivery ?? ''}`)).toMatchObject({
      forge: 'gitee',
      event: signed.headers['x-gitee-event'],
      state: 'pending',
    });
    expect(await send(signed)).toMatchObject({ status: 202, json: { delivery: json.delivery, duplicate: true } });
  });

  test.each<[string, GiteeHookRequest]>([
    ['signed with another secret', signedHook(payload, `${secret}!`, now)],
    ['signed for another time', withHeaders(signed, { 'x-gitee-timestamp': String(now - 1) })],
    ['eleven minutes old', signedHook(payload, secret, now - 11 * minute)],
    ['an hour old', signedHook(payload, secret, now - 60 * minute)],
    ['eleven minutes ahead', signedHook(payload, secret, now + 11 * minute)],
    ['without a signature', withHeaders(signed, { 'x-gitee-token': null })],
    ['with another time in its body', otherBody(signed, { timestamp: String(now - 1) })],
    ['with the signature of another time in its body', otherBody(signed, { sign: giteeSignature(secret, '1') })],
    ['with the secret itself as token', passwordHook(payload, secret, now)],
  ])('is refused with 401 %s', async (_, request) => {
    expect(await expectRefused(request, 401)).not.toBe('');
  });

  test('is taken with the password where that is the mode, and the password is not stored', async () => {
    const { status, json } = await send(passwordHook(payload, secret, now - 60 * minute), 'password');
    expect(status).toBe(202);
    const stored = await storedBody(json.delivery);
    expect(stored).not.toContain(secret);
    expect(JSON.parse(stored)).toMatchObject({ password: '', sign: '' });
  });

  test.each<[string, GiteeHookRequest]>([
    ['a wrong password', passwordHook(payload, 'guess', now)],
    ['another password in its body', otherBody(passwordHook(payload, secret, now), { password: 'guess' })],
    ['a signature instead', signed],
  ])('is refused with 401 with %s, where the password is the mode', async (_, request) => {
    await expectRefused(request, 401, 'password');
  });
});

describe('the id of a delivery', () => {
  test('is the hash of hook, event, time and body', async () => {
    const request = signedHook(fresh(), secret, now);
    const { json } = await send(request);
    const hash = createHash('sha256').update(`788005|Note Hook|${String(now)}|${request.body}`);
    expect(json.delivery).toBe(hash.digest('hex'));
  });

  test('is another for the same event sent again later, which is stored: nobody vouches for what a body says', async () => {
    const payload = fresh();
    const first = await send(signedHook(payload, secret, now));
    const again = await send(signedHook(payload, secret, now + 1));
    expect(again.json).toMatchObject({ duplicate: false });
    expect(again.json.delivery).not.toBe(first.json.delivery);
  });

  test('is one for fifty of the same at once, of which one is stored', async () => {
    const request = signedHook(fresh(), secret, now);
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(request)));
    expect(answers.filter(({ json }) => json['duplicate'] === false)).toHaveLength(1);
    expect(new Set(answers.map(({ json }) => json.delivery)).size).toBe(1);
  });

  test('is another for a body written with other blanks, which is known all the same', async () => {
    const request = signedHook(fresh(), secret, now);
    await send(request);
    expect((await send({ ...request, body: `${request.body} ` })).json).toMatchObject({ duplicate: true });
  });
});

describe('the event', () => {
  test.each<[string, Readonly<Record<string, string | null>>, string]>([
    ['in words', {}, 'Note Hook'],
    ['as the hook is called', { 'x-gitee-event': 'note_hooks' }, 'note_hooks'],
    ['in the older header alone', { 'x-gitee-event': null }, 'Note Hook'],
    ['in the older header, beside one that is malformed', { 'x-gitee-event': 'Note<Hook>' }, 'Note Hook'],
  ])('is taken %s', async (_, change, event) => {
    const { json } = await send(withHeaders(signedHook(fresh(), secret, now), change));
    expect((await store.find(`gitee:${json.delivery ?? ''}`))?.event).toBe(event);
  });

  test.each<[string, Readonly<Record<string, string | null>>]>([
    ['neither header', { 'x-gitee-event': null, 'x-git-oschina-event': null }],
    ['a malformed one', { 'x-gitee-event': 'a/b', 'x-git-oschina-event': '' }],
  ])('is asked for where there is %s', async (_, change) => {
    const request = withHeaders(signedHook(fresh(), secret, now), change);
    expect(await expectRefused(request, 400)).toMatch(/X-Gitee-Event/);
  });
});

describe('a ping', () => {
  const signed = withHeaders(signedHook(fresh(), secret, now), {
    'x-gitee-ping': 'true',
    'x-gitee-event': 'push_hooks',
  });

  test('is answered 200, and nothing is stored', async () => {
    const before = await count();
    expect(await send(signed)).toMatchObject({ status: 200, json: { ping: true } });
    expect(await send({ ...signed, body: '' })).toMatchObject({ status: 200 });
    expect(await count()).toBe(before);
  });

  test('is refused with 401 when it is not signed', async () => {
    await expectRefused(withHeaders(signed, { 'x-gitee-token': 'guess' }), 401);
    await expectRefused(withHeaders(signed, { 'x-gitee-timestamp': String(now - 60 * minute) }), 401);
  });
});

describe('what is signed but no delivery is refused with 400', () => {
  test.each([
    ['truncated JSON', '{"action":"comment"', /not JSON/],
    ['nothing', '', /not JSON/],
    ['an array', '[]', /not an object/],
    ['null', 'null', /not an object/],
  ])('%s', async (_, body, words) => {
    expect(await expectRefused({ ...signedHook(fresh(), secret, now), body }, 400)).toMatch(words);
  });

  test('what is nested deeper than it can be written again', async () => {
    const { headers, body } = signedHook(fresh(), secret, now);
    const deep = `${body.slice(0, -1)},"deep":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(await expectRefused({ headers, body: deep }, 400)).toMatch(/too deep/);
  });
});

test('what is not signed is not even parsed', async () => {
  const request = { ...withHeaders(signedHook(fresh(), secret, now), { 'x-gitee-token': 'guess' }), body: '{"cut' };
  await expectRefused(request, 401);
});

test.each([
  'application/x-www-form-urlencoded',
  'application/x-www-form-urlencoded; charset=utf-8',
  'Multipart/Form-Data; boundary=x',
])('a hook that sends %s is refused with 415, and told to be made anew', async (type) => {
  const form = {
    headers: { 'content-type': type, 'x-gitee-event': 'Push Hook' },
    body: `hook=${encodeURIComponent('{}')}`,
  };
  expect(await expectRefused(form, 415)).toMatch(/anew/);
});

test('secrets are struck whatever they are, and however often they are written', async () => {
  const { headers, body } = signedHook(fresh(), secret, now);
  const twice = `{"password":${JSON.stringify(secret)},"sign":"x",${body.slice(1)}`;
  const { json } = await send({ headers, body: twice });
  expect(await storedBody(json.delivery)).not.toContain(secret);
  const list = otherBody({ headers, body }, { made: 'list', password: [secret] });
  expect(await storedBody((await send(list)).json.delivery)).not.toContain(secret);
});

test('a body over 25 MiB is refused with 413', async () => {
  await expectRefused(signedHook(fresh({ noise: 'x'.repeat(25 * 1024 * 1024) }), secret, now), 413);
});

test('each answer is told as one to Gitee', () => {
  expect(new Set(told.map(([, forge]) => forge))).toEqual(new Set(['gitee']));
  expect(new Set(told.map(([status]) => status))).toEqual(new Set([200, 202, 400, 401, 413, 415]));
});

test('a signature that has come with too many bodies is refused', async () => {
  for (let i = 0; i < usesOfOneSignature; i += 1) {
    expect((await send(signedHook(fresh({ noise: String(i) }), secret, now))).status).toBe(202);
  }
  expect(await expectRefused(signedHook(fresh({ noise: 'one more' }), secret, now), 401)).toContain('too many');
  expect((await send(signedHook(fresh({ noise: 'one more' }), secret, now + 1))).status).toBe(202);
});
