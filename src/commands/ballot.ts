// /yes, /no, /abstain [reason]: a ballot, binding from the electorate, advisory from others.
import type { Choice } from '../motions/entries.js';
import { castBallot, parseSource, sourceText, standingOf, type BallotSource } from '../motions/decide/ballot.js';
import type { Motion, Ref } from '../motions/motion.js';
import type { Refusal } from '../motions/refusal.js';
import { badArguments, longestText, motionHere, refIn, refused } from './apply.js';
import type { Command, CommandCall, CommandOutcome } from './command.js';
import { commandHelp, commandNames } from './help.js';

/** Where the ballot of this command stands. */
function sourceOf({ source, line }: CommandCall): BallotSource {
  const { ref } = source.subject;
  return { forge: ref.forge, repo: ref.repo, number: ref.number, text: source.text.kind, id: source.text.id, line };
}

/** Where the standing ballot of a person was written; null when there is none or its source was erased. */
async function standingSource(
  { governance }: CommandCall,
  motion: Motion,
  ref: Ref | null,
): Promise<BallotSource | null> {
  const commitment = ref === null ? null : (standingOf(motion, ref)?.source ?? null);
  if (commitment === null) return null;
  const written = (await governance.texts.texts([commitment])).get(commitment);
  return written === undefined ? null : parseSource(written);
}

type Cast = 'binding' | 'advisory' | 'changed-meanwhile' | Refusal;

async function cast(call: CommandCall, id: string, choice: Choice, reason: string): Promise<Cast> {
  const { governance, source, key } = call;
  const motion = (await governance.ledger.sync()).motions.get(id);
  if (!motion) throw new Error(`${id} left the register`);
  const ref = await refIn(call, motion);
  const binding = motion.electorate.some((elector) => elector.ref === ref);
  const written = sourceOf(call);
  const known = await standingSource(call, motion, ref);
  const standing = ref === null ? undefined : standingOf(motion, ref)?.seq;
  const ballot = {
    key,
    choice,
    reason: binding ? await governance.texts.commit(reason, `${key}/reason`) : null,
    sourceCommitment: binding ? await governance.texts.commit(sourceText(written), `${key}/source`) : null,
    source: written,
    receivedAt: source.receivedAt,
    forgeTime: source.forgeTime,
  };
  const { result } = await governance.ledger.append<Cast>((register, _at, isKnown) => {
    if (isKnown(key)) return { drafts: [], result: 'binding' };
    const now = register.motions.get(id) ?? motion;
    if (ref !== null && standingOf(now, ref)?.seq !== standing) return { drafts: [], result: 'changed-meanwhile' };
    const decided = castBallot(now, ref, ballot, known);
    if (!decided.ok) return { drafts: [], result: decided.error };
    return decided.value.binding
      ? { drafts: decided.value.drafts, result: 'binding' }
      : { drafts: [], result: 'advisory' };
  });
  return result;
}

async function runBallot(call: CommandCall, choice: Choice): Promise<CommandOutcome> {
  const reason = call.args;
  if (reason.length > longestText) return badArguments(choice, 'text-too-long', commandHelp[choice]);
  const here = await motionHere(call, choice);
  if ('refusal' in here) return here.refusal;
  const { id } = here.motion;
  let outcome: Cast = 'changed-meanwhile';
  while (outcome === 'changed-meanwhile') outcome = await cast(call, id, choice, reason);
  if (outcome === 'binding') return { kind: 'accepted', motion: id };
  if (outcome !== 'advisory') return refused(outcome);
  const { author, receivedAt, forgeTime } = call.source;
  await call.governance.advisory.put({
    key: call.key,
    motion: id,
    account: author,
    choice,
    reason,
    receivedAt,
    forgeTime,
    source: sourceOf(call),
  });
  return { kind: 'advisory', motion: id };
}

function ballotCommand(choice: Choice): Command {
  return {
    name: choice,
    aliases: commandNames[choice],
    help: commandHelp[choice],
    run: (call) => runBallot(call, choice),
  };
}

export const yes = ballotCommand('yes');
export const no = ballotCommand('no');
export const abstain = ballotCommand('abstain');
