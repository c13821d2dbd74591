// The bodies of Gitee's webhooks, but for what is added when one is sent: hook, time and signature.
import { apart, type Commit } from '../forge/git.js';
import { signerOf } from '../forge/changes/commits.js';
import { isPull, type PullSubject } from '../forge/pull.js';
import type { Account, Comment, Repository, Subject } from '../forge/state.js';
import type { Push, World } from '../forge/world.js';
import { identOf } from './ident.js';
import { hookUserJson } from './shapes/account.js';
import { hookIssueJson, issuePage, pullPage } from './shapes/issue.js';
import { hookPullJson } from './shapes/pull.js';
import { hookRepositoryJson, repositoryPage } from './shapes/repository.js';
import { stateOf } from './roles.js';
import { beijing } from './time.js';

export type Payload = Readonly<Record<string, unknown>>;

function common(world: World, repository: Repository, sender: Account): Payload {
  const shown = hookRepositoryJson(world, repository);
  return {
    repository: shown,
    project: shown,
    sender: hookUserJson(world, sender),
    enterprise: null,
    push_data: null,
  };
}

/** Of an Issue Hook. */
export function issuePayload(world: World, action: string, subject: Subject, sender: Account): Payload {
  return {
    action,
    ...common(world, subject.repository, sender),
    issue: hookIssueJson(world, subject),
    iid: identOf(subject.id),
    title: subject.title,
    description: subject.body ?? '',
    state: stateOf(subject),
    milestone: subject.milestone?.title ?? null,
    url: issuePage(world, subject),
    user: hookUserJson(world, subject.author),
    assignee: null,
    updated_by: hookUserJson(world, sender),
    target_user: null,
  };
}

/** Of a Note Hook. A pull request is shown without its labels. */
export function notePayload(world: World, action: string, comment: Comment, sender: Account, note: string): Payload {
  const { subject } = comment;
  const page = isPull(subject) ? pullPage(world, subject) : issuePage(world, subject);
  const url = `${page}#note_${comment.id}`;
  const pull: Payload | null = isPull(subject) ? hookPullJson(world, subject) : null;
  return {
    action,
    ...common(world, subject.repository, sender),
    author: hookUserJson(world, comment.author),
    comment: {
      id: comment.id,
      body: comment.body,
      user: hookUserJson(world, comment.author),
      created_at: beijing(comment.createdAt),
      updated_at: beijing(comment.updatedAt),
      html_url: url,
    },
    note,
    noteable_id: isPull(subject) ? subject.pull.id : subject.id,
    noteable_type: isPull(subject) ? 'PullRequest' : 'Issue',
    per_iid: isPull(subject) ? `!${subject.number}` : `#${identOf(subject.id)}`,
    issue: isPull(subject) ? null : hookIssueJson(world, subject),
    pull_request: pull && Object.fromEntries(Object.entries(pull).filter(([key]) => key !== 'labels')),
    short_commit_id: null,
    title: subject.title,
    url,
  };
}

/** Of a Merge Request Hook. `desc` says what was updated. */
export function pullPayload(
  world: World,
  { action, desc }: { readonly action: string; readonly desc: string },
  subject: PullSubject,
  sender: Account,
): Payload {
  const { pull, repository } = subject;
  const shown = { ...hookPullJson(world, subject), updated_by: hookUserJson(world, sender) };
  const [target, source] = [repository, pull.headRepository].map((of) => hookRepositoryJson(world, of));
  return {
    action,
    action_desc: desc,
    ...common(world, repository, sender),
    pull_request: shown,
    number: subject.number,
    iid: subject.number,
    title: subject.title,
    body: subject.body ?? '',
    languages: [],
    state: stateOf(subject),
    merge_status: shown.merge_status,
    merge_commit_sha: shown.merge_commit_sha,
    url: pullPage(world, subject),
    source_branch: pull.headBranch,
    source_repo: { project: source, repository: source },
    target_branch: pull.baseBranch,
    target_repo: { project: target, repository: target },
    author: hookUserJson(world, subject.author),
    updated_by: hookUserJson(world, sender),
    target_user: null,
  };
}

const nothing = '0'.repeat(40);
/** Gitee lists no more commits in one push. */
const mostCommits = 10;

function writerJson(world: World, { name, email }: Commit['author'], id: number | null, time: string | null) {
  const account = id === null ? undefined : world.accounts.get(id);
  return {
    name,
    email,
    time,
    id: account?.id ?? null,
    username: account?.login ?? null,
    user_name: account?.login ?? null,
    url: account ? `${world.urls.html}/${account.login}` : null,
    remark: null,
    user: null,
  };
}

function commitJson(world: World, repository: Repository, one: Commit) {
  const old = one.parents[0]?.files ?? new Map<string, string>();
  return {
    id: one.sha,
    tree_id: one.tree,
    parent_ids: one.parents.map(({ sha }) => sha),
    distinct: true,
    message: one.message,
    timestamp: beijing(one.author.date),
    url: `${repositoryPage(world, repository)}/commit/${one.sha}`,
    author: writerJson(world, one.author, one.authorId, beijing(one.author.date)),
    committer: writerJson(world, one.committer, one.committerId, null),
    added: [...one.files.keys()].filter((path) => !old.has(path)),
    removed: [...old.keys()].filter((path) => !one.files.has(path)),
    modified: [...one.files].filter(([path, text]) => old.has(path) && old.get(path) !== text).map(([path]) => path),
  };
}

/** Of a Push Hook. A new branch lists no commits and says that there are more than ten; nothing says that a push was forced. */
export function pushPayload(world: World, push: Push, repository: Repository, sender: Account): Payload {
  const { branch, before, head } = push;
  const pushed = before && head ? apart(before, head).commits : null;
  const { email } = signerOf(world, sender);
  const { id, name, username, user_name, url } = hookUserJson(world, sender);
  const pusher = { id, name, email, username, user_name, url };
  const listed = pushed?.slice(0, mostCommits).map((one) => commitJson(world, repository, one)) ?? null;
  return {
    ...common(world, repository, sender),
    ref: `refs/heads/${branch}`,
    before: before?.sha ?? nothing,
    after: head?.sha ?? nothing,
    created: before === undefined,
    deleted: head === null,
    compare: `${repositoryPage(world, repository)}/compare/${before?.sha ?? nothing}...${head?.sha ?? nothing}`,
    commits: head ? listed : [],
    head_commit: head && commitJson(world, repository, head),
    commits_more_than_ten: head ? (pushed?.length ?? Infinity) > mostCommits : null,
    total_commits_count: head ? (pushed?.length ?? repository.commits.size) : null,
    pusher,
    user: pusher,
    user_id: id,
    user_name,
  };
}
