// Gitee's JSON of issues, comments and labels.
import type { PullSubject } from '../../forge/pull.js';
import type { Account, Comment, Label, Repository, Subject } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { identOf } from '../ident.js';
import { stateOf } from '../roles.js';
import type { GiteeState } from '../state.js';
import { beijing, beijingOrNull } from '../time.js';
import { hookUserJson, userJson } from './account.js';
import { hookMilestoneJson, milestoneJson } from './milestone.js';
import { fullRepositoryJson, repositoryPage, repositoryUrl } from './repository.js';

const typeTime = '2017-09-01T03:09:12+08:00';
const task = {
  id: 1,
  title: '任务',
  template: null,
  ident: 'task',
  color: '#0086D6',
  is_system: true,
  created_at: typeTime,
  updated_at: typeTime,
};
const stateNames: Readonly<Record<string, { id: number; title: string; icon: string }>> = {
  open: { id: 1, title: '待办的', icon: 'icon-task-state-21' },
  progressing: { id: 2, title: '进行中', icon: 'icon-task-state-22' },
  closed: { id: 3, title: '已完成', icon: 'icon-task-state-23' },
  rejected: { id: 4, title: '已拒绝', icon: 'icon-task-state-24' },
};

function stateDetail(subject: Subject) {
  return { id: 1, title: '', icon: '', ...stateNames[stateOf(subject)] };
}

export function labelJson(world: World, repository: Repository, label: Label) {
  return {
    id: label.id,
    name: label.name,
    color: label.color,
    repository_id: repository.id,
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    created_at: beijing(repository.createdAt),
    updated_at: beijing(repository.createdAt),
  };
}

export function hookLabelJson({ id, name, color }: Label) {
  return { id, name, color };
}

function issueUrl(world: World, subject: Subject): string {
  return `${repositoryUrl(world, subject.repository)}/issues/${identOf(subject.id)}`;
}

/** The page of an issue. */
export function issuePage(world: World, subject: Subject): string {
  return `${repositoryPage(world, subject.repository)}/issues/${identOf(subject.id)}`;
}

function html(text: string): string {
  return `<p>${text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')}</p>`;
}

export function issueJson(world: World, gitee: GiteeState, subject: Subject, viewer: Account | null) {
  const url = issueUrl(world, subject);
  const { id, title, icon } = stateDetail(subject);
  return {
    id: subject.id,
    url,
    repository_url: repositoryUrl(world, subject.repository),
    labels_url: `${url}/labels`,
    comments_url: `${url}/comments`,
    html_url: issuePage(world, subject),
    parent_url: null,
    number: identOf(subject.id),
    parent_id: 0,
    depth: 0,
    state: stateOf(subject),
    title: subject.title,
    body: subject.body ?? '',
    user: userJson(world, subject.author),
    labels: subject.labels.map((label) => labelJson(world, subject.repository, label)),
    assignee: null,
    collaborators: [],
    repository: fullRepositoryJson(world, gitee, subject.repository, viewer),
    milestone: subject.milestone && milestoneJson(world, subject.repository, subject.milestone),
    created_at: beijing(subject.createdAt),
    updated_at: beijing(subject.updatedAt),
    plan_started_at: null,
    deadline: null,
    finished_at: beijingOrNull(subject.closedAt),
    scheduled_time: 0,
    comments: subject.comments.length,
    priority: 0,
    issue_type: task.title,
    program: null,
    security_hole: false,
    issue_state: title,
    branch: null,
    issue_type_detail: task,
    issue_state_detail: {
      id,
      title,
      color: '#8c92a4',
      icon,
      command: null,
      serial: id,
      created_at: typeTime,
      updated_at: typeTime,
    },
  };
}

/** A comment of an issue. */
export function noteJson(world: World, comment: Comment) {
  const { subject } = comment;
  return {
    id: comment.id,
    body: comment.body,
    body_html: html(comment.body),
    user: userJson(world, comment.author),
    source: null,
    target: { issue: { id: subject.id, title: subject.title, number: identOf(subject.id) }, pull_request: null },
    created_at: beijing(comment.createdAt),
    updated_at: beijing(comment.updatedAt),
    in_reply_to_id: null,
    in_reply_to_user: null,
  };
}

/** The page of a pull request. */
export function pullPage(world: World, subject: PullSubject): string {
  return `${repositoryPage(world, subject.repository)}/pulls/${subject.number}`;
}

/** A comment of a pull request. */
export function pullCommentJson(world: World, comment: Comment, subject: PullSubject) {
  const api = repositoryUrl(world, subject.repository);
  const url = `${api}/pulls/comments/${comment.id}`;
  const page = `${pullPage(world, subject)}#note_${comment.id}`;
  const pullUrl = `${api}/pulls/${subject.number}`;
  return {
    url,
    id: comment.id,
    path: null,
    position: null,
    original_position: null,
    commit_id: null,
    original_commit_id: null,
    user: userJson(world, comment.author),
    created_at: beijing(comment.createdAt),
    updated_at: beijing(comment.updatedAt),
    body: comment.body,
    html_url: page,
    pull_request_url: pullUrl,
    _links: { self: { href: url }, html: { href: page }, pull_request: { href: pullUrl } },
    comment_type: 'pr_comment',
    in_reply_to_id: null,
  };
}

/** The issue inside webhooks. */
export function hookIssueJson(world: World, subject: Subject) {
  return {
    id: subject.id,
    html_url: issuePage(world, subject),
    number: identOf(subject.id),
    title: subject.title,
    user: hookUserJson(world, subject.author),
    labels: subject.labels.map(hookLabelJson),
    state: stateOf(subject),
    state_name: stateDetail(subject).title,
    type_name: task.title,
    assignee: null,
    collaborators: [],
    milestone: subject.milestone && hookMilestoneJson(world, subject.repository, subject.milestone),
    comments: subject.comments.length,
    created_at: beijing(subject.createdAt),
    updated_at: beijing(subject.updatedAt),
    body: subject.body ?? '',
  };
}
