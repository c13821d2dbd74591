// /vote [KIND]: the same as /propose; it opens at once where the kind asks for neither seconds nor notice.
import { badArguments } from './apply.js';
import type { Command } from './command.js';
import { callersOfTheKind, type CommandHelp } from './help.js';
import { proposeMotion } from './propose.js';
import { halfWidth, splitWord } from './words.js';

const help: CommandHelp = {
  usage: '/vote [KIND]',
  who: callersOfTheKind,
  what: {
    en: 'calls a motion like /propose; where the kind asks for neither seconds nor notice it opens at once. Without KIND it is of the default kind',
    zh: '与 /propose 相同；若该类动议无需附议和公示，则立即开始投票。不写 KIND 时采用默认类别',
  },
  examples: ['/vote', '/vote technical', '/vote-technical', '/投票 technical'],
};

export const vote: Command = {
  name: 'vote',
  aliases: ['投票'],
  order: 'calls',
  help,
  async run(call) {
    const { word, rest } = splitWord(call.args);
    if (rest !== '') return badArguments('vote', 'unexpected-words', help);
    return proposeMotion(call, word === '' ? null : halfWidth(word), call.source.subject.title);
  },
};
