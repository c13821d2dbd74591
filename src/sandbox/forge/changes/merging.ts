// Merging pull requests at once, in the forges' three methods.
import type { Commit } from '../git.js';
import { pullCommits, type PullSubject } from '../pull.js';
import type { Account } from '../state.js';
import type { World } from '../world.js';
import { moveBranch } from './code.js';
import { commit, mergedFiles, signerOf } from './commits.js';
import { editSubject } from './issues.js';

/** How to merge; a merge commit, with the forge's own message, unless told otherwise. */
export interface MergeOptions {
  readonly method?: 'merge' | 'squash' | 'rebase';
  /** Of a merge or squash commit. */
  readonly message?: string;
}

function trailers(commits: readonly Commit[]): readonly string[] {
  const lines = commits.flatMap(({ message }) => message.split('\n'));
  return [...new Set(lines.filter((line) => /^(signed-off-by|co-authored-by): /i.test(line)))];
}

/** The message of a squash: that of the only commit, or the title with the messages of all and their trailers once more. */
function squashMessage({ title, number, pull }: PullSubject): string {
  const commits = pullCommits(pull);
  const [only] = commits;
  if (only && commits.length === 1) {
    const [head = '', ...rest] = only.message.split('\n');
    return [`${head} (#${number})`, ...rest].join('\n');
  }
  const parts = [`${title} (#${number})`, ...commits.map(({ message }) => `* ${message.trimEnd()}`)];
  const ends = trailers(commits);
  return [...parts, ...(ends.length > 0 ? [`---------\n\n${ends.join('\n')}`] : [])].join('\n\n');
}

/** What would be on the base branch: the pull request on top of `onto`. */
export function landed(
  world: World,
  actor: Account,
  subject: PullSubject,
  onto: Commit,
  options: MergeOptions,
): Commit {
  const { pull, repository, number, title } = subject;
  const { method = 'merge' } = options;
  if (method === 'rebase') {
    return pullCommits(pull).reduce((tip, one) => {
      const author = { ...one.author, id: one.authorId };
      const content = { message: one.message, author, committer: signerOf(world, actor), verified: false };
      const files = mergedFiles(tip, one);
      return commit(world, repository, [tip], { ...content, files, authoredAt: one.author.date });
    }, onto);
  }
  const merging = `Merge pull request #${number} from ${pull.headRepository.owner.login}/${pull.headBranch}\n\n${title}`;
  return commit(world, repository, method === 'merge' ? [onto, pull.head] : [onto], {
    files: mergedFiles(onto, pull.head),
    message: options.message ?? (method === 'merge' ? merging : squashMessage(subject)),
    author: signerOf(world, method === 'merge' ? actor : subject.author),
    committer: world.ways.itself,
    verified: true,
  });
}

/** Where the base branch is. */
export function tipOf({ pull, repository }: PullSubject): Commit {
  return repository.branches.get(pull.baseBranch) ?? pull.base;
}

/** The pull request is merged by this commit, which the base branch moves to. */
export function conclude(world: World, actor: Account, subject: PullSubject, made: Commit): void {
  const { pull, repository } = subject;
  Object.assign(pull, { mergedAt: world.now(), mergedBy: actor, mergeCommit: made });
  moveBranch(world, actor, repository, pull.baseBranch, made);
  editSubject(world, actor, subject, { state: 'closed' });
}

/** Merges a pull request at once: the base branch moves, the pull request is closed. */
export function mergePull(world: World, actor: Account, subject: PullSubject, options: MergeOptions = {}): Commit {
  const made = landed(world, actor, subject, tipOf(subject), options);
  conclude(world, actor, subject, made);
  return made;
}
