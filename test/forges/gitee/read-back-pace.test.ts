// How many deliveries of Gitee's are read back: a flood of forged ones must not use up the calls that all else needs.
import { afterEach, expect, test } from '@jest/globals';
import { RetryLater } from '../../../src/inbox/drain.js';
import { instant } from '../../../src/shared/time.js';
import { recordedBody } from '../../support/gitee-recorded.js';
import { scriptedGitee, type ScriptedGitee } from '../../support/scripted-gitee.js';

let server: ScriptedGitee | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

test('a flood waits, and leaves half of all calls to what is read and written otherwise', async () => {
  const now = Date.now();
  server = await scriptedGitee({ 'GET /users/lin': { body: { id: 5, login: 'lin' } } }, { now: () => now });
  const { gitee, refused, calls } = server;
  const payload = recordedBody('go-scm__note_hook_issue_comment');
  const waits: RetryLater[] = [];
  for (let i = 0; i < 200; i += 1) {
    try {
      await gitee.receive({ id: String(i), name: 'Note Hook', payload, receivedAt: instant(now) });
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      waits.push(error);
    }
  }
  expect(refused).toEqual(Array.from({ length: 50 }, () => 'gone'));
  expect(waits).toHaveLength(150);
  expect(calls()).toHaveLength(50);
  expect(new Set(waits.map(({ retryAfterMs }) => retryAfterMs)).size).toBe(150);
  for (let i = 0; i < 40; i += 1) expect(await gitee.read.account('lin')).toMatchObject({ ok: true });
});
