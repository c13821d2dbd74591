// What a command is: its name, its other names, its help, and what it does.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { Governance } from '../events/governance.js';
import type { SubjectFacts } from '../forges/event.js';
import type { Refusal } from '../motions/refusal.js';
import type { HelpWords } from '../replies/help-text.js';
import type { Account, SubjectRef, TextRef } from '../shared/refs.js';
import type { ContributionHere } from './contribution-here.js';
import type { CommandHelp } from './help.js';
import type { Instant } from '../shared/time.js';

/** The text a command stands in. */
export interface CommandSource {
  readonly subject: SubjectFacts;
  /** Where the subject's motions were proposed: another reference after a transfer. */
  readonly origin: SubjectRef;
  readonly text: TextRef;
  readonly author: Account;
  readonly url: string;
  /** When the delivery was received: the time of everything that follows. */
  readonly receivedAt: Instant;
  /** The forge's own time of writing. */
  readonly forgeTime: Instant;
  /** Its delivery had been given up, and an operator has it tried again. */
  readonly revived: boolean;
  /** What the opening text of its issue was then; null where that is not known. */
  readonly issueText: string | null;
}

/** One command in its text. */
export interface CommandCall {
  /** Every command there is. */
  readonly registry: readonly Command[];
  readonly governance: Governance;
  readonly adopted: AdoptedCharter;
  readonly source: CommandSource;
  /** The pull request the text stands in, shared by all its commands. */
  readonly contribution: ContributionHere;
  /** Names this command for ever: text and line. */
  readonly key: string;
  readonly line: number;
  readonly args: string;
}

/**
 * What became of a command. accepted: shown by a reaction and by `motion`'s comment. advisory: kept, shown with the next update.
 * contribution-changed: shown by a reaction, and the contribution is evaluated; `again`: what the forge shows is written anew. roadmap-changed: shown by a reaction and by
 * the item's comment, and by that of `motion` where one is to decide on the item. answered: a reply of its own. refused: told why.
 */
export type CommandOutcome =
  | { readonly kind: 'accepted'; readonly motion: string }
  | { readonly kind: 'advisory'; readonly motion: string }
  | { readonly kind: 'contribution-changed'; readonly again: boolean }
  | { readonly kind: 'roadmap-changed'; readonly item: string; readonly motion: string | null }
  | { readonly kind: 'answered'; readonly answer: HelpWords }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/**
 * What a command's place in time matters for. calls: it proposes a motion. links: it comes before the motion called in the same text opens.
 * in-turn: what becomes of it depends on all that was done to the motion before, in any of its subjects. Without one it may come in any order.
 */
export type CommandOrder = 'calls' | 'links' | 'in-turn';

export interface Command {
  readonly name: string;
  readonly order?: CommandOrder;
  /** Chinese names, exact, and second English ones. */
  readonly aliases: readonly string[];
  readonly help: CommandHelp;
  /** Of a command with subcommands: how those are written that would be accepted from the writer, here and now. */
  here?(call: CommandCall): Promise<readonly string[]>;
  run(call: CommandCall): Promise<CommandOutcome>;
}
