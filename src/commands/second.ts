// /second: seconds the motion proposed here.
import { second as decideSecond } from '../motions/decide/members.js';
import { badArguments, decideOn, motionHere, requestOf } from './apply.js';
import type { Command } from './command.js';
import { commandHelp, commandNames } from './help.js';

const help = commandHelp.second;

export const second: Command = {
  name: 'second',
  aliases: commandNames.second,
  help,
  async run(call) {
    if (call.args !== '') return badArguments('second', 'unexpected-words', help);
    const here = await motionHere(call, 'second');
    if ('refusal' in here) return here.refusal;
    const request = await requestOf(call, '');
    return decideOn(call, here.motion, (motion) => decideSecond(motion, call.adopted, request));
  },
};
