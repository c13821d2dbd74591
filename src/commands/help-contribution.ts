// Which commands on a contribution would be accepted from the writer of /help, here and now.
import { decideOverride } from '../contributions/decide-override.js';
import type { Approval } from '../contributions/facts.js';
import { settingInForce } from '../contributions/in-force.js';
import { overrideCase } from '../contributions/override-case.js';
import { decidingOn } from '../contributions/owners/act.js';
import type { Gathered } from '../evaluation/gather.js';
import type { CommandCall } from './command.js';
import { openContribution } from './contribution.js';

/** Of /lgtm, /approve and /hold. */
function givable({ source }: CommandCall, { facts, rules }: Gathered): readonly string[] {
  const setting = settingInForce('owners', facts, rules);
  if (setting === null || setting === 'unknown' || !facts.approvals.complete) return [];
  const given = facts.approvals.value;
  const { sha: head, tree } = facts.pull.head;
  return (['lgtm', 'approve', 'hold'] as const).filter((kind) => {
    const act: Approval = {
      kind,
      cancel: false,
      account: source.author,
      person: null,
      head,
      tree,
      at: source.receivedAt,
    };
    const deciding = decidingOn(act, facts);
    return deciding.ok && deciding.value.decide(given).ok;
  });
}

async function mayOverride(call: CommandCall, { facts, rules, origin }: Gathered): Promise<boolean> {
  const { governance, adopted, source, key } = call;
  const { overrides } = await governance.ledger.sync();
  return rules.policies.some(({ id: policy }) => {
    const found = overrideCase(policy, origin, facts, rules);
    if (found === null || found === 'unknown') return false;
    const request = { key, policy, author: source.author, at: source.receivedAt, reason: '' };
    return decideOverride(overrides, adopted, request, found).ok;
  });
}

/** Their names. None outside of an open pull request under policies. */
export async function contributionCommands(call: CommandCall): Promise<readonly string[]> {
  const open = await openContribution(call, 'help');
  if (!open.ok) return [];
  const override = call.source.subject.isPublic && (await mayOverride(call, open.value));
  return [...givable(call, open.value), 'recheck', ...(override ? ['override'] : [])];
}
