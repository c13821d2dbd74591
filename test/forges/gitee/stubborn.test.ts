// A delivery that Gitee never answers for: what waits behind it in its lane goes on while Gitee answers everything else.
import { afterEach, expect, test } from '@jest/globals';
import { RetryLater } from '../../../src/inbox/drain.js';
import { instant } from '../../../src/shared/time.js';
import { recordedBody, type Payload } from '../../support/gitee-recorded.js';
import { scriptedGitee, type Scripted, type ScriptedGitee } from '../../support/scripted-gitee.js';

let server: ScriptedGitee | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const minute = 60_000;
const note = recordedBody('go-scm__note_hook_issue_comment');
const deletion = recordedBody('go-scm__issue_hook_delete');
const commentCall = 'GET /repos/person-01/drone-yml-test/issues/comments/6933558';
const issueCall = 'GET /repos/person-01/drone-yml-test/issues/I4CYEO';

/** A delivery for which Gitee answers with an error, tried every minute. Answers the minute in which it was given up; null if it was not. */
async function givenUpAfter(name: string, payload: Payload, others: Scripted): Promise<number | null> {
  let time = Date.parse('2026-03-01T09:12:00Z');
  const script = { [commentCall]: { status: 500 }, [issueCall]: { status: 500 }, 'GET /users/lin': others };
  server = await scriptedGitee(script, { now: () => time, clock: { now: () => instant(time) } });
  const { gitee } = server;
  const receivedAt = instant(time);
  for (let tried = 0; tried < 60; tried += 1) {
    if (tried % 2 === 0) await gitee.read.account('lin');
    try {
      await gitee.receive({ id: 'd-1', name, payload, receivedAt });
      return tried;
    } catch (error) {
      expect(error).toBeInstanceOf(RetryLater);
    }
    time += minute;
  }
  return null;
}

test('is given up after ten minutes', async () => {
  expect(await givenUpAfter('Note Hook', note, { body: { id: 5, login: 'lin' } })).toBe(10);
  expect(server?.refused).toEqual(['unreadable']);
});

test('waits while Gitee is away for all', async () => {
  expect(await givenUpAfter('Note Hook', note, { status: 502 })).toBeNull();
});

test('waits where it tells of the deletion of an issue, of which nothing else would tell', async () => {
  expect(await givenUpAfter('Issue Hook', deletion, { body: { id: 5, login: 'lin' } })).toBeNull();
});
