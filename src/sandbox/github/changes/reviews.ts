// Changes of reviews: each updates the state and announces itself.
import type { PullSubject } from '../shapes/pull.js';
import { pullListJson } from '../shapes/pull.js';
import { reviewJson } from '../shapes/review.js';
import type { Account, Review, World } from '../state.js';
import { announce } from './announce.js';

/** What a reviewer says. */
export type ReviewChoice = 'approve' | 'request-changes' | 'comment';

const states = { approve: 'APPROVED', 'request-changes': 'CHANGES_REQUESTED', comment: 'COMMENTED' } as const;

function announceReview(
  world: World,
  action: 'submitted' | 'edited' | 'dismissed',
  subject: PullSubject,
  review: Review,
  actor: Account,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const shown = reviewJson(world, subject, review);
  announce(world, 'pull_request_review', subject.repository, actor, {
    action,
    review: { ...shown, state: review.state.toLowerCase() },
    pull_request: pullListJson(world, subject),
    ...more,
  });
}

/** Reviews the head as it is now. Throws when one's own is approved or refused, as GitHub does not let one. */
export function submitReview(
  world: World,
  user: Account,
  subject: PullSubject,
  choice: ReviewChoice,
  body: string,
): Review {
  if (choice !== 'comment' && subject.author === user) throw new Error('nobody can review their own pull request');
  const review: Review = {
    id: world.nextId(),
    user,
    body,
    state: states[choice],
    commit: subject.pull.head.sha,
    submittedAt: world.now(),
  };
  subject.pull.reviews.push(review);
  subject.updatedAt = world.now();
  announceReview(world, 'submitted', subject, review, user);
  return review;
}

export function editReview(world: World, actor: Account, subject: PullSubject, review: Review, body: string): void {
  const changes = body === review.body ? {} : { body: { from: review.body } };
  review.body = body;
  announceReview(world, 'edited', subject, review, actor, { changes });
}

/** An approval or a request for changes counts no more. */
export function dismissReview(world: World, actor: Account, subject: PullSubject, review: Review): void {
  if (review.state === 'COMMENTED') throw new Error('a comment cannot be dismissed');
  review.state = 'DISMISSED';
  subject.updatedAt = world.now();
  announceReview(world, 'dismissed', subject, review, actor);
}
