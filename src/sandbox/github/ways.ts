// GitHub's ways: one numbering, one space of comments, and which webhook tells of what.
import type { SubjectNews, Ways, World } from '../forge/world.js';
import type { Subject } from '../forge/state.js';
import { announce, announceComment, announceSubject } from './changes/announce.js';
import { announcePush, nothing } from './changes/push.js';
import { labelJson } from './shapes/issue.js';
import { milestoneJson, releaseJson } from './shapes/milestone.js';
import { pullListJson } from './shapes/pull.js';
import { reviewJson } from './shapes/review.js';
import { webFlow } from './web-flow.js';

type Json = Readonly<Record<string, unknown>>;

/** `{ body: 'before' }` as GitHub writes it: `{ body: { from: 'before' } }`. */
function changed(before: Json): Json {
  return Object.fromEntries(Object.entries(before).map(([key, from]) => [key, { from }]));
}

function details(world: World, { repository }: Subject, news: SubjectNews): Json {
  switch (news.action) {
    case 'labeled':
    case 'unlabeled':
      return { label: labelJson(world, repository, news.label) };
    case 'milestoned':
    case 'demilestoned':
      return { milestone: milestoneJson(world, repository, news.milestone) };
    case 'edited':
      return { changes: changed(news.from) };
    case 'retargeted':
      return { changes: { base: changed({ ref: news.from.branch, sha: news.from.sha }) } };
    case 'synchronize':
      return { before: news.before ?? nothing, after: news.after };
    case 'opened':
    case 'closed':
    case 'reopened':
    case 'deleted':
    case 'converted_to_draft':
    case 'ready_for_review':
      return {};
  }
}

export const gitHubWays: Ways = {
  mailHost: 'users.noreply.github.com',
  itself: { name: 'GitHub', email: 'noreply@github.com', id: webFlow.id },
  house: webFlow,
  numbered(world, repository) {
    repository.lastNumber += 1;
    return { id: world.nextId(), number: repository.lastNumber };
  },
  commentId: (world) => world.nextId(),
  commentKey: ({ id }) => id,
  subject(world, news, subject, actor) {
    const action = news.action === 'retargeted' ? 'edited' : news.action;
    announceSubject(world, action, subject, actor, details(world, subject, news));
    if (action !== 'opened') return;
    for (const label of subject.labels) this.subject(world, { action: 'labeled', label }, subject, actor);
  },
  comment(world, action, comment, actor, from) {
    const changes = from === undefined || from === comment.body ? {} : { body: { from } };
    announceComment(world, action, comment, actor, action === 'edited' ? { changes } : {});
  },
  review(world, action, { subject, review, from }, actor) {
    const changes = from === undefined || from === review.body ? {} : { body: { from } };
    announce(world, 'pull_request_review', subject.repository, actor, {
      action,
      review: { ...reviewJson(world, subject, review), state: review.state.toLowerCase() },
      pull_request: pullListJson(world, subject),
      ...(action === 'edited' ? { changes } : {}),
    });
  },
  push: announcePush,
  milestone(world, action, milestone, repository, actor) {
    announce(world, 'milestone', repository, actor, {
      action,
      milestone: milestoneJson(world, repository, milestone),
    });
  },
  release(world, release, repository, actor) {
    const told = ['created', 'published', ...(release.prerelease ? ['prereleased'] : ['released'])];
    for (const action of told)
      announce(world, 'release', repository, actor, { action, release: releaseJson(world, repository, release) });
  },
};
