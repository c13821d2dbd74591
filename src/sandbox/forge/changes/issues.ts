// Changes of issues (and of the issue side of pull requests): each updates the state and announces itself.
import type { Account, Label, PullPart, Repository, Subject } from '../state.js';
import type { World } from '../world.js';

/** What an issue or pull request is opened with. */
export interface Opening {
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly string[];
  readonly viaApp?: boolean;
}

/** Adds an issue, or a pull request, under its number; announces nothing. */
export function addSubject(
  world: World,
  author: Account,
  repository: Repository,
  opening: Opening,
  pull: PullPart | null,
): Subject {
  const now = world.now();
  const subject: Subject = {
    ...world.ways.numbered(world, repository, pull !== null),
    repository,
    author,
    viaApp: opening.viaApp ?? false,
    createdAt: now,
    updatedAt: now,
    title: opening.title,
    body: opening.body ?? null,
    state: 'open',
    stateReason: null,
    closedAt: null,
    closedBy: null,
    locked: false,
    labels: (opening.labels ?? []).map((name) => ensureLabel(world, repository, name)),
    milestone: null,
    comments: [],
    reactions: [],
    pull,
    deleted: false,
    transferredTo: null,
  };
  repository.subjects.set(subject.number, subject);
  return subject;
}

/** Announces a new issue or pull request. */
export function announceOpened(world: World, subject: Subject): void {
  world.ways.subject(world, { action: 'opened' }, subject, subject.author);
}

export function openIssue(world: World, author: Account, repository: Repository, opening: Opening): Subject {
  const subject = addSubject(world, author, repository, opening, null);
  announceOpened(world, subject);
  return subject;
}

/** What may be edited; what is left out stays. */
export interface SubjectEdit {
  readonly title?: string | undefined;
  readonly body?: string | null | undefined;
  readonly state?: 'open' | 'closed' | undefined;
  readonly stateReason?: string | null | undefined;
}

export function editSubject(world: World, actor: Account, subject: Subject, edit: SubjectEdit): void {
  const { title = subject.title, body = subject.body, state = subject.state } = edit;
  const from = {
    ...(title === subject.title ? {} : { title: subject.title }),
    ...(body === subject.body ? {} : { body: subject.body ?? '' }),
  };
  const turned = state !== subject.state;
  if (turned && subject.pull && state === 'open') catchUp(subject.pull);
  Object.assign(subject, { title, body, state, updatedAt: world.now() });
  if (Object.keys(from).length > 0) world.ways.subject(world, { action: 'edited', from }, subject, actor);
  if (!turned) return;
  const closed = state === 'closed';
  subject.stateReason = subject.pull ? null : (edit.stateReason ?? (closed ? 'completed' : 'reopened'));
  subject.closedAt = closed ? subject.updatedAt : null;
  subject.closedBy = closed ? actor : null;
  world.ways.subject(world, { action: closed ? 'closed' : 'reopened' }, subject, actor);
}

/** A closed pull request does not follow its branch; when it is opened again it has caught up. */
function catchUp(pull: PullPart): void {
  pull.head = pull.headRepository.branches.get(pull.headBranch) ?? pull.head;
}

/** Deletes an issue with its comments. */
export function deleteIssue(world: World, actor: Account, subject: Subject): void {
  if (subject.pull) throw new Error('a pull request cannot be deleted');
  subject.deleted = true;
  for (const comment of subject.comments) world.comments.delete(world.ways.commentKey(comment));
  world.ways.subject(world, { action: 'deleted' }, subject, actor);
}

/** The repository's label of this name, made if it is missing. */
function ensureLabel(world: World, repository: Repository, name: string): Label {
  const known = repository.labels.get(name.toLowerCase());
  return known ?? createLabel(world, repository, { name, color: 'ededed', description: null });
}

export function createLabel(world: World, repository: Repository, label: Omit<Label, 'id'>): Label {
  const made = { id: world.nextId(), ...label };
  repository.labels.set(label.name.toLowerCase(), made);
  return made;
}

/** Puts labels on an issue or pull request; those it has already change nothing. */
export function addLabels(world: World, actor: Account, subject: Subject, names: readonly string[]): void {
  for (const name of names) {
    const label = ensureLabel(world, subject.repository, name);
    if (subject.labels.includes(label)) continue;
    subject.labels.push(label);
    subject.updatedAt = world.now();
    world.ways.subject(world, { action: 'labeled', label }, subject, actor);
  }
}

/** Takes a label off; false when it was not there. */
export function removeLabel(world: World, actor: Account, subject: Subject, name: string): boolean {
  const index = subject.labels.findIndex((label) => label.name.toLowerCase() === name.toLowerCase());
  const label = subject.labels[index];
  if (!label) return false;
  subject.labels.splice(index, 1);
  subject.updatedAt = world.now();
  world.ways.subject(world, { action: 'unlabeled', label }, subject, actor);
  return true;
}

/** Leaves an issue or pull request with these labels only. */
export function setLabels(world: World, actor: Account, subject: Subject, names: readonly string[]): void {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const others = subject.labels.filter(({ name }) => !wanted.has(name.toLowerCase()));
  for (const { name } of others) removeLabel(world, actor, subject, name);
  addLabels(world, actor, subject, names);
}
