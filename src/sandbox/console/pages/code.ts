// The code of a pull request: its checks, commits and files, and what one may do with them.
import { signerOf } from '../../forge/changes/commits.js';
import type { FileChange } from '../../forge/diff.js';
import type { Commit } from '../../forge/git.js';
import { isPull, pullCommits, pullFiles, type PullSubject } from '../../forge/pull.js';
import { accountByLogin, type Account, type Subject } from '../../forge/state.js';
import type { ForgeVisit, Visit } from '../visit.js';
import { checksOf } from './checks.js';

/** So many files are shown. */
const mostFiles = 100;

function commitOf(visit: ForgeVisit, subject: PullSubject, commit: Commit) {
  const { sha, message, author, committer, authorId, verified } = commit;
  const [title = '', ...rest] = message.split('\n');
  const isHead = commit === subject.pull.head;
  return {
    sha,
    short: sha.slice(0, 10),
    title,
    text: rest.join('\n').trim(),
    author: `${author.name} <${author.email}>`,
    isNobodys: authorId === null,
    committer: committer.email === author.email ? '' : committer.name,
    verified,
    at: committer.date,
    isHead,
    checks: isHead ? [] : checksOf(visit, subject, commit),
  };
}

function fileOf({ words }: Visit, { path, previousPath, status, additions, deletions, patch }: FileChange) {
  return { path, previousPath, status: words.t(`console.file.${status}`), additions, deletions, patch };
}

function queueOf(visit: ForgeVisit, subject: PullSubject) {
  const { queued, baseBranch } = subject.pull;
  if (!queued) return null;
  return {
    branch: queued.branch,
    short: queued.head.sha.slice(0, 10),
    message: queued.head.message,
    isFirst: queued.base === subject.repository.branches.get(baseBranch),
    checks: checksOf(visit, subject, queued.head),
  };
}

/** Where else it could be merged into: all branches but those of queues and its own. */
function otherBases({ pull, repository }: PullSubject): readonly string[] {
  const own = pull.headRepository === repository ? [pull.headBranch] : [];
  return [...repository.branches.keys()].filter(
    (name) => name !== pull.baseBranch && !own.includes(name) && !name.startsWith('gh-readonly-queue/'),
  );
}

/** The sign-off of whoever is acted as. */
export function signOffOf({ forge, actor }: ForgeVisit): string {
  const account = accountByLogin(forge.world, actor.login);
  if (!account) return '';
  const { name, email } = signerOf(forge.world, account);
  return `${name} <${email}>`;
}

/** On Gitee: who passed the test, and whether anybody passed the review. */
function passesOf({ cast, source, words }: ForgeVisit, { pull }: PullSubject) {
  const { accounts } = source.forges.gitee.world;
  const testers = [...(source.sandbox.gitee.gitee.tested.get(pull.id) ?? [])].flatMap((id) => accounts.get(id) ?? []);
  const reviewers = pull.reviews.filter(({ state }) => state === 'APPROVED').map(({ user }) => user);
  const names = (who: readonly Account[]) =>
    [...new Set(who.map((one) => cast.of(one).name))].join(words.t('list.joint'));
  return { reviewers: names(reviewers), testers: names(testers) };
}

/** Null for an issue. */
export function codeOf(visit: ForgeVisit, subject: Subject) {
  if (!isPull(subject)) return null;
  const { pull } = subject;
  const files = pullFiles(pull);
  return {
    base: pull.baseBranch,
    head: `${pull.headRepository.owner.login}:${pull.headBranch}`,
    headShort: pull.head.sha.slice(0, 10),
    isDraft: pull.draft,
    checks: checksOf(visit, subject, pull.head),
    commits: pullCommits(pull).map((commit) => commitOf(visit, subject, commit)),
    files: files.slice(0, mostFiles).map((file) => fileOf(visit, file)),
    fileCount: files.length,
    queue: queueOf(visit, subject),
    passes: visit.forge.id === 'gitee' ? passesOf(visit, subject) : null,
    bases: otherBases(subject),
    signOff: signOffOf(visit),
    isOwn: subject.author.login === visit.actor.login,
    newFile: `changes/note-${String(pullCommits(pull).length + 1)}.md`,
  };
}
