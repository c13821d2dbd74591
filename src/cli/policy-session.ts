// What `opencharter policy try` works with, and where what it says goes.
import type { Say } from '../replies/say.js';
import type { Language } from '../shared/text.js';
import type { CommandOutput } from './check.js';
import type { ReadingForge } from './policy-pulls.js';
import type { PolicySets } from './policy-rules.js';
import type { PolicyText } from './policy-text.js';

/** Opened once the arguments are known to be good. */
export interface PolicySession {
  readonly sets: PolicySets;
  readonly forge: ReadingForge;
  /** Calls to the forge so far, those for tokens too. */
  readonly calls: () => number;
  /** It reads as nobody (public repositories only, and few calls an hour): the settings that are missing, for people. Null otherwise. */
  readonly without: string | null;
  readonly policyText: PolicyText;
  readonly says: Readonly<Record<Language, Say>>;
}

/** Output for people goes to `out`; progress, waits and errors go to `err`. */
export interface PolicyOutput extends CommandOutput {
  /** Replaces the last line of a terminal on the error output by this one; null where there is no terminal. */
  readonly bar: ((line: string) => void) | null;
  readonly colours: boolean;
}

export interface PolicyOptions {
  readonly file: string | null;
  readonly last: string | null;
  readonly json: boolean;
  readonly language: Language;
}

/** How a run ended: all is well; something fails; something could not be read, or the arguments are wrong; stopped. */
export type PolicyExit = 0 | 1 | 2 | 130;
