// What /lgtm, /approve and /hold do: decided by the OWNERS files above what is changed, kept with the head it is for.
import { speakerOf } from '../charter/adopted.js';
import { readCancel } from '../contributions/arguments.js';
import { complete, type Approval } from '../contributions/facts.js';
import { settingInForce } from '../contributions/in-force.js';
import { decidingOn } from '../contributions/owners/act.js';
import { keepApprovals } from '../evaluation/keep-approvals.js';
import { ok } from '../shared/result.js';
import { badArguments, refused } from './apply.js';
import type { CommandCall, CommandOutcome } from './command.js';
import { openContribution, whileMissing } from './contribution.js';
import type { CommandHelp } from './help.js';
import { requireSeenHead, seenHead } from './seen-head.js';

const policy = 'owners';

export async function giveApproval(
  call: CommandCall,
  kind: Approval['kind'],
  help: CommandHelp,
): Promise<CommandOutcome> {
  const args = readCancel(call.args);
  if (!args.ok) return badArguments(kind, 'only-cancel', help);
  const open = await openContribution(call, kind);
  if (!open.ok) return refused(open.error);
  const contribution = open.value;
  const { facts, rules } = contribution;
  const setting = settingInForce(policy, facts, rules);
  if (setting === null) return refused({ code: 'owners-not-in-force', command: kind });
  if (setting === 'unknown') return refused(whileMissing(call, kind, { code: 'not-read' }));
  const { cancel } = args.value;
  const isFree = cancel || kind === 'hold';
  const seen = isFree
    ? ok(seenHead(call, contribution) ?? facts.pull.head)
    : await requireSeenHead(call, kind, contribution);
  if (!seen.ok) return refused(seen.error);
  const { sha: head, tree } = seen.value;
  const { author, receivedAt } = call.source;
  const person = speakerOf(call.adopted, author)?.person.id ?? null;
  const act: Approval = { kind, cancel, account: author, person, head, tree, at: receivedAt };
  const deciding = decidingOn(act, facts);
  if (!deciding.ok) return refused(whileMissing(call, kind, deciding.error));
  const { decide, files } = deciding.value;
  const { contributions, clock } = call.governance;
  const kept = await keepApprovals(contributions, contribution, clock.now(), decide);
  if (!kept.ok) return refused({ code: kept.error, command: kind, files });
  const { approvals } = kept.value;
  call.contribution.replace({
    ...contribution,
    record: kept.value,
    facts: { ...facts, approvals: complete(approvals) },
  });
  return { kind: 'contribution-changed', again: false };
}
