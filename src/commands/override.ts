// /override POLICY REASON: a finding stands, and for this head it does not block. Public, and for ever in the ledger.
import { readOverride, type OverrideProblem } from '../contributions/arguments.js';
import { decideOverride, type OverrideCase } from '../contributions/decide-override.js';
import { policyFileOf } from '../contributions/floor.js';
import { overrideCase } from '../contributions/override-case.js';
import { policies } from '../contributions/policies/index.js';
import { policyFileId } from '../contributions/policy-file.js';
import type { ContributionRefusal } from '../contributions/refusal.js';
import { err, ok, type Result } from '../shared/result.js';
import { appendOnce, badArguments, refused } from './apply.js';
import type { Command, CommandCall, CommandOutcome } from './command.js';
import { openContribution, whileMissing } from './contribution.js';
import type { CommandHelp } from './help.js';
import { requireSeenHead } from './seen-head.js';

const help: CommandHelp = {
  usage: '/override POLICY REASON',
  who: {
    en: 'members of the bodies that policy.yml names for it, never on their own contribution',
    zh: 'policy.yml 为该政策指定的机构的成员，但不得用于自己的贡献',
  },
  what: {
    en: 'keeps the policy from blocking the present head; the reason is public and goes into the ledger',
    zh: '对当前提交豁免该政策；理由公开，并记入账本',
  },
  examples: [
    '/override dco The author has left, and the sign-off is in the mailing list',
    '/豁免 dco 作者已离开，邮件列表中有其签署声明',
  ],
};

const known = policies.map(({ id }) => id);

function wrongArguments(problem: OverrideProblem): CommandOutcome {
  if (problem.code !== 'unknown-policy') return badArguments('override', problem.code, help);
  return refused({ code: 'unknown-policy', policy: problem.written, nearest: problem.nearest, known });
}

/** What is known of the policy here, for the decision. */
async function caseHere(call: CommandCall, policy: string): Promise<Result<OverrideCase, ContributionRefusal>> {
  const open = await openContribution(call, 'override');
  if (!open.ok) return open;
  const { origin, facts, rules } = open.value;
  const found = overrideCase(policy, origin, facts, rules);
  if (found === null) return err({ code: 'policy-not-in-force', policy });
  if (found === 'unknown') return err(whileMissing(call, 'override', { code: 'not-read' }));
  const seen = await requireSeenHead(call, 'override', open.value);
  if (!seen.ok) return seen;
  return seen.value.sha === found.head ? ok(found) : err({ code: 'head-moved', command: 'override', head: found.head });
}

export const override: Command = {
  name: 'override',
  aliases: ['豁免'],
  help,
  async run(call) {
    const args = readOverride(call.args, [...known, policyFileId]);
    if (!args.ok) return wrongArguments(args.error);
    const { policy, reason } = args.value;
    const { ref, isPull, isPublic } = call.source.subject;
    if (!isPull) return refused({ code: 'only-in-a-pull-request', command: 'override' });
    if (policy === policyFileId) return refused({ code: 'policy-file-stands', file: policyFileOf(ref.forge) });
    if (!isPublic) return refused({ code: 'private-override' });
    const found = await caseHere(call, policy);
    const { key, source, governance } = call;
    const commitment = await governance.texts.commit(reason, `${key}/reason`);
    if (commitment === null) throw new Error(`the reason of ${key} is empty`);
    const request = { key, policy, author: source.author, at: source.receivedAt, reason: commitment };
    const outcome = await appendOnce(call, ({ overrides }) =>
      found.ok ? decideOverride(overrides, call.adopted, request, found.value) : found,
    );
    return outcome.accepted ? { kind: 'contribution-changed', again: false } : refused(outcome.refusal);
  },
};
