// Help as data: how a command is written, who may give it, what it does. Comments, pages and docs/commands.md are made from it.

/** A text in both languages of the app. */
export interface BothLanguages {
  readonly en: string;
  readonly zh: string;
}

export interface CommandHelp {
  /** `/extend DURATION REASON`: capitals stand for what the writer puts in, brackets for what may be left out. */
  readonly usage: string;
  readonly who: BothLanguages;
  readonly what: BothLanguages;
  readonly examples: readonly string[];
}

/** Who may propose a motion and call a vote. */
export const callersOfTheKind: BothLanguages = {
  en: 'those whom the charter names as callers of the kind',
  zh: '章程规定可以提出该类动议的人',
};
