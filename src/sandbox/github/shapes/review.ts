// GitHub's JSON of reviews.
import type { Review } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { nodeId, userJson } from './account.js';
import { association, subjectPage } from './issue.js';
import type { PullSubject } from '../../forge/pull.js';
import { repositoryUrl } from './repository.js';

export function reviewJson(world: World, subject: PullSubject, review: Review) {
  const html = `${subjectPage(world, subject)}#pullrequestreview-${review.id}`;
  const pull = `${repositoryUrl(world, subject.repository)}/pulls/${subject.number}`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: userJson(world, review.user),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pull,
    author_association: association(subject.repository, review.user),
    _links: { html: { href: html }, pull_request: { href: pull } },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
  };
}
