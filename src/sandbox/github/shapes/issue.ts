// GitHub's JSON of issues, comments, reactions and labels.
import {
  reactionContents,
  type Account,
  type Comment,
  type Label,
  type Reaction,
  type Repository,
  type Subject,
} from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { nodeId, userJson } from './account.js';
import { appJson } from './app.js';
import { milestoneJson } from './milestone.js';
import { repositoryPage, repositoryUrl } from './repository.js';

export function labelJson(world: World, repository: Repository, label: Label) {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

export function reactionJson(world: World, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: userJson(world, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}

function rollup(url: string, reactions: readonly Reaction[]) {
  const counts = reactionContents.map(
    (content) => [content, reactions.filter((reaction) => reaction.content === content).length] as const,
  );
  return { url: `${url}/reactions`, total_count: reactions.length, ...Object.fromEntries(counts) };
}

/** What the author is to the repository. */
export function association(repository: Repository, account: Account): 'OWNER' | 'MEMBER' | 'NONE' {
  if (repository.owner === account) return 'OWNER';
  return repository.owner.members.has(account.id) ? 'MEMBER' : 'NONE';
}

export function subjectUrl(world: World, subject: Subject): string {
  return `${repositoryUrl(world, subject.repository)}/issues/${subject.number}`;
}

/** The page of an issue or a pull request. */
export function subjectPage(world: World, subject: Subject): string {
  return `${repositoryPage(world, subject.repository)}/${subject.pull ? 'pull' : 'issues'}/${subject.number}`;
}

/** An issue; of a pull request, its face as an issue. */
export function issueJson(world: World, subject: Subject) {
  const [url, page] = [subjectUrl(world, subject), subjectPage(world, subject)];
  const { pull, repository } = subject;
  const pullLinks = pull && {
    draft: pull.draft,
    pull_request: {
      url: `${repositoryUrl(world, repository)}/pulls/${subject.number}`,
      html_url: page,
      diff_url: `${page}.diff`,
      patch_url: `${page}.patch`,
      merged_at: pull.mergedAt,
    },
  };
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: page,
    id: subject.id,
    node_id: nodeId(pull ? 'PullRequest' : 'Issue', subject.id),
    number: subject.number,
    title: subject.title,
    user: userJson(world, subject.author),
    labels: subject.labels.map((label) => labelJson(world, repository, label)),
    state: subject.state,
    state_reason: subject.stateReason,
    locked: subject.locked,
    active_lock_reason: null,
    assignee: null,
    assignees: [],
    milestone: subject.milestone && milestoneJson(world, repository, subject.milestone),
    comments: subject.comments.length,
    created_at: subject.createdAt,
    updated_at: subject.updatedAt,
    closed_at: subject.closedAt,
    author_association: association(repository, subject.author),
    body: subject.body,
    reactions: rollup(url, subject.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: subject.viaApp ? appJson(world) : null,
    ...pullLinks,
  };
}

/** The answer of `GET` and `PATCH` of one issue: it also says who closed it. */
export function fullIssueJson(world: World, subject: Subject) {
  return { ...issueJson(world, subject), closed_by: subject.closedBy && userJson(world, subject.closedBy) };
}

export function commentJson(world: World, comment: Comment) {
  const { subject } = comment;
  const url = `${repositoryUrl(world, subject.repository)}/issues/comments/${comment.id}`;
  return {
    url,
    html_url: `${subjectPage(world, subject)}#issuecomment-${comment.id}`,
    issue_url: subjectUrl(world, subject),
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    user: userJson(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(subject.repository, comment.author),
    body: comment.body,
    reactions: rollup(url, comment.reactions),
    performed_via_github_app: comment.viaApp ? appJson(world) : null,
  };
}
