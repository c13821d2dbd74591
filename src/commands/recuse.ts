// /recuse REASON: steps out of one motion for good.
import { recuse as decideRecuse } from '../motions/decide/members.js';
import { badArguments, decideOn, longestText, motionHere, refIn, requestOf } from './apply.js';
import type { Command } from './command.js';
import { commandHelp, commandNames } from './help.js';

const help = commandHelp.recuse;

export const recuse: Command = {
  name: 'recuse',
  aliases: commandNames.recuse,
  help,
  async run(call) {
    if (call.args === '') return badArguments('recuse', 'reason-missing', help);
    if (call.args.length > longestText) return badArguments('recuse', 'text-too-long', help);
    const here = await motionHere(call, 'recuse');
    if ('refusal' in here) return here.refusal;
    const ref = await refIn(call, here.motion);
    const request = await requestOf(call, call.args);
    return decideOn(call, here.motion, (motion) => decideRecuse(motion, call.adopted, ref, request));
  },
};
