// The registry of commands, in the order in which a motion, then a contribution meets them.
import { approve, hold, lgtm } from './approval.js';
import { abstain, no, yes } from './ballot.js';
import { checkVote } from './check-vote.js';
import type { Command } from './command.js';
import { extend } from './extend.js';
import { help } from './help-command.js';
import { link } from './link.js';
import { override } from './override.js';
import { propose } from './propose.js';
import { recheck } from './recheck.js';
import { recuse } from './recuse.js';
import { roadmap } from './roadmap.js';
import { second } from './second.js';
import { vote } from './vote.js';
import { withdraw } from './withdraw.js';
import type { CommandNames } from './words.js';

export const commands: readonly Command[] = [
  propose,
  second,
  link,
  vote,
  yes,
  no,
  abstain,
  recuse,
  checkVote,
  withdraw,
  extend,
  lgtm,
  approve,
  hold,
  recheck,
  override,
  roadmap,
  help,
];

/** Every command with its other names, for the parser. */
export const commandNames: CommandNames = Object.fromEntries(
  commands.map(({ name, aliases }) => [name, aliases] as const),
);
