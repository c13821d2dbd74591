// /second: seconds the motion proposed here.
import { second as decideSecond } from '../motions/decide/members.js';
import { badArguments, decideOn, motionHere, requestOf } from './apply.js';
import type { Command } from './command.js';
import type { CommandHelp } from './help.js';

const help: CommandHelp = {
  usage: '/second',
  who: { en: 'the electorate, except the proposer', zh: '有表决权的人，提案人除外' },
  what: { en: 'seconds the motion proposed here', zh: '附议此处提出的动议' },
  examples: ['/second', '/附议'],
};

export const second: Command = {
  name: 'second',
  aliases: ['附议'],
  order: 'in-turn',
  help,
  async run(call) {
    if (call.args !== '') return badArguments('second', 'unexpected-words', help);
    const here = await motionHere(call, 'second');
    if ('refusal' in here) return here.refusal;
    const request = await requestOf(call, '');
    return decideOn(call, here.motion, (motion) => decideSecond(motion, call.adopted, request));
  },
};
