// The lane of a GitHub payload.
import { describe, expect, test } from '@jest/globals';
import { githubLane } from '../../src/inbox/lane.js';

const repository = { full_name: 'OpenClaw/Models' };
const known = { ...repository, id: 3001 };
const here = { number: 5, base: { repo: { id: 3001 } } };
const elsewhere = { number: 9, base: { repo: { id: 4002 } } };

describe('a payload is in the lane of', () => {
  test.each([
    ['its issue', 'issues', { repository, issue: { number: 12 } }, 'github:openclaw/models#12'],
    ['its pull request', 'pull_request', { repository, pull_request: { number: 12 } }, 'github:openclaw/models#12'],
    [
      'the pull request its comment stands under',
      'issue_comment',
      { repository, issue: { number: 12, pull_request: {} }, comment: { id: 7 } },
      'github:openclaw/models#12',
    ],
    [
      'the pull request its review is of',
      'pull_request_review',
      { repository, pull_request: { number: 3 }, review: {} },
      'github:openclaw/models#3',
    ],
    ['its repository', 'push', { repository }, 'github:openclaw/models'],
    [
      'its repository, for a check run',
      'check_run',
      { repository, check_run: { pull_requests: [] } },
      'github:openclaw/models',
    ],
    [
      'the pull request its check is of',
      'check_run',
      { repository: known, check_run: { pull_requests: [elsewhere, here] } },
      'github:openclaw/models#5',
    ],
    [
      'the pull request its checks are of',
      'check_suite',
      { repository: known, check_suite: { pull_requests: [here] } },
      'github:openclaw/models#5',
    ],
    [
      'its repository, for a check of a pull request elsewhere',
      'check_run',
      { repository: known, check_run: { pull_requests: [elsewhere] } },
      'github:openclaw/models',
    ],
    [
      'the pull request its merge queue takes up',
      'merge_group',
      { repository, merge_group: { head_ref: `refs/heads/gh-readonly-queue/release/2.x/pr-12-${'a'.repeat(40)}` } },
      'github:openclaw/models#12',
    ],
    [
      'its repository, for a queue that names none',
      'merge_group',
      { repository, merge_group: { head_ref: 'refs/heads/main' } },
      'github:openclaw/models',
    ],
    ['its event, without a repository', 'installation', { installation: { id: 1 } }, 'github:installation'],
    ['its event, when the repository is no name', 'push', { repository: { full_name: 'a/b#1' } }, 'github:push'],
    ['its event, when the repository is no object', 'push', { repository: 'a/b' }, 'github:push'],
    [
      'its repository, when the number is none',
      'issues',
      { repository, issue: { number: '12' } },
      'github:openclaw/models',
    ],
    ['its repository, when the issue is null', 'issues', { repository, issue: null }, 'github:openclaw/models'],
  ])('%s', (_, event, payload, lane) => {
    expect(githubLane(event, payload)).toBe(lane);
  });
});
