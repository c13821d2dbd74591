// Checks on Gitee where our account may not write them, or there is no such endpoint.
import { afterEach, expect, test } from '@jest/globals';
import { unsupported } from '../../../src/forges/gitee/write-checks.js';
import type { Check } from '../../../src/forges/forge.js';
import { scriptedGitee, type ScriptedGitee } from '../../support/scripted-gitee.js';

let server: ScriptedGitee | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const create = 'POST /repos/openclaw/models/check-runs';
const check: Check = {
  name: 'OpenCharter / policy',
  subject: { forge: 'gitee', repo: 'openclaw/models', number: '1' },
  head: 'f'.repeat(40),
  externalId: 'policy/1',
  state: 'success',
  title: 'T',
  summary: 'S',
  url: 'https://charter.test/c',
  startedAt: '2026-03-01T09:12:00.000Z',
  completedAt: '2026-03-01T09:12:00.000Z',
};

test.each([403, 404, 422])('are tried once, and then once a day, where the answer is %i', async (status) => {
  let now = 1_800_000_000_000;
  server = await scriptedGitee({ [create]: { status, body: {} } }, { now: () => now });
  for (let i = 0; i < 3; i += 1) {
    expect(await server.gitee.write.createCheck(check)).toEqual({ ok: true, value: { id: unsupported } });
  }
  expect(server.calls()).toEqual([create]);
  now += 25 * 60 * 60_000;
  await server.gitee.write.createCheck(check);
  expect(server.calls()).toEqual([create, create]);
});

test.each([429, 502])('are tried again where it is %i: that says nothing of our right', async (status) => {
  server = await scriptedGitee({ [create]: { status, body: {} } });
  expect((await server.gitee.write.createCheck(check)).ok).toBe(false);
});
