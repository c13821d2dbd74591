// /withdraw [reason], /cancel-vote: the proposer takes the motion back.
import { withdraw as decideWithdraw } from '../motions/decide/members.js';
import { advisoryCounts } from '../motions/view-of.js';
import { badArguments, decideOn, longestText, motionHere, refIn, requestOf } from './apply.js';
import type { Command } from './command.js';
import { commandHelp, commandNames } from './help.js';

const help = commandHelp.withdraw;

export const withdraw: Command = {
  name: 'withdraw',
  aliases: commandNames.withdraw,
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
