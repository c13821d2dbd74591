// The numbers of Gitee: that of an issue is a text made of its id, that of a pull request a number of the repository's own.
import { isPull } from '../forge/pull.js';
import type { Repository, Subject } from '../forge/state.js';

/** How issues and pull requests are named: `I4CF12`, or 7. */
export type Ref = string | number;

/** `I4CF12` of 7297814: the letter I and the id to the base of 36. */
export function identOf(issueId: number): string {
  return `I${issueId.toString(36).toUpperCase()}`;
}

/** The number of an issue or pull request as Gitee shows it. */
export function refOf(subject: Subject): Ref {
  return isPull(subject) ? subject.number : identOf(subject.id);
}

/** The issue, or with a whole number the pull request; upper case matters. Undefined when it is not there, or was deleted. */
export function subjectOf({ subjects }: Repository, ref: Ref): Subject | undefined {
  const key = typeof ref === 'number' ? ref : /^I[0-9A-Z]+$/.test(ref) ? parseInt(ref.slice(1), 36) : NaN;
  const found = subjects.get(key);
  return found && !found.deleted && isPull(found) === (typeof ref === 'number') ? found : undefined;
}

/** Where a pull request's comment is kept: its id may be that of an issue's comment, too. */
export function pullCommentKey(id: number): number {
  return -id;
}
