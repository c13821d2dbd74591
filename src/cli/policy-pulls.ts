// A forge's reading half, with every call made by way of somebody who may wait and ask again.
import type { Answer } from '../forges/answer.js';
import type { Forge } from '../forges/forge.js';

/** What policies read of a forge. */
export type ReadingForge = Pick<Forge, 'pulls' | 'read'>;

/** Makes a call, perhaps several times. */
export type Ask = <T>(call: () => Answer<T>) => Answer<T>;

export function askingBy(ask: Ask, { pulls, read }: ReadingForge): ReadingForge {
  return {
    read: {
      issue: (subject) => ask(() => read.issue(subject)),
      releases: (repo) => ask(() => read.releases(repo)),
      subject: (subject) => ask(() => read.subject(subject)),
      head: (subject) => ask(() => read.head(subject)),
      tree: (subject, commit) => ask(() => read.tree(subject, commit)),
      account: (login) => ask(() => read.account(login)),
    },
    pulls: {
      pull: (subject) => ask(() => pulls.pull(subject)),
      commits: (subject, pull) => ask(() => pulls.commits(subject, pull)),
      files: (subject, pull) => ask(() => pulls.files(subject, pull)),
      reviews: (subject) => ask(() => pulls.reviews(subject)),
      texts: (repo, at, paths) => ask(() => pulls.texts(repo, at, paths)),
      accounts: (repo, logins) => ask(() => pulls.accounts(repo, logins)),
      between: (repo, base, head) => ask(() => pulls.between(repo, base, head)),
      open: (repo, check, next) => ask(() => pulls.open(repo, check, next)),
      newest: (repo, next) => ask(() => pulls.newest(repo, next)),
    },
  };
}
