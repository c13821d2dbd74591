// Issues that only the members of a public repository see, as holes are reported: the app shows everybody what it mirrors, and all motions.
import { afterEach, expect, test } from '@jest/globals';
import { instant } from '../../../src/shared/time.js';
import { recorded, recordedBody } from '../../support/gitee-recorded.js';
import { part, truthOf } from '../../support/gitee-truth.js';
import { scriptedGitee, type ScriptedGitee } from '../../support/scripted-gitee.js';

let server: ScriptedGitee | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

const forMembers = { security_hole: true };

async function receive(name: string, event: string, changes: Record<string, unknown>, onIssue = {}) {
  const payload = recordedBody(name);
  const script = Object.fromEntries(
    Object.entries(truthOf(payload, changes)).map(([call, answer]) => {
      const body = 'body' in answer && /issues\/\w+$/.test(call) ? { ...part(answer.body), ...onIssue } : null;
      return [call, body === null ? answer : { body }];
    }),
  );
  server = await scriptedGitee(script);
  const receivedAt = instant(Number(payload['timestamp']));
  await server.gitee.receive({ id: 'd-1', name: event, payload, receivedAt });
  return server;
}

test.each([
  ['for everybody', {}, true],
  ['for members only', forMembers, false],
])('one that is %s is told with its text, and shown: %#', async (_who, changes, isPublic) => {
  const { events, sightings } = await receive('go-scm__issue_hook_open', 'Issue Hook', changes);
  expect(events[0]).toMatchObject({ kind: 'text-created' });
  const subjects = events.flatMap((event) => ('subject' in event && 'title' in event.subject ? [event.subject] : []));
  expect(subjects.map((subject) => subject.isPublic)).toEqual(events.map(() => isPublic));
  const shown = sightings.flatMap(({ subjects }) => subjects);
  expect(shown.map(({ forMembers }) => forMembers)).toEqual([isPublic ? undefined : true]);
});

test.each([
  ['for everybody', {}, true],
  ['for members only', forMembers, false],
])('a comment on one that is %s is told, and shown: %#', async (_who, onIssue, isPublic) => {
  const { events, sightings } = await receive('go-scm__note_hook_issue_comment', 'Note Hook', {}, onIssue);
  expect(events).toMatchObject([{ kind: 'text-created', subject: { isPublic } }]);
  expect(sightings.map(({ comments }) => comments.length)).toEqual([isPublic ? 1 : 0]);
});

test('they are listed as such', async () => {
  const at = '/repos/person-01/drone-yml-test';
  const issue = part(recorded('api/issue'));
  const hidden = { ...issue, ...forMembers, number: 'IHIDDEN' };
  server = await scriptedGitee({ [`GET ${at}/issues`]: { body: [hidden, issue] }, [`GET ${at}/pulls`]: { body: [] } });
  const since = '2010-01-01T00:00:00.000Z';
  const page = await server.gitee.lists.subjects('person-01/drone-yml-test', { since, next: null });
  expect(page.ok && page.value.items.map(({ number, forMembers }) => [number, forMembers])).toEqual([
    ['IHIDDEN', true],
    [issue['number'], undefined],
  ]);
});
