// The bot's words: sentences of the locale files, filled in; and how Chinese is set.
import { createInstance } from 'i18next';
import type { Language } from '../shared/text.js';

/** A locale file: sentences under names, nested. */
export interface Phrases {
  readonly [name: string]: string | Phrases;
}

/** Fills the sentence `key` with `values`, which are Markdown already. Throws when there is no such sentence or a value is missing. */
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Puts the values in, in one pass: what a value holds is never read as a place for another. i18next's own way reads the filled text
 * again, so a value written by a stranger could pull in others or keep it busy for ever; from it we take only choice and plural.
 */
function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the value ${name} is missing in: ${sentence}`);
    return String(value);
  });
}

/** One Say for each language. */
export function createSay(locales: Readonly<Record<Language, Phrases>>): Readonly<Record<Language, Say>> {
  const i18n = createInstance();
  void i18n.init({
    initAsync: false,
    showSupportNotice: false,
    resources: { en: { translation: locales.en }, zh: { translation: locales.zh } },
    fallbackLng: false,
    parseMissingKeyHandler: (key: string) => {
      throw new Error(`no sentence is named ${key}`);
    },
  });
  function sayIn(language: Language): Say {
    const translate = i18n.getFixedT(language);
    return (key, values = {}) => {
      const plural = typeof values['count'] === 'number' ? { count: values['count'] } : {};
      return fill(translate(key, { ...plural, skipInterpolation: true }), values);
    };
  }
  return { en: sayIn('en'), zh: sayIn('zh') };
}

const thinSpace = '\u2009';

/** What must stay as it is: code blocks, code spans, tags and the targets of links. */
const untouchable = /(```[\s\S]*?```|(?<!\\)`[^`\n]*`|<[^>\n]*>|\]\([^)\n]*\))/;

/** Sets Chinese: a thin space between Han characters and the Latin letters, digits and code beside them. */
export function spaceHan(markdown: string): string {
  return markdown
    .split(untouchable)
    .map((part, index, parts) => {
      if (index % 2 === 1) return part;
      let text = part
        .replace(/(\p{Script=Han}) ?(?=\*{0,2}[@A-Za-z0-9])/gu, `$1${thinSpace}`)
        .replace(/([A-Za-z0-9%]) ?(?=\p{Script=Han})/gu, `$1${thinSpace}`);
      if (parts[index - 1]?.endsWith('`') === true) text = text.replace(/^ ?(?=\p{Script=Han})/u, thinSpace);
      if (parts[index + 1]?.startsWith('`') === true) text = text.replace(/(\p{Script=Han}) ?$/u, `$1${thinSpace}`);
      return text;
    })
    .join('');
}
