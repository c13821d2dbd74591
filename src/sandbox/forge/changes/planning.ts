// Changes of milestones and releases: each updates the state and announces itself where its forge sends a webhook for it.
import type { Account, Milestone, Release, Repository, Subject } from '../state.js';
import type { World } from '../world.js';

/** The milestone of this title; throws when the repository has none. */
export function requireMilestone(repository: Repository, title: string): Milestone {
  const found = repository.milestones.find((milestone) => milestone.title === title);
  if (!found) throw new Error(`${repository.name} has no milestone ${title}`);
  return found;
}

export function addMilestone(world: World, actor: Account, repository: Repository, title: string): Milestone {
  const now = world.now();
  const [id, number] = [world.nextId(), repository.milestones.length + 1];
  const made = { id, number, title, creator: actor, createdAt: now, updatedAt: now, closedAt: null };
  repository.milestones.push(made);
  world.ways.milestone(world, 'created', made, repository, actor);
  return made;
}

export function closeMilestone(world: World, actor: Account, repository: Repository, milestone: Milestone): void {
  const now = world.now();
  Object.assign(milestone, { updatedAt: now, closedAt: now });
  world.ways.milestone(world, 'closed', milestone, repository, actor);
}

/** Puts an issue or pull request into a milestone, or (null) takes it out of the one it is in. */
export function setMilestone(world: World, actor: Account, subject: Subject, milestone: Milestone | null): void {
  const before = subject.milestone;
  if (before === milestone) return;
  subject.milestone = milestone;
  subject.updatedAt = world.now();
  if (before) world.ways.subject(world, { action: 'demilestoned', milestone: before }, subject, actor);
  if (milestone) world.ways.subject(world, { action: 'milestoned', milestone }, subject, actor);
  world.changed();
}

/** What a release is published with. */
export interface Publication {
  readonly tag: string;
  readonly name?: string;
  readonly body?: string;
  /** Not for everybody to use yet. */
  readonly prerelease?: boolean;
  /** Kept for its writers; nobody else sees it. */
  readonly draft?: boolean;
}

export function publishRelease(
  world: World,
  actor: Account,
  repository: Repository,
  { tag, name = tag, body = '', prerelease = false, draft = false }: Publication,
): Release {
  const now = world.now();
  const made: Release = {
    id: world.nextId(),
    tag,
    name,
    body,
    author: actor,
    prerelease,
    createdAt: now,
    publishedAt: draft ? null : now,
  };
  repository.releases.push(made);
  if (!draft) world.ways.release(world, made, repository, actor);
  return made;
}
