// Takes an event to the one handler of its kind, if it is of a repository of the foundation.
import { isFoundationRepository } from '../charter/repositories.js';
import type { ForgeEvent } from '../forges/event.js';
import { RetryLater } from '../inbox/drain.js';
import type { Instant } from '../shared/time.js';
import { charterInForce, type Governance } from './governance.js';
import { onBranchPushed, onCheckAsked, onContributionChanged, onQueueEntered } from './on-contribution.js';
import { onTextEdited } from './on-edit.js';
import { onIssueLabelled, onIssueSeen } from './on-issue.js';
import { onHeadPushed } from './on-push.js';
import { onRepositoryMoved, onSubjectDeleted, onSubjectMoved } from './on-subject.js';
import { onTextCreated } from './on-text.js';
import { onWorkChanged } from './on-work.js';
import type { Handling } from './handling.js';

/** The repository an event comes from. */
function repositoryOf(event: ForgeEvent): { readonly forge: 'github' | 'gitee'; readonly repo: string } {
  switch (event.kind) {
    case 'text-created':
    case 'text-edited':
    case 'issue-labelled':
    case 'issue-seen':
    case 'head-pushed':
    case 'contribution-changed':
      return event.subject.ref;
    case 'subject-deleted':
    case 'queue-entered':
      return event.subject;
    case 'check-asked':
    case 'branch-pushed':
    case 'work-changed':
      return event;
    case 'subject-moved':
      return event.from;
    case 'repository-moved':
      return { forge: event.forge, repo: event.from };
  }
}

/** Handles one event of a delivery. Safe to repeat. Throws what makes the delivery be tried again. `revived`: see Handling. */
export async function handleEvent(
  governance: Governance,
  event: ForgeEvent,
  receivedAt: Instant,
  revived = false,
): Promise<void> {
  const adopted = await charterInForce(governance);
  if (!adopted) throw new RetryLater('no charter is in force yet', 1000);
  const { forge, repo } = repositoryOf(event);
  if (!isFoundationRepository(adopted.charter, forge, repo)) return;
  const handling: Handling = { governance, adopted, revived };
  switch (event.kind) {
    case 'text-created':
      return onTextCreated(handling, event, receivedAt);
    case 'text-edited':
      return onTextEdited(handling, event, receivedAt);
    case 'issue-labelled':
      return onIssueLabelled(handling, event, receivedAt);
    case 'issue-seen':
      return onIssueSeen(handling, event, receivedAt);
    case 'head-pushed':
      return onHeadPushed(handling, event, receivedAt);
    case 'subject-deleted':
      return onSubjectDeleted(handling, event, receivedAt);
    case 'subject-moved':
      return onSubjectMoved(handling, event, receivedAt);
    case 'repository-moved':
      return onRepositoryMoved(handling, event, receivedAt);
    case 'contribution-changed':
      return onContributionChanged(handling, event, receivedAt);
    case 'check-asked':
      return onCheckAsked(handling, event);
    case 'queue-entered':
      return onQueueEntered(handling, event, receivedAt);
    case 'branch-pushed':
      return onBranchPushed(handling, event);
    case 'work-changed':
      return onWorkChanged(handling, event);
  }
}
