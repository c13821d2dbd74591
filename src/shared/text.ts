// Small facts about text: spelling distance, localised names, text from outside.

/** A text in English, in Chinese, or in both. */
export interface LocalText {
  readonly en?: string | undefined;
  readonly zh?: string | undefined;
}

/** The languages the app writes. */
export type Language = 'en' | 'zh';

/** The text in the language, or in the other one where it is missing. */
export function inLanguage(text: string | LocalText, language: Language): string {
  if (typeof text === 'string') return text;
  return (language === 'zh' ? (text.zh ?? text.en) : (text.en ?? text.zh)) ?? '';
}

/** Control characters, and those that change the direction of what stands around them. */
const controls = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Text from outside as it can stand within a sentence of ours: in one line, and unable to turn what follows it. */
export function inSentence(text: string): string {
  return text.replace(controls, ' ');
}

/** Whether a text shows nothing: it holds only white space and characters that leave no mark, the Hangul fillers among them. */
export function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\u2800\p{Default_Ignorable_Code_Point}]*$/u.test(text);
}

/** Edits (insert, delete, replace, swap of neighbours) between two texts: optimal string alignment. Cost is the product of lengths. */
export function editDistance(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const same = left[i - 1] === right[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    [beforeLast, last] = [last, row];
  }
  return last[right.length] ?? 0;
}

/** The known word nearest to one that is unknown, when it is near enough to have been meant; null otherwise. */
export function nearest(word: string, known: readonly string[]): string | null {
  if (word.length > 64) return null;
  let best: string | null = null;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}
