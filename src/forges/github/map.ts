// A GitHub delivery as forge-neutral events. Pure.
import type { ForgeEvent, IssueLabelled, SubjectFacts, TextCreated, TextEdited } from '../event.js';
import type { TextRef } from '../../shared/refs.js';
import { err, ok, type Result } from '../../shared/result.js';
import { instant } from '../../shared/time.js';
import { accountOf as account } from './account.js';
import { contributionChanged, contributionMappers } from './map-contribution.js';
import { issueFacts, mapper, pullFacts, subject, type Mapper } from './map-parts.js';
import { workMappers } from './map-work.js';
import * as schema from './schema.js';
import { labelNames } from './see.js';

interface Written {
  readonly subject: SubjectFacts;
  readonly kind: TextRef['kind'];
  readonly text: schema.TextPayload;
}

/** What the opening text of an issue is. */
function issueTextOf({ body }: schema.IssuePayload): string {
  return body ?? '';
}

function textOf({ subject: facts, kind, text }: Written) {
  const viaApp = text.performed_via_github_app !== undefined && text.performed_via_github_app !== null;
  return { subject: facts, text: { kind, id: String(text.id) }, viaApp, body: text.body ?? '' };
}

/** Nothing when the author's account no longer exists. */
function created(written: Written, issueText: string | null = null): TextCreated[] {
  const { user, created_at: createdAt, html_url: url } = written.text;
  if (!user) return [];
  const by = { author: account(user), createdAt: instant(createdAt), url, issueText };
  return [{ kind: 'text-created', ...textOf(written), ...by }];
}

/** Nothing when only the title changed. */
function edited(
  written: Written,
  changes: { body?: { from?: string | null | undefined } | undefined } | undefined,
  sender: schema.AccountPayload,
): TextEdited[] {
  const { user } = written.text;
  if (!user || !changes?.body) return [];
  const previousBody = changes.body.from ?? null;
  const { updated_at: editedAt = written.text.created_at } = written.text;
  const by = { author: account(user), editor: account(sender) };
  return [{ kind: 'text-edited', ...textOf(written), ...by, previousBody, editedAt: instant(editedAt) }];
}

/** GitHub tells of each of them in a delivery of its own too. */
function labelledAtOpening(facts: SubjectFacts, issue: schema.IssuePayload): IssueLabelled[] {
  const { user } = issue;
  if (!user) return [];
  const by = { by: account(user), issueText: issueTextOf(issue) };
  const opened = { kind: 'issue-labelled', subject: facts, change: 'added', ...by } as const;
  return labelNames(issue.labels).map((label) => ({ ...opened, label }));
}

function labelled(change: IssueLabelled['change']): Mapper {
  return mapper(schema.issueLabelledPayload, ({ repository, issue, label, sender }) => {
    const facts = issueFacts(repository, issue);
    const by = { by: account(sender), issueText: issueTextOf(issue) };
    return [{ kind: 'issue-labelled', subject: facts, label: label.name, change, ...by }];
  });
}

const mappers: Readonly<Record<string, Mapper>> = {
  'issue_comment.created': mapper(schema.commentPayload, ({ repository, issue, comment }) =>
    created({ subject: issueFacts(repository, issue), kind: 'comment', text: comment }, issueTextOf(issue)),
  ),
  'issue_comment.edited': mapper(schema.commentPayload, ({ repository, issue, comment, changes, sender }) =>
    edited({ subject: issueFacts(repository, issue), kind: 'comment', text: comment }, changes, sender),
  ),
  // An issue that arrives by transfer is told of here too, before what is written in it next: the delivery of its departure is in another lane.
  'issues.opened': mapper(schema.issueOpenedPayload, ({ repository, issue, changes, sender }): ForgeEvent[] => {
    const facts = issueFacts(repository, issue);
    if (!changes?.old_issue) {
      return [...created({ subject: facts, kind: 'issue', text: issue }), ...labelledAtOpening(facts, issue)];
    }
    const { old_issue: before, old_repository: where } = changes;
    if (before.number === undefined || where?.full_name === undefined) return [];
    const from = subject(where.full_name, before.number);
    return [{ kind: 'subject-moved', from, to: facts.ref, isPublic: facts.isPublic, by: account(sender) }];
  }),
  'issues.edited': mapper(schema.issuePayload, ({ repository, issue, changes, sender }) =>
    edited({ subject: issueFacts(repository, issue), kind: 'issue', text: issue }, changes, sender),
  ),
  'issues.labeled': labelled('added'),
  'issues.unlabeled': labelled('removed'),
  'issues.deleted': mapper(schema.issuePayload, ({ repository, issue, sender }) => [
    { kind: 'subject-deleted', subject: subject(repository.full_name, issue.number), by: account(sender) },
  ]),
  'issues.transferred': mapper(schema.issueTransferredPayload, ({ repository, issue, changes, sender }) => {
    const { new_issue: there, new_repository: where } = changes;
    return [
      {
        kind: 'subject-moved',
        from: subject(repository.full_name, issue.number),
        to: there && where ? subject(where.full_name, there.number) : null,
        isPublic: where !== undefined && where.private !== true,
        by: account(sender),
      },
    ];
  }),
  'pull_request.opened': mapper(schema.pullPayload, ({ repository, pull_request: pull }) => [
    contributionChanged(repository, pull, 'opened'),
    ...created({ subject: pullFacts(repository, pull), kind: 'pull', text: pull }),
  ]),
  'pull_request.edited': mapper(schema.pullPayload, ({ repository, pull_request: pull, changes, sender }) => [
    contributionChanged(repository, pull, 'edited'),
    ...edited({ subject: pullFacts(repository, pull), kind: 'pull', text: pull }, changes, sender),
  ]),
  // A motion for the old head is superseded before policies ask whether one was carried for the new one.
  'pull_request.synchronize': mapper(schema.pullPayload, ({ repository, pull_request: pull, sender }) => [
    { kind: 'head-pushed', subject: pullFacts(repository, pull), by: account(sender) },
    contributionChanged(repository, pull, 'pushed'),
  ]),
  ...contributionMappers,
  ...workMappers,
  'repository.renamed': mapper(schema.repositoryRenamedPayload, ({ repository, changes, sender }) => [
    {
      kind: 'repository-moved',
      forge: 'github',
      from: `${repository.owner.login}/${changes.repository.name.from}`,
      to: repository.full_name,
      isPublic: repository.private !== true,
      by: account(sender),
    },
  ]),
  'repository.transferred': mapper(schema.repositoryTransferredPayload, ({ repository, changes, sender }) => {
    const { from } = changes.owner;
    const owner = 'user' in from ? from.user : from.organization;
    return [
      {
        kind: 'repository-moved',
        forge: 'github',
        from: `${owner.login}/${repository.name}`,
        to: repository.full_name,
        isPublic: repository.private !== true,
        by: account(sender),
      },
    ];
  }),
};

/** The webhook events of which something is made. */
export const mappedEvents = [
  'check_run',
  'check_suite',
  'issue_comment',
  'issues',
  'merge_group',
  'milestone',
  'pull_request',
  'pull_request_review',
  'push',
  'release',
  'repository',
] as const;

/**
 * The events of a delivery; none for what has no meaning here. The error names the event and each field that is missing or of the
 * wrong type.
 */
export function mapDelivery(name: string, payload: unknown): Result<ForgeEvent[], string> {
  const { data } = schema.anyPayload.safeParse(payload);
  const event = data?.action === undefined ? name : `${name}.${data.action}`;
  const map = Object.hasOwn(mappers, event) ? mappers[event] : undefined;
  if (!map) return ok([]);
  const mapped = map(payload);
  if (mapped.ok) return mapped;
  const wrong = mapped.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return err(`a ${event} delivery that is not as GitHub describes it: ${wrong.join('; ')}`);
}

/** Which owner's installation a delivery comes from; null when it does not say. */
export function installedAt(payload: unknown): { readonly owner: string; readonly id: number } | null {
  const { data } = schema.installedPayload.safeParse(payload);
  return data ? { owner: data.repository.owner.login, id: data.installation.id } : null;
}
