// /extend DURATION REASON: moves the closing time, once.
import { extend as decideExtend } from '../motions/decide/members.js';
import { parseDuration, type DurationError } from '../shared/duration.js';
import type { ArgumentProblem } from '../motions/refusal.js';
import { badArguments, decideOn, longestText, motionHere, refIn, requestOf } from './apply.js';
import type { Command } from './command.js';
import type { CommandHelp } from './help.js';
import { halfWidth, splitWord } from './words.js';

const help: CommandHelp = {
  usage: '/extend DURATION REASON',
  who: { en: 'the proposer or an elector, once, before closing', zh: '提案人或有表决权的人；截止前，仅一次' },
  what: {
    en: "moves the closing time by the duration, at most by the kind's period",
    zh: '将截止时间推迟指定的时长，不得超过该类动议的投票期',
  },
  examples: ['/extend P3D Two members are travelling', '/extend 2 days Public holidays', '/延期 3天 适逢假期'],
};

const problems: Readonly<Record<DurationError, ArgumentProblem>> = {
  malformed: 'duration-malformed',
  'calendar-unit': 'duration-calendar-unit',
  'too-long': 'duration-too-long',
};

/** Splits `2 weeks because` and `P7D because` into duration and reason. */
function readArguments(args: string): { readonly duration: string; readonly reason: string } {
  const first = splitWord(args);
  const number = halfWidth(first.word);
  if (!/^\d+$/.test(number)) return { duration: number, reason: first.rest };
  const unit = splitWord(first.rest);
  return { duration: `${number} ${unit.word}`, reason: unit.rest };
}

export const extend: Command = {
  name: 'extend',
  aliases: ['延期'],
  order: 'in-turn',
  help,
  async run(call) {
    if (call.args === '') return badArguments('extend', 'duration-missing', help);
    const { duration, reason } = readArguments(call.args);
    const parsed = parseDuration(duration);
    if (!parsed.ok) return badArguments('extend', problems[parsed.error], help);
    if (parsed.value === 0) return badArguments('extend', 'duration-malformed', help);
    if (reason === '') return badArguments('extend', 'reason-missing', help);
    if (reason.length > longestText) return badArguments('extend', 'text-too-long', help);
    const here = await motionHere(call, 'extend');
    if ('refusal' in here) return here.refusal;
    const ref = await refIn(call, here.motion);
    const request = await requestOf(call, reason);
    return decideOn(call, here.motion, (motion) => decideExtend(motion, call.adopted, ref, request, parsed.value));
  },
};
