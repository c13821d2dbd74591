// Gitee's ways: rows of numbers, a log of what is done to pull requests, and which webhook tells of what.
import { isPull, type PullSubject } from '../forge/pull.js';
import type { Account, Repository, Subject } from '../forge/state.js';
import type { SubjectNews, Ways, World } from '../forge/world.js';
import { pullCommentKey } from './ident.js';
import { issuePayload, notePayload, pullPayload, pushPayload, type Payload } from './payloads.js';
import type { GiteeState, HookEvents } from './state.js';

/** Which flag of a hook asks for which event. */
const flags = {
  'Push Hook': 'push_events',
  'Issue Hook': 'issues_events',
  'Note Hook': 'note_events',
  'Merge Request Hook': 'merge_requests_events',
} as const satisfies Readonly<Record<string, keyof HookEvents>>;
type EventName = keyof typeof flags;

const commentActions = { created: 'comment', edited: 'edited', deleted: 'deleted' } as const;

/** What an issue's webhook calls it; editing and labelling one sends none. */
function issueAction({ action }: SubjectNews): string | null {
  if (action === 'opened') return 'open';
  if (action === 'deleted') return 'delete';
  return action === 'closed' || action === 'reopened' ? 'state_change' : null;
}

/** Action and description; except for updates Gitee writes `open` as the description, whatever happened. */
function pullAction({ pull }: PullSubject, { action }: SubjectNews): { action: string; desc: string } | null {
  switch (action) {
    case 'opened':
      return { action: 'open', desc: 'open' };
    case 'closed':
      return { action: pull.mergedAt === null ? 'close' : 'merge', desc: 'open' };
    case 'reopened':
      return { action: 'reopen', desc: 'open' };
    case 'synchronize':
      return { action: 'update', desc: 'source_branch_changed' };
    case 'retargeted':
      return { action: 'update', desc: 'target_branch_changed' };
    case 'labeled':
    case 'unlabeled':
      return { action: 'update', desc: 'update_label' };
    // No webhook of these was ever recorded.
    case 'edited':
    case 'deleted':
    case 'milestoned':
    case 'demilestoned':
    case 'converted_to_draft':
    case 'ready_for_review':
      return null;
  }
}

/** Gitee describes the words of its log nowhere; `add_label` is the one that is known. */
function logged(news: SubjectNews): readonly [string, string] | null {
  switch (news.action) {
    case 'opened':
      return ['create', '创建了 Pull Request'];
    case 'synchronize':
      return ['push_commits', `推送了新的提交 ${news.after.slice(0, 7)}`];
    case 'labeled':
      return ['add_label', `添加了标签 ${news.label.name}`];
    case 'unlabeled':
      return ['remove_label', `移除了标签 ${news.label.name}`];
    case 'retargeted':
      return ['change_target_branch', '修改了目标分支'];
    case 'edited':
      return ['change_title', '修改了标题或描述'];
    case 'closed':
      return ['close', '关闭了'];
    case 'reopened':
      return ['reopen', '重新打开了'];
    case 'deleted':
    case 'milestoned':
    case 'demilestoned':
    case 'converted_to_draft':
    case 'ready_for_review':
      return null;
  }
}

/** Sends a webhook to every hook of the repository that asks for it. */
export function hookOut(
  world: World,
  gitee: GiteeState,
  event: EventName,
  repository: Repository,
  body: Payload,
): void {
  for (const hook of gitee.hooks.values()) {
    if (hook.repositoryId !== repository.id || !hook[flags[event]]) continue;
    world.emit({ event, payload: body, hook: { id: hook.id, ping: false } });
  }
}

function note(
  world: World,
  gitee: GiteeState,
  subject: Subject,
  actor: Account,
  entry: readonly [string, string],
): void {
  const [actionType, content] = entry;
  gitee.log.push({ id: world.nextId(), subject, actor, actionType, content, at: world.now() });
}

/** Someone passed the test. */
export function passTest(world: World, gitee: GiteeState, subject: PullSubject, actor: Account): void {
  const { id } = subject.pull;
  gitee.tested.set(id, (gitee.tested.get(id) ?? new Set<number>()).add(actor.id));
  subject.updatedAt = world.now();
  note(world, gitee, subject, actor, ['test_pass', '测试通过']);
  const body = pullPayload(world, { action: 'tested', desc: 'open' }, subject, actor);
  hookOut(world, gitee, 'Merge Request Hook', subject.repository, body);
}

export function giteeWays(gitee: GiteeState): Ways {
  return {
    mailHost: 'user.noreply.gitee.com',
    itself: { name: 'Gitee', email: 'noreply@gitee.com', id: null },
    house: null,
    numbered(world, repository, isAPull) {
      if (isAPull) {
        repository.lastNumber += 1;
        return { id: world.nextId(), number: repository.lastNumber };
      }
      gitee.lastIssue += 1;
      return { id: gitee.lastIssue, number: gitee.lastIssue };
    },
    commentId(_, subject) {
      const row = isPull(subject) ? 'lastPullComment' : 'lastIssueComment';
      gitee[row] += 1;
      return gitee[row];
    },
    commentKey: ({ id, subject }) => (isPull(subject) ? pullCommentKey(id) : id),
    subject(world, news, subject, actor) {
      const entry = logged(news);
      if (entry) note(world, gitee, subject, actor, entry);
      if (!isPull(subject)) {
        const action = issueAction(news);
        if (action === null) return;
        const body = issuePayload(world, action, subject, actor);
        hookOut(world, gitee, 'Issue Hook', subject.repository, body);
        return;
      }
      const action = pullAction(subject, news);
      if (action === null) return;
      hookOut(world, gitee, 'Merge Request Hook', subject.repository, pullPayload(world, action, subject, actor));
    },
    comment(world, action, comment, actor, from) {
      const told = commentActions[action];
      // As recorded: an edit's `note` still has the text of before.
      const body = notePayload(world, told, comment, actor, from ?? comment.body);
      hookOut(world, gitee, 'Note Hook', comment.subject.repository, body);
    },
    review(world, action, { subject }, actor) {
      const passed = action === 'submitted';
      note(world, gitee, subject, actor, passed ? ['review_pass', '审查通过'] : ['reset_review', '重置了审查']);
      if (!passed) return;
      const body = pullPayload(world, { action: 'approved', desc: 'open' }, subject, actor);
      hookOut(world, gitee, 'Merge Request Hook', subject.repository, body);
    },
    push(world, push, repository, actor) {
      hookOut(world, gitee, 'Push Hook', repository, pushPayload(world, push, repository, actor));
    },
    // Gitee has no webhook of milestones and releases.
    milestone(world) {
      world.changed();
    },
    release(world) {
      world.changed();
    },
  };
}
