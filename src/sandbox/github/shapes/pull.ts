// GitHub's JSON of pull requests.
import { pullCommits, pullFiles, type PullSubject } from '../../forge/pull.js';
import type { Repository } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { nodeId, userJson } from './account.js';
import { association, labelJson, subjectPage, subjectUrl } from './issue.js';
import { milestoneJson } from './milestone.js';
import { repositoryJson, repositoryUrl } from './repository.js';

function endJson(world: World, repository: Repository, ref: string, sha: string) {
  const user = userJson(world, repository.owner);
  return { label: `${repository.owner.login}:${ref}`, ref, sha, user, repo: repositoryJson(world, repository) };
}

/** A pull request in a list. */
export function pullListJson(world: World, subject: PullSubject) {
  const { pull, repository } = subject;
  const api = repositoryUrl(world, repository);
  const [url, page, issueUrl] = [
    `${api}/pulls/${subject.number}`,
    subjectPage(world, subject),
    subjectUrl(world, subject),
  ];
  const urls = {
    html_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    issue_url: issueUrl,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: `${api}/statuses/${pull.head.sha}`,
  };
  return {
    url,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    ...urls,
    number: subject.number,
    state: subject.state,
    locked: subject.locked,
    active_lock_reason: null,
    title: subject.title,
    user: userJson(world, subject.author),
    body: subject.body,
    labels: subject.labels.map((label) => labelJson(world, repository, label)),
    milestone: subject.milestone && milestoneJson(world, repository, subject.milestone),
    created_at: subject.createdAt,
    updated_at: subject.updatedAt,
    closed_at: subject.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit?.sha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    draft: pull.draft,
    head: endJson(world, pull.headRepository, pull.headBranch, pull.head.sha),
    base: endJson(world, repository, pull.baseBranch, pull.base.sha),
    _links: {
      self: { href: url },
      html: { href: page },
      issue: { href: issueUrl },
      comments: { href: urls.comments_url },
      review_comments: { href: urls.review_comments_url },
      review_comment: { href: urls.review_comment_url },
      commits: { href: urls.commits_url },
      statuses: { href: urls.statuses_url },
    },
    author_association: association(repository, subject.author),
    auto_merge: null,
  };
}

/** One pull request, as `GET` answers it and webhooks show it. */
export function pullJson(world: World, subject: PullSubject) {
  const { pull } = subject;
  const files = pullFiles(pull);
  return {
    ...pullListJson(world, subject),
    merged: pull.mergedAt !== null,
    mergeable: subject.state === 'open' ? true : null,
    rebaseable: subject.state === 'open' ? true : null,
    mergeable_state: subject.state === 'open' ? 'clean' : 'unknown',
    merged_by: pull.mergedBy && userJson(world, pull.mergedBy),
    comments: subject.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: pullCommits(pull).length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}
