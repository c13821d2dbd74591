// Deliveries on their way through Probot to the handler.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import type { EventHandler } from '../../../src/forges/github/app.js';
import type { SimulatedGitHub } from '../../../src/sandbox/github/index.js';
import { githubApp, memoryInstallations } from '../../support/github-app.js';
import { startGitHub, testClock } from '../../support/simulated-github.js';

let server: SimulatedGitHub;
const receivedAt = '2026-03-01T09:12:00.000Z';

beforeAll(async () => {
  server = await startGitHub({ clock: testClock() });
});

afterAll(() => server.stop());

function commentPayload(login = 'lin-mei') {
  const user = { id: 1001, login, type: 'User' };
  const text = { id: 1, user, body: '/yes', html_url: 'https://github.test/1', created_at: '2026-03-01T09:12:00Z' };
  const repository = { full_name: 'OpenClaw/models', name: 'models', owner: { login: 'OpenClaw' } };
  const issue = { ...text, number: 7, title: 'T' };
  return { action: 'created', installation: { id: 12 }, repository, sender: user, issue, comment: text };
}

function delivery(payload: unknown, name = 'issue_comment', id = 'd-1') {
  return { id, name, payload, receivedAt };
}

describe('a delivery', () => {
  test('reaches the handler as an event, with its id and time of receipt', async () => {
    const seen: unknown[] = [];
    const onEvent: EventHandler = (event, { id, receivedAt: at }) => {
      seen.push([event.kind, id, at]);
      return Promise.resolve();
    };
    await githubApp(server, { onEvent }).receive(delivery(commentPayload()));
    expect(seen).toEqual([['text-created', 'd-1', receivedAt]]);
  });

  test('teaches where the app is installed, without a call', async () => {
    const installations = memoryInstallations();
    const mark = server.calls.mark();
    await githubApp(server, { installations }).receive(delivery(commentPayload()));
    expect(await installations.get('openclaw')).toBe(12);
    expect(server.calls.since(mark, { tokens: true })).toEqual([]);
  });

  test("the handler's error comes out as it was thrown", async () => {
    const error = new Error('the database is away', { cause: 'a socket' });
    const github = githubApp(server, { onEvent: () => Promise.reject(error) });
    await expect(github.receive(delivery(commentPayload()))).rejects.toBe(error);
    expect(Object.keys(error)).toEqual([]);
  });

  test('that is not as GitHub describes it is an error naming the field', async () => {
    const { comment, ...rest } = commentPayload();
    const received = githubApp(server).receive(delivery({ ...rest, comment: { ...comment, id: null } }));
    await expect(received).rejects.toThrow(/issue_comment\.created.*comment\.id/);
  });

  test.each([['text'], [null], [7]])('whose payload is %j is an error', async (payload) => {
    await expect(githubApp(server).receive(delivery(payload))).rejects.toThrow('no payload');
  });

  test('many at once keep their handlers apart', async () => {
    const seen: string[] = [];
    const onEvent: EventHandler = async (event, { id }) => {
      await Promise.resolve();
      if (event.kind === 'text-created') seen.push(`${id} ${event.author.login}`);
    };
    const github = githubApp(server, { onEvent });
    const ids = Array.from({ length: 20 }, (_, i) => `d-${i}`);
    await Promise.all(ids.map((id) => github.receive(delivery(commentPayload(`user-${id}`), 'issue_comment', id))));
    expect(seen.sort()).toEqual(ids.map((id) => `${id} user-${id}`).sort());
  });

  test('leaves no secret and no payload in the log', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    const onEvent: EventHandler = () => Promise.reject(new Error('no'));
    const github = githubApp(server, { log, onEvent });
    await expect(github.receive(delivery(commentPayload()))).rejects.toThrow('no');
    await github.read.account('nobody-at-all');
    const all = lines.join('');
    for (const secret of [server.webhookSecret, 'PRIVATE KEY', 'ghs_', 'lin-mei']) expect(all).not.toContain(secret);
  });
});

test('every example payload that GitHub publishes goes through Probot without an error', async () => {
  const file = createRequire(import.meta.url).resolve('@octokit/webhooks-examples');
  const examples = z
    .array(z.object({ name: z.string(), examples: z.array(z.looseObject({})) }))
    .parse(JSON.parse(readFileSync(file, 'utf8')))
    .flatMap(({ name, examples: payloads }) => payloads.map((payload) => ({ name, payload })));
  let events = 0;
  const github = githubApp(server, {
    onEvent: () => {
      events += 1;
      return Promise.resolve();
    },
  });
  for (const [i, { name, payload }] of examples.entries()) {
    await github.receive(delivery({ ...payload, installation: { id: 12 } }, name, `example-${i}`));
  }
  expect(examples).toHaveLength(329);
  expect(events).toBeGreaterThan(20);
});
