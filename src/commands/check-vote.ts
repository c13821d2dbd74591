// /check-vote: refreshes the motion comment, once an hour in a subject.
import { ended } from '../motions/decide/members.js';
import { subjectKey } from '../shared/refs.js';
import { plus } from '../shared/time.js';
import { badArguments, motionHere, refused } from './apply.js';
import type { Command } from './command.js';
import type { CommandHelp } from './help.js';

const help: CommandHelp = {
  usage: '/check-vote',
  who: { en: 'anyone, once an hour in each issue or pull request', zh: '任何人；每个议题或合并请求每小时一次' },
  what: { en: 'brings the motion comment up to date', zh: '刷新动议评论' },
  examples: ['/check-vote', '/计票'],
};
const oncePer = 60 * 60 * 1000;

export const checkVote: Command = {
  name: 'check-vote',
  aliases: ['计票'],
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
