// /check-vote: refreshes the motion comment, once an hour in a subject.
import { ended } from '../motions/decide/members.js';
import { subjectKey } from '../shared/refs.js';
import { plus } from '../shared/time.js';
import { badArguments, motionHere, refused } from './apply.js';
import type { Command } from './command.js';
import { commandHelp, commandNames } from './help.js';

const help = commandHelp['check-vote'];
const oncePer = 60 * 60 * 1000;

export const checkVote: Command = {
  name: 'check-vote',
  aliases: commandNames['check-vote'],
  help,
  async run(call) {
    if (call.args !== '') return badArguments('check-vote', 'unexpected-words', help);
    const here = await motionHere(call, 'check-vote');
    if ('refusal' in here) return here.refusal;
    if (here.motion.state === 'closed') return refused(ended(here.motion));
    const { governance, source } = call;
    const mark = `check-vote ${subjectKey(source.origin)}`;
    const now = source.receivedAt;
    if (await governance.marks.claim(mark, call.key, now, plus(now, oncePer))) {
      return { kind: 'accepted', motion: here.motion.id };
    }
    return refused({ code: 'checked-lately', nextAt: (await governance.marks.until(mark)) ?? plus(now, oncePer) });
  },
};
