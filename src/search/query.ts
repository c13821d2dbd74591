// What somebody typed into the search field, as a query within bounds.
import { inSentence } from '../shared/text.js';
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

/**
 * Reads what was typed, of which only the first `longestQuery` characters and `mostTokens` words count. Nothing in it has a meaning of its
 * own: quotes, minus signs and operators are signs between words.
 */
export function readQuery(typed: string): Asked {
  const start = Array.from(typed.slice(0, 2 * longestQuery))
    .slice(0, longestQuery)
    .join('');
  const text = inSentence(start).trim();
  return { text, tokens: queryTokens(text, mostTokens) };
}
