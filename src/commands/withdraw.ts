// /withdraw [reason], /cancel-vote: the proposer takes the motion back.
import { withdraw as decideWithdraw } from '../motions/decide/members.js';
import { advisoryCounts } from '../motions/view-of.js';
import { badArguments, decideOn, longestText, motionHere, refIn, requestOf } from './apply.js';
import type { Command } from './command.js';
import type { CommandHelp } from './help.js';

const help: CommandHelp = {
  usage: '/withdraw [reason]',
  who: {
    en: 'the proposer, while nobody else has cast a binding ballot',
    zh: '提案人，且尚无他人投出正式票',
  },
  what: { en: 'ends the motion as withdrawn', zh: '撤回动议，动议随即结束' },
  examples: ['/withdraw', '/cancel-vote', '/撤回 需要先补充资料'],
};

export const withdraw: Command = {
  name: 'withdraw',
  aliases: ['cancel-vote', '撤回'],
  order: 'in-turn',
  help,
  async run(call) {
    if (call.args.length > longestText) return badArguments('withdraw', 'text-too-long', help);
    const here = await motionHere(call, 'withdraw');
    if ('refusal' in here) return here.refusal;
    const ref = await refIn(call, here.motion);
    const request = await requestOf(call, call.args);
    const counts = advisoryCounts(await call.governance.advisory.of(here.motion.id));
    return decideOn(call, here.motion, (motion) => decideWithdraw(motion, ref, request, counts));
  },
};
