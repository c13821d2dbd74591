// Pull requests of a simulated forge: which subjects they are, and their commits and files.
import { difference, type FileChange } from './diff.js';
import { apart, type Commit } from './git.js';
import type { PullPart, Subject } from './state.js';

/** A subject known to be a pull request. */
export interface PullSubject extends Subject {
  readonly pull: PullPart;
}

export function isPull(subject: Subject): subject is PullSubject {
  return subject.pull !== null;
}

/** The subject as a pull request; throws when it is an issue. */
export function asPull(subject: Subject): PullSubject {
  if (!isPull(subject)) throw new Error(`${subject.repository.name}#${subject.number} is not a pull request`);
  return subject;
}

/** The commits of a pull request, oldest first. */
export function pullCommits(pull: PullPart): readonly Commit[] {
  return apart(pull.base, pull.head).commits;
}

/** The files a pull request changes, against the commit where it parted from its base. */
export function pullFiles(pull: PullPart): readonly FileChange[] {
  return difference(apart(pull.base, pull.head).forkPoint?.files ?? new Map<string, string>(), pull.head.files);
}
