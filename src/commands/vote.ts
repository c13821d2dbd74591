// /vote [KIND]: the same as /propose; it opens at once where the kind asks for neither seconds nor notice.
import { badArguments } from './apply.js';
import type { Command } from './command.js';
import { commandHelp, commandNames } from './help.js';
import { proposeMotion } from './propose.js';
import { splitWord } from './words.js';

const help = commandHelp.vote;

export const vote: Command = {
  name: 'vote',
  aliases: commandNames.vote,
  help,
  async run(call) {
    const { word, rest } = splitWord(call.args);
    if (rest !== '') return badArguments('vote', 'unexpected-words', help);
    return proposeMotion(call, word === '' ? null : word, call.source.subject.title);
  },
};
