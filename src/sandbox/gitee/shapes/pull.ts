// Gitee's JSON of pull requests, their files and commits.
import type { FileChange } from '../../forge/diff.js';
import type { Commit } from '../../forge/git.js';
import { pullCommits, pullFiles, type PullSubject } from '../../forge/pull.js';
import type { Account, Repository } from '../../forge/state.js';
import { accountById, type World } from '../../forge/world.js';
import { stateOf } from '../roles.js';
import type { GiteeState } from '../state.js';
import { beijing, beijingOrNull } from '../time.js';
import { hookUserJson, userJson } from './account.js';
import { personJson } from './commit.js';
import { hookLabelJson, labelJson, pullPage } from './issue.js';
import { hookMilestoneJson, milestoneJson } from './milestone.js';
import { hookRepositoryJson, repositoryJson, repositoryPage, repositoryUrl } from './repository.js';

/** Who reviews: everybody who has passed it or had. Gitee does not take a pass back when the head moves. */
function reviewersOf({ pull }: PullSubject): ReadonlyMap<Account, boolean> {
  return new Map(pull.reviews.map(({ user, state }) => [user, state === 'APPROVED']));
}

function testersOf(world: World, gitee: GiteeState, { pull }: PullSubject): readonly Account[] {
  return [...(gitee.tested.get(pull.id) ?? [])].flatMap((id) => world.accounts.get(id) ?? []);
}

function endJson(world: World, repository: Repository, end: { ref: string; sha: string; label: string }) {
  return { ...end, user: userJson(world, repository.owner), repo: repositoryJson(world, repository) };
}

/** One pull request, in lists too: Gitee tells no counts of commits and files. */
export function pullJson(world: World, gitee: GiteeState, subject: PullSubject) {
  const { pull, repository } = subject;
  const api = repositoryUrl(world, repository);
  const url = `${api}/pulls/${subject.number}`;
  const page = pullPage(world, subject);
  const shown = { assignee: true, code_owner: false };
  const isFork = pull.headRepository !== repository;
  return {
    id: pull.id,
    url,
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: `${url}/issues`,
    commits_url: `${url}/commits`,
    review_comments_url: `${api}/pulls/comments/{/number}`,
    review_comment_url: `${api}/pulls/comments`,
    comments_url: `${url}/comments`,
    number: subject.number,
    state: stateOf(subject),
    title: subject.title,
    body: subject.body ?? '',
    body_html: '',
    assignees_number: 1,
    testers_number: 0,
    assignees: [...reviewersOf(subject)].map(([user, accept]) => ({ ...userJson(world, user), ...shown, accept })),
    testers: testersOf(world, gitee, subject).map((user) => ({ ...userJson(world, user), ...shown, accept: true })),
    api_reviewers_number: 0,
    api_reviewers: [],
    milestone: subject.milestone && milestoneJson(world, subject.repository, subject.milestone),
    labels: subject.labels.map((label) => labelJson(world, repository, label)),
    locked: subject.locked,
    created_at: beijing(subject.createdAt),
    updated_at: beijing(subject.updatedAt),
    closed_at: beijingOrNull(subject.closedAt),
    draft: pull.draft,
    merged_at: beijingOrNull(pull.mergedAt),
    mergeable: subject.state === 'open',
    can_merge_check: false,
    head: endJson(world, pull.headRepository, {
      label: isFork ? `${pull.headRepository.owner.login}:${pull.headBranch}` : pull.headBranch,
      ref: pull.headBranch,
      sha: pull.head.sha,
    }),
    base: endJson(world, repository, { label: pull.baseBranch, ref: pull.baseBranch, sha: pull.base.sha }),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: `${url}/issues` },
      comments: { href: `${url}/comments` },
      review_comments: { href: `${url}/comments` },
      review_comment: { href: `${api}/pulls/comments/${subject.number}` },
      commits: { href: `${url}/commits` },
    },
    user: userJson(world, subject.author),
    ref_pull_requests: [],
    close_related_issue: 2,
    prune_branch: false,
  };
}

const changed: Readonly<Record<FileChange['status'], string | null>> = {
  added: 'added',
  removed: 'deleted',
  renamed: 'renamed',
  modified: null,
};

/** A changed file of a pull request: counts are texts, the patch is an object, and `sha` is that of a commit. */
export function pullFileJson(world: World, { pull, repository }: PullSubject, file: FileChange) {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  const isGone = file.status === 'removed';
  const { sha } = isGone ? pull.base : pull.head;
  const page = repositoryPage(world, isGone ? repository : pull.headRepository);
  return {
    sha,
    filename: file.path,
    status: changed[file.status],
    additions: String(file.additions),
    deletions: String(file.deletions),
    blob_url: `${page}/blob/${sha}/${path}`,
    raw_url: `${page}/raw/${sha}/${path}`,
    patch: {
      diff: file.patch === null ? '' : `${file.patch}\n`,
      new_path: file.path,
      old_path: file.previousPath ?? file.path,
      a_mode: file.status === 'added' ? '0' : '100644',
      b_mode: isGone ? '0' : '100644',
      new_file: file.status === 'added',
      renamed_file: file.status === 'renamed',
      deleted_file: isGone,
      too_large: false,
    },
  };
}

/** A commit in the list of a pull request: it tells one parent, and no tree. */
export function pullCommitJson(world: World, { repository }: PullSubject, commit: Commit) {
  const url = `${repositoryUrl(world, repository)}/commits/${commit.sha}`;
  const [author, committer] = [commit.authorId, commit.committerId].map((id) => accountById(world, id));
  const [parent] = commit.parents;
  return {
    url,
    sha: commit.sha,
    html_url: `${repositoryPage(world, repository)}/commits/${commit.sha}`,
    comments_url: `${url}/comments`,
    commit: {
      url,
      author: personJson(commit.author),
      committer: personJson(commit.committer),
      message: commit.message,
      comment_count: 0,
    },
    author: author ? userJson(world, author) : null,
    committer: committer ? userJson(world, committer) : null,
    parents: parent ? { url: url.replace(commit.sha, parent.sha), sha: parent.sha } : {},
  };
}

/** The pull request inside webhooks; a comment's tells no labels. */
export function hookPullJson(world: World, subject: PullSubject) {
  const { pull, repository } = subject;
  const page = pullPage(world, subject);
  const files = pullFiles(pull);
  const merged = pull.mergedAt !== null;
  const isOpen = subject.state === 'open';
  const end = (of: Repository, ref: string, sha: string) => ({
    label: `${of.owner.login}:${ref}`,
    ref,
    sha,
    user: hookUserJson(world, of.owner),
    repo: hookRepositoryJson(world, of),
  });
  return {
    id: pull.id,
    number: subject.number,
    state: stateOf(subject),
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    title: subject.title,
    body: subject.body ?? '',
    labels: subject.labels.map(hookLabelJson),
    languages: [],
    created_at: beijing(subject.createdAt),
    updated_at: beijing(subject.updatedAt),
    closed_at: beijingOrNull(subject.closedAt),
    merged_at: beijingOrNull(pull.mergedAt),
    // A test merge while it is open, as Gitee makes one.
    merge_commit_sha: pull.mergeCommit?.sha ?? pull.head.sha,
    merge_reference_name: `refs/pull/${subject.number}/MERGE`,
    user: hookUserJson(world, subject.author),
    assignee: null,
    assignees: [...reviewersOf(subject).keys()].map((user) => hookUserJson(world, user)),
    tester: null,
    testers: [],
    need_test: false,
    need_review: isOpen,
    milestone: subject.milestone && hookMilestoneJson(world, subject.repository, subject.milestone),
    head: end(pull.headRepository, pull.headBranch, pull.head.sha),
    base: end(repository, pull.baseBranch, pull.base.sha),
    merged,
    mergeable: isOpen,
    merge_status: 'can_be_merged',
    updated_by: hookUserJson(world, subject.author),
    comments: subject.comments.length,
    commits: pullCommits(pull).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}
