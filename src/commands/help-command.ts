// /help [command]: what the writer may do here, now.
import { speakerOf } from '../charter/adopted.js';
import { electorateOn } from '../charter/electorate.js';
import { motionOf } from '../events/advance.js';
import { pageOf } from '../replies/page-of.js';
import type { Motion } from '../motions/motion.js';
import { subjectLimit } from '../motions/order.js';
import { dayOf } from '../shared/time.js';
import { refIn } from './apply.js';
import type { Command, CommandCall } from './command.js';
import type { CommandHelp } from './help.js';
import { contributionCommands } from './help-contribution.js';
import { nameIndex, splitWord } from './words.js';

const own: CommandHelp = {
  usage: '/help [command]',
  who: { en: 'anyone', zh: '任何人' },
  what: { en: 'says what the writer may do here, now', zh: '说明您此时在此可以做什么' },
  examples: ['/help', '/help extend', '/帮助'],
};

/** The kinds of motion the writer may call today. */
function callable({ adopted, source }: CommandCall): readonly string[] {
  const speaker = speakerOf(adopted, source.author);
  if (!speaker) return [];
  const day = dayOf(source.receivedAt);
  const { charter } = adopted;
  return charter.motions
    .filter(({ callers }) => electorateOn(charter, callers, day).includes(speaker.person.id))
    .map(({ id }) => id);
}

/** The commands on motions that would be accepted from the writer in this subject now, and /help. */
async function available(
  call: CommandCall,
  motion: Motion | undefined,
  kinds: readonly string[],
): Promise<readonly string[]> {
  const always: readonly string[] = ['help'];
  if (!motion || motion.state === 'closed') return kinds.length > 0 ? ['vote', 'propose', ...always] : always;
  const ref = await refIn(call, motion);
  const proposer = ref !== null && ref === motion.proposer;
  const mine: string[] = [];
  if (motion.state === 'proposed') {
    const kind = call.adopted.charter.motions.find(({ id }) => id === motion.kind);
    const person = speakerOf(call.adopted, call.source.author)?.person.id;
    const electors = electorateOn(call.adopted.charter, kind?.electorate ?? [], dayOf(call.source.receivedAt));
    if (person !== undefined && electors.includes(person) && !proposer) mine.push('second');
    if (proposer && motion.subjects.length < subjectLimit) mine.push('link');
  } else {
    const elector = motion.electorate.some((one) => one.ref === ref);
    const recused = motion.recused.some((one) => one.ref === ref);
    if (!recused) mine.push('yes', 'no', 'abstain');
    if (elector && !recused) mine.push('recuse');
    if ((proposer || (elector && !recused)) && !motion.extension) mine.push('extend');
  }
  if (proposer && !motion.ballots.some((ballot) => ballot.ref !== ref)) mine.push('withdraw');
  return [...mine, 'check-vote', ...always];
}

/** The names of those commands of whose subcommands one at least would be accepted from the writer here and now. */
async function withSubcommands(call: CommandCall): Promise<readonly string[]> {
  const names: string[] = [];
  for (const command of call.registry) if (((await command.here?.(call)) ?? []).length > 0) names.push(command.name);
  return names;
}

export const help: Command = {
  name: 'help',
  aliases: ['帮助'],
  help: own,
  async run(call) {
    const { governance, adopted, source } = call;
    const names = Object.fromEntries(call.registry.map(({ name, aliases }) => [name, aliases] as const));
    const asked = nameIndex(names)(splitWord(call.args).word.replace(/^\//, ''));
    const about = call.registry.find(({ name }) => name === asked);
    const motion = await motionOf(governance, source.origin);
    const kinds = callable(call);
    const open = [
      ...(await available(call, motion, kinds)),
      ...(await contributionCommands(call)),
      ...(await withSubcommands(call)),
    ];
    const items = call.registry.filter(({ name }) => open.includes(name)).map((command) => command.help);
    const words = {
      language: adopted.charter.foundation.language,
      author: source.author.login,
      items,
      url: pageOf(governance.publicUrl, '/commands'),
    };
    if (!about) return { kind: 'answered', answer: words };
    const here = await about.here?.(call);
    return { kind: 'answered', answer: { ...words, about: about.help, ...(here && { here }) } };
  },
};
