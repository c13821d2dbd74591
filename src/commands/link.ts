// /link SUBJECT: joins another issue or pull request of the foundation to the motion proposed here.
import { isFoundationRepository } from '../charter/repositories.js';
import { factOrNull } from '../events/facts.js';
import { awaitLanes } from '../events/lanes.js';
import type { SubjectFacts } from '../forges/event.js';
import { link as decideLink, mayLink } from '../motions/decide/link.js';
import type { Refusal } from '../motions/refusal.js';
import { err, ok, type Result } from '../shared/result.js';
import { subjectKey } from '../shared/refs.js';
import { appendOnce, badArguments, isKnown, motionHere, refIn, refused } from './apply.js';
import type { Command, CommandCall } from './command.js';
import type { CommandHelp } from './help.js';
import { parseSubjectName, type NamedSubject } from './subject-name.js';
import { halfWidth, splitWord } from './words.js';

const help: CommandHelp = {
  usage: '/link SUBJECT',
  who: {
    en: 'the proposer, before the motion opens or in the same comment as the /vote or /propose',
    zh: '提案人，须在投票开始之前，或与 /vote、/propose 写在同一条评论中',
  },
  what: {
    en: 'joins another issue or pull request of the foundation, on either forge, to this motion: one electorate and one count in both',
    zh: '将基金会的另一个议题或合并请求（可在另一平台）关联到本动议：两处有表决权的是同一批人，票合在一起计',
  },
  examples: [
    '/link gitee:openclaw/models#I1ABC',
    '/link github:openclaw/models#12',
    '/关联 gitee:openclaw/models#I1ABC',
  ],
};

/** The subject as its forge tells it; refused where it is not the foundation's, not there, or not public. */
async function read(call: CommandCall, { ref, origin }: NamedSubject): Promise<Result<SubjectFacts, Refusal>> {
  const { governance, adopted } = call;
  const foreign = ({ forge, repo }: typeof ref) => !isFoundationRepository(adopted.charter, forge, repo);
  const outside: Refusal = { code: 'link-outside', subject: ref, clause: 'repositories' };
  if (foreign(ref)) return err(outside);
  const forge = governance.forges[ref.forge];
  if (!forge) return err({ code: 'link-no-forge', forge: ref.forge });
  const facts = await factOrNull(forge.read.subject(ref));
  if (!facts || (origin !== null && new URL(facts.url).origin !== origin)) {
    return err({ code: 'link-not-found', subject: ref });
  }
  if (foreign(facts.ref)) return err(outside);
  return facts.isPublic ? ok(facts) : err({ code: 'link-private', subject: ref });
}

export const link: Command = {
  name: 'link',
  aliases: ['关联'],
  order: 'links',
  help,
  async run(call) {
    const { governance, source, key } = call;
    const { word, rest } = splitWord(call.args);
    if (word === '') return badArguments('link', 'subject-missing', help);
    if (rest !== '') return badArguments('link', 'unexpected-words', help);
    const named = parseSubjectName(halfWidth(word));
    if (!named) return badArguments('link', 'subject-malformed', help);
    const here = await motionHere(call, 'link');
    if ('refusal' in here) return here.refusal;
    const { id } = here.motion;
    if (await isKnown(call)) return { kind: 'accepted', motion: id };
    const ref = await refIn(call, here.motion);
    const allowed = mayLink(here.motion, ref);
    if (!allowed.ok) return refused(allowed.error);
    const facts = await read(call, named);
    if (!facts.ok) return refused(facts.error);
    const origin = await governance.subjects.originOf(facts.value.ref);
    const lanes = [subjectKey(facts.value.ref), subjectKey(origin)];
    await awaitLanes(
      governance,
      lanes,
      source.receivedAt,
      `what was written in ${subjectKey(origin)} before ${id} was linked`,
    );
    await governance.subjects.remember(facts.value);
    const outcome = await appendOnce(call, (register) =>
      decideLink(register, register.motions.get(id) ?? here.motion, ref, { key, subject: origin }),
    );
    return outcome.accepted ? { kind: 'accepted', motion: id } : refused(outcome.refusal);
  },
};
