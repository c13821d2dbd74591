// What the owners policy says: details, whom to ask and what they write.
import type { Given } from '../approvals.js';
import { words, type Detail, type Mend } from '../finding.js';
import type { Group } from './cover.js';
import { nearestFirst, suggest } from './suggest.js';
import type { Owner } from './tree.js';

/** So many people are named in one sentence. */
const mostNamed = 5;

export function loginsOf(people: readonly { readonly login: string }[]): readonly string[] {
  return people.map(({ login }) => login);
}

/** The first logins, for a sentence. */
export function listed(logins: readonly string[]): string {
  return logins.slice(0, mostNamed).join(', ');
}

/** Logins of those who gave, for a sentence. */
export function giversOf(given: readonly Given[]): string {
  return listed(given.map(({ account }) => account.login));
}

export function groupDetail(group: Group, key: 'approved' | 'waiting' | 'no-approver'): Detail {
  const [file = ''] = group.paths;
  const values = {
    owners: group.nearest ?? '',
    file,
    paths: group.paths.length,
    by: giversOf(group.by),
    approvers: listed(loginsOf(nearestFirst(group.approvers.values()))),
  };
  return { ...words(`owners.${key}`, values), file };
}

/** Somebody gives what is missing by writing `command` in a comment. */
export function mendByCommand(command: string, key: string, logins: readonly string[]): Mend {
  return {
    what: words(`owners.mend.${key}`, { logins: listed(logins) }),
    commandLine: null,
    web: { where: words('owners.mend.comment'), text: command },
  };
}

/** As few people as possible who together may approve what waits. */
export function askFor(waiting: readonly Group[]): readonly string[] {
  return loginsOf(suggest(waiting.map(({ approvers }) => approvers)));
}

/** Reviewers to ask for an lgtm, the nearest first: not the author, and not who has given it. */
export function askForLgtm(
  reviewers: ReadonlyMap<number, Owner>,
  author: number,
  given: readonly Given[],
): readonly string[] {
  const done = new Set([author, ...given.map(({ account }) => account.id)]);
  return loginsOf(nearestFirst([...reviewers.values()].filter(({ id }) => !done.has(id)))).slice(0, mostNamed);
}
