// How every comment is laid out: its languages one below the other, its marker last, short enough for a forge.
import type { BotLanguage } from '../charter/charter.js';
import type { Language } from '../shared/text.js';
import { spaceHan } from './say.js';

/** Forges refuse longer comments and checks; GitHub's limits are 65,536 and 65,535 characters. */
export const longestComment = 60_000;

export function languagesOf(language: BotLanguage): readonly Language[] {
  return language === 'both' ? ['en', 'zh'] : [language];
}

/** The text of each language, parted by rules. */
export function parted(language: BotLanguage, write: (language: Language) => string): string {
  return languagesOf(language)
    .map((one) =>
      write(one)
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
    )
    .join('\n\n---\n\n');
}

/** The same, Chinese set as Chinese is. */
export function inEach(language: BotLanguage, write: (language: Language) => string): string {
  return parted(language, (one) => (one === 'zh' ? spaceHan(write(one)) : write(one)));
}

/** Sentences one after the other. */
export function inOneLine(sentences: readonly string[], language: Language): string {
  return sentences.join(language === 'en' ? ' ' : '');
}

/** A comment with the hidden line by which it is found again. */
export function signed(body: string, mark: string): string {
  return `${body}\n\n${mark}\n`;
}
