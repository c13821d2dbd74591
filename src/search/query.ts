// What somebody typed into the search field, as a query within bounds.
import { err, ok, type Result } from '../shared/result.js';
import { queryTokens } from './tokens.js';

/** So many characters may be searched for. */
export const longestQuery = 200;

/** So many words count; what comes after them is left out. */
export const mostTokens = 12;

/** What was typed: the text fit to be shown, and the tokens to look for; none for a text without a letter or digit. */
export interface Asked {
  readonly text: string;
  readonly tokens: readonly string[];
}

/** Characters that would change how the text around them reads. */
const controls = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Reads what was typed. Nothing in it has a meaning of its own: quotes, minus signs and operators are signs between words. */
export function readQuery(typed: string): Result<Asked, 'too-long'> {
  const text = typed.replace(controls, ' ').trim();
  if (text.length > 2 * longestQuery || Array.from(text).length > longestQuery) return err('too-long');
  return ok({ text, tokens: queryTokens(text, mostTokens) });
}
