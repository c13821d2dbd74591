// Changes of reviews: each updates the state and announces itself.
import type { PullSubject } from '../pull.js';
import type { Account, Review } from '../state.js';
import type { World } from '../world.js';

/** What a reviewer says. */
export type ReviewChoice = 'approve' | 'request-changes' | 'comment';

const states = { approve: 'APPROVED', 'request-changes': 'CHANGES_REQUESTED', comment: 'COMMENTED' } as const;

/** Reviews the head as it is now. Throws when one's own is approved or refused, as no forge lets one. */
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
  world.ways.review(world, 'submitted', { subject, review }, user);
  return review;
}

export function editReview(world: World, actor: Account, subject: PullSubject, review: Review, body: string): void {
  const from = review.body;
  review.body = body;
  world.ways.review(world, 'edited', { subject, review, from }, actor);
}

/** An approval or a request for changes counts no more. */
export function dismissReview(world: World, actor: Account, subject: PullSubject, review: Review): void {
  if (review.state === 'COMMENTED') throw new Error('a comment cannot be dismissed');
  review.state = 'DISMISSED';
  subject.updatedAt = world.now();
  world.ways.review(world, 'dismissed', { subject, review }, actor);
}
