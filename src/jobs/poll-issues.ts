// Issues that a poll finds changed: told as they are now, where that matters to the roadmap.
import { handleEvent } from '../events/handle.js';
import { issueSeen, labelledAtOpening } from '../forges/seen.js';
import type { SubjectFacts } from '../forges/event.js';
import type { SubjectSnapshot } from '../forges/sighting.js';
import { itemOf } from '../roadmap/fold.js';
import { wholeSecond } from './poll-lists.js';
import type { Finding } from './poll-texts.js';

/** Tells what an issue says and carries, if it is an item of the roadmap or has its label. Safe to repeat. */
export async function handleIssue(finding: Finding, issue: SubjectSnapshot, facts: SubjectFacts): Promise<void> {
  const { governance, adopted, startedAt, begun } = finding;
  const plan = adopted.charter.roadmap;
  if (plan === null) return;
  const { roadmap } = await governance.ledger.sync();
  const isItem = itemOf(roadmap, facts.ref) !== undefined;
  const isLabelled = issue.labels.some((label) => label.toLowerCase() === plan.label.toLowerCase());
  if (!isItem && !isLabelled) return;
  const isNew = issue.createdAt >= wholeSecond(startedAt);
  await finding.underLane(facts.ref, async () => {
    for (const event of isNew ? labelledAtOpening(facts, issue) : []) await handleEvent(governance, event, begun);
    await handleEvent(governance, issueSeen(facts, issue), begun);
  });
}
