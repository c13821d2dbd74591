// The lane of a Gitee payload.
import { expect, test } from '@jest/globals';
import { giteeLane } from '../../src/inbox/gitee-lane.js';
import { recordedBody, recordedWebhooks } from '../support/gitee-recorded.js';
import { headerEvent } from '../support/gitee-hook.js';

const repository = { path_with_namespace: 'OpenClaw/Models', full_name: '开放之爪 / 模型' };
const issue = { number: 'I1aBC' };
const pull = { number: 7 };

test.each<[string, string, object, string]>([
  ['an issue', 'Issue Hook', { repository, issue }, 'gitee:openclaw/models#i1abc'],
  ['an issue, by the other name of its event', 'issue_hooks', { repository, issue }, 'gitee:openclaw/models#i1abc'],
  ['a pull request', 'Merge Request Hook', { repository, pull_request: pull }, 'gitee:openclaw/models#7'],
  [
    'a pull request, by the other name of its event',
    'merge_request_hooks',
    { repository, pull_request: pull, issue },
    'gitee:openclaw/models#7',
  ],
  [
    'the issue that a comment is on',
    'Note Hook',
    { repository, noteable_type: 'Issue', issue, pull_request: null },
    'gitee:openclaw/models#i1abc',
  ],
  [
    'the pull request that a comment is on',
    'note_hooks',
    { repository, noteable_type: 'PullRequest', issue: null, pull_request: pull },
    'gitee:openclaw/models#7',
  ],
  [
    'what the comment says it is on, whatever else is there',
    'Note Hook',
    { repository, noteable_type: 'PullRequest', issue, pull_request: pull },
    'gitee:openclaw/models#7',
  ],
  [
    'the issue that an issue’s own event is about, whatever else is said to be noted',
    'Issue Hook',
    { repository, noteable_type: 'PullRequest', issue, pull_request: pull },
    'gitee:openclaw/models#i1abc',
  ],
  [
    'the pull request, by an event that is read as one of its own',
    'Merge Request',
    { repository, issue, pull_request: pull },
    'gitee:openclaw/models#7',
  ],
  [
    'the repository, for a comment on a commit',
    'Note Hook',
    { repository, noteable_type: 'Commit', issue: null, pull_request: null },
    'gitee:openclaw/models',
  ],
  ['the repository, for a push', 'Push Hook', { repository }, 'gitee:openclaw/models'],
  [
    'the repository, for a number that is none',
    'Issue Hook',
    { repository, issue: { number: 12 } },
    'gitee:openclaw/models',
  ],
  [
    'the repository by its other name',
    'Push Hook',
    { repository: { full_name: 'openclaw/models' } },
    'gitee:openclaw/models',
  ],
  ['the event, for an issue of no repository', 'Issue Hook', { repository: null, issue }, 'gitee:Issue Hook'],
  [
    'the event, for a repository that is no name',
    'Push Hook',
    { repository: { path_with_namespace: 'a/b#1' } },
    'gitee:Push Hook',
  ],
  ['the event, for an empty payload', 'Push Hook', {}, 'gitee:Push Hook'],
])('is that of %s', (_, event, payload, lane) => {
  expect(giteeLane(event, payload)).toBe(lane);
});

test('the recorded webhooks are in the lanes of what they are about', () => {
  const lanes = recordedWebhooks().map((name) => {
    const body = recordedBody(name);
    const hook = String(body['hook_name']);
    expect(giteeLane(hook, body)).toBe(giteeLane(headerEvent(hook), body));
    return [name, giteeLane(hook, body)];
  });
  expect(Object.fromEntries(lanes)).toMatchObject({
    'go-scm__issue_hook_delete': 'gitee:person-01/drone-yml-test#i4cyeo',
    'go-scm__note_hook_issue_comment': 'gitee:person-01/drone-yml-test#i4cf12',
    'go-scm__note_hook_pr_comment': 'gitee:person-01/drone-yml-test#7',
    'go-scm__pr_merge': 'gitee:person-01/drone-yml-test#9',
    'go-scm__push': 'gitee:person-01/drone-yml-test',
    'go-scm__tag_create': 'gitee:person-01/drone-yml-test',
    'hypertrons__note-hook-edited-issue': 'gitee:person-02/push_test#i190nd',
    syncbot__sync: 'gitee:open-euler/syncbot-example#23',
  });
});
