// Requests that Gitee would not send: who is let in, what is kept of the secret, and what hostile content and a flood can do.
import { Writable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { mongo } from 'mongoose';
import { pino } from 'pino';
import { giteeSignature } from '../../src/inbox/gitee-signature.js';
import { usesOfOneSignature } from '../../src/inbox/gitee-uses.js';
import { until } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';
import { altered, disbelieved, forge, lastSeq, lastTold, send } from '../support/gitee-forgery.js';
import { passwordHook, signedHook, withHeaders, type GiteeHookRequest } from '../support/gitee-hook.js';
import { giteeUsers, models, secret, startGiteeWorld, token, type GiteeWorld } from '../support/gitee-world.js';
import type { Payload } from '../support/gitee-recorded.js';

const [, , chenyu] = giteeUsers;
const hour = 3_600_000;

/** An open motion, and the webhook of a ballot of Chen Yu's that was never cast. */
async function scene(world: GiteeWorld): Promise<{ readonly number: string; readonly forged: Payload }> {
  const { gitee, openIssue, settle } = world;
  const number = openIssue('linmei', '/vote technical');
  gitee.as('luren').comment(models, number, 'Interesting.');
  await settle();
  const forged = altered(lastTold(world, 'Note'), { comment: { id: 4_242_424, user: chenyu, body: '/yes' } });
  return { number, forged };
}

async function stored({ app }: GiteeWorld): Promise<number> {
  return (await app.stores.deliveries.list({ state: null, page: 1, perPage: 100 })).length;
}

/** The request with other fields in its body. */
function withBody(request: GiteeHookRequest, change: Payload): GiteeHookRequest {
  const body = altered({ body: JSON.parse(request.body) }, { body: change })['body'];
  return { ...request, body: JSON.stringify(body) };
}

describe('401, and nothing is stored, for what comes', () => {
  type Make = (payload: Payload) => GiteeHookRequest;
  const signed: Make = (payload) => signedHook(payload, secret, Date.now());
  /** Of no request: it is over before the first is made. */
  const another = String(Date.now() - 1000);

  const refused: readonly (readonly ['signature' | 'password', string, Make])[] = [
    ['signature', 'with a password', (payload) => passwordHook(payload, secret, Date.now())],
    ['signature', 'with another secret’s signature', (payload) => signedHook(payload, 'a guess', Date.now())],
    ['signature', 'from an hour ago', (payload) => signedHook(payload, secret, Date.now() - hour)],
    ['signature', 'from an hour ahead', (payload) => signedHook(payload, secret, Date.now() + hour)],
    ['signature', 'without a signature', (payload) => withHeaders(signed(payload), { 'x-gitee-token': null })],
    ['signature', 'without a time', (payload) => withHeaders(signed(payload), { 'x-gitee-timestamp': null })],
    [
      'signature',
      'with another time in its header',
      (payload) => withHeaders(signed(payload), { 'x-gitee-timestamp': another }),
    ],
    ['signature', 'with another time in its body', (payload) => withBody(signed(payload), { timestamp: another })],
    [
      'signature',
      'with another signature in its body',
      (payload) => withBody(signed(payload), { sign: giteeSignature(secret, another) }),
    ],
    ['signature', 'without a signature in its body', (payload) => withBody(signed(payload), { sign: null })],
    ['password', 'with a wrong password', (payload) => passwordHook(payload, 'a guess', Date.now())],
    ['password', 'with a signature', signed],
    [
      'password',
      'with another password in its body',
      (payload) => withBody(passwordHook(payload, secret, Date.now()), { password: 'a guess' }),
    ],
    [
      'password',
      'with another time in its body',
      (payload) => withBody(passwordHook(payload, secret, Date.now()), { timestamp: another }),
    ],
  ];

  test.each(['signature', 'password'] as const)('in %s mode', async (mode) => {
    const world = await startGiteeWorld({ mode });
    const { forged } = await scene(world);
    const before = await stored(world);
    const cases = refused.filter(([ofMode]) => ofMode === mode);
    for (const [, what, make] of cases) {
      const { status, text } = await send(world, make(forged));
      expect({ what, status }).toEqual({ what, status: 401 });
      expect(text).not.toContain(secret);
    }
    expect(await stored(world)).toBe(before);
    expect(await world.metrics()).toContain(
      `opencharter_deliveries_total{forge="gitee",result="401"} ${String(cases.length)}`,
    );
  });
});

test.each(['signature', 'password'] as const)(
  'in %s mode the secret, the token and the signatures are in no document of the database, no line of the log and no answer',
  async (mode) => {
    let logged = '';
    const stream = new Writable({
      write(chunk: Buffer, _, done) {
        logged += chunk.toString('utf8');
        done();
      },
    });
    const world = await startGiteeWorld({ mode, log: pino({ level: 'trace' }, stream) });
    const { gitee, app, config, get } = world;
    const { number, forged } = await scene(world);
    gitee.faults.fail({ path: /issues\/comments/, times: 1, mode: { status: 500 } });
    gitee.as('wangbo').comment(models, number, '/yes');
    const at = Date.now();
    const make = mode === 'signature' ? signedHook : passwordHook;
    expect((await send(world, make(forged, secret, at))).status).toBe(202);
    expect((await send(world, make(forged, `${secret}?`, at))).status).toBe(401);
    await until('a failure is logged', () => logged.includes('will be tried again'));
    await until('the ballot is counted', async () => {
      await world.settle();
      return (await world.motion('M-2026-0001')).tally.ballots === 1;
    });

    const name = new URL(config.mongodbUri ?? '').pathname.slice(1);
    const db = (await openTestDatabase(name)).connection.getClient().db(name);
    const documents = await Promise.all(
      (await db.listCollections().toArray()).map(async (one) => db.collection(one.name).find().toArray()),
    );
    const records = await app.stores.deliveries.list({ state: null, page: 1, perPage: 100 });
    const bodies = await Promise.all(
      records.map(async ({ id }) => (await app.stores.deliveries.body(`gitee:${id}`))?.toString('utf8') ?? ''),
    );
    const answers = await Promise.all(records.map(({ id }) => get(`/api/v1/deliveries/${id}`)));
    expect(documents.flat().length).toBeGreaterThan(20);
    expect(bodies.filter((body) => body.includes('"comment"')).length).toBeGreaterThan(1);
    const kept = [mongo.BSON.EJSON.stringify(documents), ...bodies, JSON.stringify(answers), logged].join('\n');
    const times = bodies.flatMap((body) => /"timestamp":"(\d+)"/.exec(body)?.[1] ?? []);
    for (const hidden of [secret, token, ...[...times, String(at)].map((time) => giteeSignature(secret, time))]) {
      expect(kept).not.toContain(hidden);
    }
  },
);

test('hostile content is refused or does nothing, and the next delivery is handled', async () => {
  const world = await startGiteeWorld();
  const { gitee, settle, motion } = world;
  const { number, forged } = await scene(world);
  const before = await lastSeq(world);
  const request = signedHook(forged, secret, Date.now());
  const body = (change: (text: string) => string) => ({ ...request, body: change(request.body) });
  const comment = (part: Payload) => signedHook(altered(forged, { comment: part }), secret, Date.now());
  const hostile: readonly GiteeHookRequest[] = [
    body((text) => text.replace('{', `{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},`)),
    body((text) => text.replace('{', '{"__proto__":{"action":"deleted"},"constructor":{"prototype":{"bot":true}},')),
    body((text) => text.replace('{', '{"sign":"other","timestamp":"0","action":"deleted",')),
    body((text) => text.replace('4242424', '1e999')),
    body((text) => text.replace('4242424', '9'.repeat(400))),
    body((text) => text.replace(/}$/, '')),
    comment({ id: '../../user' }),
    comment({ id: -1 }),
    comment({ id: 0.5 }),
    comment({ body: { toString: '/yes' } }),
    comment({ user: { id: '9001' } }),
    signedHook(altered(forged, { issue: { number: '../../I4CF12' } }), secret, Date.now()),
    signedHook(altered(forged, { issue: { number: ['I4CF12'] } }), secret, Date.now()),
    signedHook(altered(forged, { repository: { path_with_namespace: '../..' } }), secret, Date.now()),
    signedHook(altered(forged, { repository: { path_with_namespace: 'openclaw/models/../docs' } }), secret, Date.now()),
    signedHook({ hook_name: 'note_hooks', repository: null, comment: null }, secret, Date.now()),
  ];
  for (const [i, one] of hostile.entries()) {
    const { status } = await send(world, one);
    expect({ i, taken: [202, 400].includes(status) }).toEqual({ i, taken: true });
  }
  await settle();
  expect(await lastSeq(world)).toBe(before);
  expect((await world.app.stores.deliveries.counts()).dead).toBe(0);
  gitee.as('wangbo').comment(models, number, '/yes');
  await settle();
  expect(await motion('M-2026-0001')).toMatchObject({ tally: { yes: 1, ballots: 1 } });
});

test('a body of just under 25 MiB is taken and does no harm, a larger one is refused', async () => {
  const world = await startGiteeWorld();
  const { forged } = await scene(world);
  const sized = (bytes: number) => {
    const { body } = signedHook(forged, secret, Date.now());
    return altered(forged, { noise: '表'.repeat(Math.floor((bytes - Buffer.byteLength(body) - 20) / 3)) });
  };
  await forge(world, sized(25 * 1024 * 1024));
  expect(await disbelieved(world)).toEqual({ gone: 1 });
  const { status } = await send(
    world,
    signedHook({ ...sized(25 * 1024 * 1024), more: 'x'.repeat(100) }, secret, Date.now()),
  );
  expect(status).toBe(413);
});

test('a flood of bodies with one signature is cut off, costs few calls, and delays no real ballot', async () => {
  const world = await startGiteeWorld();
  const { gitee, motion, metrics } = world;
  const { number, forged } = await scene(world);
  const before = await lastSeq(world);
  const mark = gitee.calls.mark();
  const at = Date.now();
  const flood = Array.from({ length: 3 * usesOfOneSignature }, (_, i) =>
    send(
      world,
      signedHook(altered(forged, { comment: { id: 5_000_000 + i }, issue: { number: `I9${String(i)}` } }), secret, at),
    ),
  );
  const statuses = (await Promise.all(flood)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 202)).toHaveLength(usesOfOneSignature);
  expect(statuses.filter((status) => status === 401)).toHaveLength(2 * usesOfOneSignature);
  gitee.as('wangbo').comment(models, number, '/yes');
  await until('the real ballot is counted', async () => (await motion('M-2026-0001')).tally.ballots === 1);
  await until('all is handled', async () => (await world.app.stores.deliveries.counts()).pending === 0);
  expect(await lastSeq(world)).toBe(before + 1);
  const reads = gitee.calls.since(mark).filter(({ method }) => method === 'GET');
  expect(reads.length).toBeLessThanOrEqual(usesOfOneSignature + 5);
  expect(await metrics()).toContain(`opencharter_gitee_refused_total{reason="gone"} ${String(usesOfOneSignature)}`);
});
