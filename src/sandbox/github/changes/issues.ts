// Changes of issues (and of the issue side of pull requests): each updates the state and announces itself.
import { labelJson, issueJson } from '../shapes/issue.js';
import { repositoryJson } from '../shapes/repository.js';
import type { Account, Label, PullPart, Repository, Subject, World } from '../state.js';
import { announceSubject } from './announce.js';

/** What an issue or pull request is opened with. */
export interface Opening {
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly string[];
  readonly viaApp?: boolean;
}

/** Adds an issue, or a pull request, under the repository's next number; announces nothing. */
export function addSubject(
  world: World,
  author: Account,
  repository: Repository,
  opening: Opening,
  pull: PullPart | null,
): Subject {
  const now = world.now();
  repository.lastNumber += 1;
  const subject: Subject = {
    id: world.nextId(),
    number: repository.lastNumber,
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
    comments: [],
    reactions: [],
    pull,
    deleted: false,
    transferredTo: null,
  };
  repository.subjects.set(subject.number, subject);
  return subject;
}

/** Announces a new issue or pull request and each label it came with. */
export function announceOpened(world: World, subject: Subject): void {
  announceSubject(world, 'opened', subject, subject.author);
  for (const label of subject.labels) announceLabel(world, 'labeled', subject, label, subject.author);
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
  const changes = {
    ...(title === subject.title ? {} : { title: { from: subject.title } }),
    ...(body === subject.body ? {} : { body: { from: subject.body ?? '' } }),
  };
  const turned = state !== subject.state;
  if (turned && subject.pull && state === 'open') catchUp(subject.pull);
  Object.assign(subject, { title, body, state, updatedAt: world.now() });
  if (Object.keys(changes).length > 0) announceSubject(world, 'edited', subject, actor, { changes });
  if (!turned) return;
  const closed = state === 'closed';
  subject.stateReason = subject.pull ? null : (edit.stateReason ?? (closed ? 'completed' : 'reopened'));
  subject.closedAt = closed ? subject.updatedAt : null;
  subject.closedBy = closed ? actor : null;
  announceSubject(world, closed ? 'closed' : 'reopened', subject, actor);
}

/** A closed pull request does not follow its branch; when it is opened again it has caught up. */
function catchUp(pull: PullPart): void {
  pull.head = pull.headRepository.branches.get(pull.headBranch) ?? pull.head;
}

export function lockSubject(world: World, actor: Account, subject: Subject, locked: boolean): void {
  subject.locked = locked;
  announceSubject(world, locked ? 'locked' : 'unlocked', subject, actor);
}

/** Deletes an issue with its comments; its number answers 410 from now on. */
export function deleteIssue(world: World, actor: Account, subject: Subject): void {
  if (subject.pull) throw new Error('GitHub cannot delete a pull request');
  subject.deleted = true;
  for (const comment of subject.comments) world.comments.delete(comment.id);
  announceSubject(world, 'deleted', subject, actor);
}

/** Moves an issue to another repository: new id and number there, the comments with their ids go along. */
export function transferIssue(world: World, actor: Account, subject: Subject, target: Repository): Subject {
  if (subject.pull) throw new Error('GitHub cannot transfer a pull request');
  const before = issueJson(world, subject);
  const labels = subject.labels.map(({ name }) => name);
  const moved = addSubject(world, subject.author, target, { ...subject, labels }, null);
  Object.assign(moved, { createdAt: subject.createdAt, state: subject.state, stateReason: subject.stateReason });
  Object.assign(moved, { closedAt: subject.closedAt, closedBy: subject.closedBy, locked: subject.locked });
  moved.reactions.push(...subject.reactions);
  moved.comments.push(...subject.comments);
  for (const comment of moved.comments) comment.subject = moved;
  subject.transferredTo = moved;
  const [old, now] = [repositoryJson(world, subject.repository), repositoryJson(world, target)];
  const gone = { issue: before, changes: { new_issue: issueJson(world, moved), new_repository: now } };
  announceSubject(world, 'transferred', subject, actor, gone);
  announceSubject(world, 'opened', moved, actor, { changes: { old_issue: before, old_repository: old } });
  return moved;
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

function announceLabel(
  world: World,
  action: 'labeled' | 'unlabeled',
  subject: Subject,
  label: Label,
  actor: Account,
): void {
  announceSubject(world, action, subject, actor, { label: labelJson(world, subject.repository, label) });
}

/** Puts labels on an issue or pull request; those it has already change nothing. */
export function addLabels(world: World, actor: Account, subject: Subject, names: readonly string[]): void {
  for (const name of names) {
    const label = ensureLabel(world, subject.repository, name);
    if (subject.labels.includes(label)) continue;
    subject.labels.push(label);
    subject.updatedAt = world.now();
    announceLabel(world, 'labeled', subject, label, actor);
  }
}

/** Takes a label off; false when it was not there. */
export function removeLabel(world: World, actor: Account, subject: Subject, name: string): boolean {
  const index = subject.labels.findIndex((label) => label.name.toLowerCase() === name.toLowerCase());
  const label = subject.labels[index];
  if (!label) return false;
  subject.labels.splice(index, 1);
  subject.updatedAt = world.now();
  announceLabel(world, 'unlabeled', subject, label, actor);
  return true;
}
