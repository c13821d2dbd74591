// /recuse REASON: steps out of one motion for good.
import { recuse as decideRecuse } from '../motions/decide/members.js';
import { badArguments, decideOn, longestText, motionHere, refIn, requestOf } from './apply.js';
import type { Command } from './command.js';
import type { CommandHelp } from './help.js';

const help: CommandHelp = {
  usage: '/recuse REASON',
  who: { en: 'the electorate', zh: '有表决权的人' },
  what: {
    en: 'takes the writer out of this motion for good; a ballot already given is void, a later one is refused',
    zh: '退出本动议的表决，不可恢复；已投的票作废，此后也不能再投',
  },
  examples: ['/recuse My employer sells this product', '/回避 我的雇主销售该产品'],
};

export const recuse: Command = {
  name: 'recuse',
  aliases: ['回避'],
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
