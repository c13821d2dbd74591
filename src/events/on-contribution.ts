// A pull request changed, or somebody asks for its check: it is evaluated, now or by the clock of contributions.
import { policyFileOf } from '../contributions/floor.js';
import { isOwnersPath } from '../contributions/owners/tree.js';
import { isTemplate } from '../contributions/policies/description.js';
import { policyCheckName } from '../evaluation/effects.js';
import { evaluateContribution } from '../evaluation/evaluate.js';
import { write } from '../evaluation/show.js';
import { tellTwins } from '../evaluation/twins.js';
import type { BranchPushed, CheckAsked, ContributionChanged, QueueEntered } from '../forges/event.js';
import type { Instant } from '../shared/time.js';
import type { Handling } from './handling.js';

/** A pull request that ends is only noted: nobody waits for its check any more. */
async function onClosed({ governance }: Handling, { subject, state }: ContributionChanged): Promise<void> {
  const record = await governance.contributions.find(subject.ref);
  if (!record || record.state === state) return;
  const { revision, ...kept } = record;
  await write(governance, { ...kept, state, queue: null, dueAt: null }, revision);
  await tellTwins(governance, kept);
}

export async function onContributionChanged(
  handling: Handling,
  event: ContributionChanged,
  receivedAt: Instant,
): Promise<void> {
  if (event.change === 'closed') return onClosed(handling, event);
  const { governance, adopted } = handling;
  const { subject, headReceived } = event;
  const { ref, head } = subject;
  await evaluateContribution(governance, adopted, ref, { at: receivedAt, head, headReceived });
}

/** The forge shows a check as waiting from the moment somebody asks for it again: it must be written, whatever it says. */
export async function onCheckAsked({ governance }: Handling, { forge, repo, head, name }: CheckAsked): Promise<void> {
  if (name !== null && name !== policyCheckName) return;
  const { contributions, now } = governance;
  for (const { ref } of await contributions.byHead(forge, repo, head)) await contributions.due(ref, now(), true);
}

export async function onQueueEntered(
  { governance, adopted }: Handling,
  { subject, base, head }: QueueEntered,
  receivedAt: Instant,
): Promise<void> {
  await evaluateContribution(governance, adopted, subject, { at: receivedAt, queue: { base, head } });
}

/** Whether a file of the base has a say in what policies find. */
function hasSay(forge: BranchPushed['forge'], path: string): boolean {
  return path === policyFileOf(forge) || isOwnersPath(path) || isTemplate(path);
}

/** OWNERS, the repository's policy file or the template changed at the base: whatever is to be merged there is judged by the new ones. */
export async function onBranchPushed({ governance }: Handling, event: BranchPushed): Promise<void> {
  const { forge, repo, branch, paths } = event;
  if (paths !== null && !paths.some((path) => hasSay(forge, path))) return;
  await governance.contributions.dueOn(forge, repo, branch, governance.now());
}
