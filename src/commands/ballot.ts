// /yes, /no, /abstain [reason]: a ballot, binding from the electorate, advisory from others.
import { sourcesOf } from '../events/ballot-sources.js';
import { refuseOverdue } from '../events/lanes.js';
import type { Choice } from '../motions/entries.js';
import { ballotsOf, castBallot, sourceText, type BallotSource } from '../motions/decide/ballot.js';
import type { Refusal } from '../motions/refusal.js';
import { badArguments, longestText, motionHere, refIn, refused } from './apply.js';
import type { Command, CommandCall, CommandOutcome } from './command.js';
import type { BothLanguages, CommandHelp } from './help.js';

/** Where the ballot of this command stands. */
function sourceOf({ source, line }: CommandCall): BallotSource {
  const { ref } = source.subject;
  return { forge: ref.forge, repo: ref.repo, number: ref.number, text: source.text.kind, id: source.text.id, line };
}

type Cast = 'binding' | 'advisory' | 'changed-meanwhile' | Refusal;

async function cast(call: CommandCall, id: string, choice: Choice, reason: string): Promise<Cast> {
  const { governance, source, key } = call;
  const motion = (await governance.ledger.sync()).motions.get(id);
  if (!motion) throw new Error(`${id} left the register`);
  const ref = await refIn(call, motion);
  const binding = motion.electorate.some((elector) => elector.ref === ref);
  const written = sourceOf(call);
  const given = ref === null ? [] : ballotsOf(motion, ref);
  const sources = await sourcesOf(governance, given);
  const [committedReason, sourceCommitment] = binding
    ? await Promise.all([
        governance.texts.commit(reason, `${key}/reason`),
        governance.texts.commit(sourceText(written), `${key}/source`),
      ])
    : [null, null];
  const ballot = {
    key,
    choice,
    reason: committedReason,
    sourceCommitment,
    source: written,
    receivedAt: source.receivedAt,
    forgeTime: source.forgeTime,
  };
  const { result } = await governance.ledger.append<Cast>((register, _at, isKnown) => {
    if (isKnown(key)) return { drafts: [], result: 'binding' };
    const now = register.motions.get(id) ?? motion;
    if (ref !== null && ballotsOf(now, ref).length !== given.length) return { drafts: [], result: 'changed-meanwhile' };
    refuseOverdue(now, source.receivedAt);
    const decided = castBallot(now, ref, ballot, (one) => sources.get(one.source ?? '') ?? null);
    if (!decided.ok) return { drafts: [], result: decided.error };
    return decided.value.binding
      ? { drafts: decided.value.drafts, result: 'binding' }
      : { drafts: [], result: 'advisory' };
  });
  return result;
}

async function runBallot(call: CommandCall, choice: Choice, help: CommandHelp): Promise<CommandOutcome> {
  const reason = call.args;
  if (reason.length > longestText) return badArguments(choice, 'text-too-long', help);
  const here = await motionHere(call, choice);
  if ('refusal' in here) return here.refusal;
  const { id } = here.motion;
  let outcome: Cast = 'changed-meanwhile';
  while (outcome === 'changed-meanwhile') outcome = await cast(call, id, choice, reason);
  if (outcome === 'binding') return { kind: 'accepted', motion: id };
  if (outcome !== 'advisory') return refused(outcome);
  const { author, receivedAt, forgeTime } = call.source;
  const ref = await refIn(call, (await call.governance.ledger.sync()).motions.get(id) ?? here.motion);
  await call.governance.advisory.put({
    key: call.key,
    motion: id,
    account: author,
    ...(ref !== null && { ref }),
    choice,
    reason,
    receivedAt,
    forgeTime,
    source: sourceOf(call),
  });
  return { kind: 'advisory', motion: id };
}

const who: BothLanguages = {
  en: 'anyone; binding from the electorate, advisory from others',
  zh: '任何人；有表决权的人所投为正式票，其他人所投为意见票',
};

function ballotCommand(choice: Choice, alias: string, words: Omit<CommandHelp, 'who'>): Command {
  const help: CommandHelp = { ...words, who };
  return { name: choice, aliases: [alias], help, run: (call) => runBallot(call, choice, help) };
}

export const yes = ballotCommand('yes', '赞成', {
  usage: '/yes [reason]',
  what: { en: 'a ballot for the motion; the latest ballot counts', zh: '投赞成票；以最后一次投票为准' },
  examples: ['/yes', '/yes The benchmark results convinced me', '/赞成 基准测试结果令人信服'],
});

export const no = ballotCommand('no', '反对', {
  usage: '/no [reason]',
  what: { en: 'a ballot against the motion; the latest ballot counts', zh: '投反对票；以最后一次投票为准' },
  examples: ['/no', '/no It breaks the old file format', '/反对 会破坏旧的文件格式'],
});

export const abstain = ballotCommand('abstain', '弃权', {
  usage: '/abstain [reason]',
  what: {
    en: 'a ballot that counts for the quorum, but neither for nor against; the latest ballot counts',
    zh: '投弃权票：计入法定人数，但不计为赞成或反对；以最后一次投票为准',
  },
  examples: ['/abstain', '/弃权'],
});
