// What every command does around its decision: find the motion, speak for a person, commit texts, append once.
import { speakerOf } from '../charter/adopted.js';
import { motionOf } from '../events/advance.js';
import { charterNamed } from '../events/governance.js';
import { refuseOverdue } from '../events/lanes.js';
import type { Draft } from '../ledger/envelope.js';
import type { Decided } from '../motions/decide/decision.js';
import type { Request } from '../motions/decide/members.js';
import type { Motion, Ref } from '../motions/motion.js';
import type { ArgumentProblem, Refusal } from '../motions/refusal.js';
import type { Entry, Register } from '../motions/register.js';
import type { Result } from '../shared/result.js';
import type { CommandCall, CommandOutcome } from './command.js';
import type { CommandHelp } from './help.js';

/** The longest reason or title, in characters. */
export const longestText = 2000;

export function refused(refusal: Refusal): CommandOutcome {
  return { kind: 'refused', refusal };
}

/** The refusal of a command whose arguments are wrong, with its usage and an example. */
export function badArguments(command: string, problem: ArgumentProblem, help: CommandHelp): CommandOutcome {
  return refused({
    code: 'bad-arguments',
    command,
    problem,
    usage: help.usage,
    example: help.examples[0] ?? help.usage,
  });
}

/** The newest motion of the command's subject, or the refusal where there never was one. */
export async function motionHere(
  { governance, source }: CommandCall,
  command: string,
): Promise<{ readonly motion: Motion } | { readonly refusal: CommandOutcome }> {
  const motion = await motionOf(governance, source.origin);
  return motion ? { motion } : { refusal: refused({ code: 'no-motion', command }) };
}

/** Whose command it is in a motion: by the accounts of the charter version fixed at its opening, or of today's while it is proposed. */
export async function refIn({ governance, adopted, source }: CommandCall, motion: Motion): Promise<Ref | null> {
  const charter = motion.charter === null ? adopted : await charterNamed(governance, motion.charter);
  return speakerOf(charter, source.author)?.ref ?? null;
}

/** The request with its reason committed. */
export async function requestOf({ governance, source, key }: CommandCall, reason: string): Promise<Request> {
  return {
    key,
    author: source.author,
    at: source.receivedAt,
    reason: await governance.texts.commit(reason, `${key}/reason`),
  };
}

/** Decides on the register as it is when the entry is written, appends, and tells what became of the command. A key that is in the ledger already was accepted. */
export async function appendOnce(
  { governance, key }: CommandCall,
  decide: (register: Register) => Result<readonly Draft<Entry>[], Refusal>,
): Promise<{ readonly accepted: true } | { readonly accepted: false; readonly refusal: Refusal }> {
  const { result } = await governance.ledger.append((register, _at, isKnown) => {
    if (isKnown(key)) return { drafts: [], result: null };
    const decided = decide(register);
    return decided.ok ? { drafts: decided.value, result: null } : { drafts: [], result: decided.error };
  });
  return result === null ? { accepted: true } : { accepted: false, refusal: result };
}

/** Whether this command was accepted before: its entry is in the ledger. */
export async function isKnown({ governance, key }: CommandCall): Promise<boolean> {
  const { result } = await governance.ledger.append((_register, _at, known) => ({ drafts: [], result: known(key) }));
  return result;
}

/** `appendOnce` for a command on a known motion. */
export async function decideOn(
  call: CommandCall,
  motion: Motion,
  decide: (motion: Motion) => Decided,
): Promise<CommandOutcome> {
  const outcome = await appendOnce(call, (register) => {
    const now = register.motions.get(motion.id) ?? motion;
    refuseOverdue(now, call.source.receivedAt);
    return decide(now);
  });
  return outcome.accepted ? { kind: 'accepted', motion: motion.id } : refused(outcome.refusal);
}
