// /propose KIND [title]: a motion in this subject, waiting for seconds and notice.
import { motionOf } from '../events/advance.js';
import { kindOf, propose as decidePropose } from '../motions/decide/propose.js';
import { appendOnce, badArguments, longestText, refused } from './apply.js';
import type { Command, CommandCall, CommandOutcome } from './command.js';
import { callersOfTheKind, type CommandHelp } from './help.js';
import { halfWidth, splitWord } from './words.js';

const help: CommandHelp = {
  usage: '/propose KIND [title]',
  who: callersOfTheKind,
  what: {
    en: 'proposes a motion here; it opens when it has its seconds and its notice is over',
    zh: '在此提出动议；附议人数达到要求且公示期满后开始投票',
  },
  examples: ['/propose governance Elect two new members of the board', '/提案 governance 增选两名理事'],
};

/**
 * Whether the last motion of this kind and title was open and lost its subject: then it is called again without seconds or notice, once for
 * each time that happened. Contract, section 4.
 */
async function wasCancelled({ governance }: CommandCall, kind: string, title: string): Promise<boolean> {
  const register = await governance.ledger.sync();
  const ofKind = [...register.motions.values()].filter((motion) => motion.kind === kind);
  const titles = await governance.texts.texts(ofKind.flatMap((motion) => motion.title ?? []));
  const last = ofKind.findLast(
    (motion) => motion.title !== null && titles.get(motion.title)?.normalize('NFC') === title.normalize('NFC'),
  );
  return last?.outcome === 'cancelled' && last.openedAt !== null;
}

/**
 * Proposes a motion of a kind; null is the charter's default. Shared by /propose and /vote. Everybody may read a motion: it is refused where not
 * everybody may read the subject.
 */
export async function proposeMotion(call: CommandCall, kind: string | null, title: string): Promise<CommandOutcome> {
  const { governance, adopted, source, key } = call;
  if (!source.subject.isPublic) return refused({ code: 'private-repository' });
  const found = kindOf(adopted, kind);
  if (!found.ok) return refused(found.error);
  await governance.subjects.remember(source.subject);
  const proposal = {
    key,
    author: source.author,
    subject: source.origin,
    kind,
    title: await governance.texts.commit(title, `${key}/title`),
    at: source.receivedAt,
    handledAt: source.revived ? governance.clock.now() : source.receivedAt,
    calledAgain: await wasCancelled(call, found.value.id, title),
  };
  const outcome = await appendOnce(call, (register) => decidePropose(register, adopted, proposal));
  if (!outcome.accepted) return refused(outcome.refusal);
  const motion = await motionOf(governance, source.origin);
  if (!motion) throw new Error(`the motion proposed by ${key} is not in the register`);
  return { kind: 'accepted', motion: motion.id };
}

export const propose: Command = {
  name: 'propose',
  aliases: ['提案'],
  order: 'calls',
  help,
  async run(call) {
    const { word, rest } = splitWord(call.args);
    if (word === '') return badArguments('propose', 'kind-missing', help);
    if (rest.length > longestText) return badArguments('propose', 'text-too-long', help);
    return proposeMotion(call, halfWidth(word), rest === '' ? call.source.subject.title : rest);
  },
};
