// The phrases of a locale, read once: `{{name}}` stands for a value; `KEY_zero`, `KEY_one`, `KEY_other` are the forms that the value `count` chooses.
import type { Language } from '../shared/text.js';

export type Values = Readonly<Record<string, string | number>>;

/** A phrase cut where its values go. */
interface Phrase {
  readonly first: string;
  readonly rest: readonly { readonly name: string; readonly after: string }[];
}

/** The phrase under a key, filled in. Throws when there is none, or a value is missing. Values are put in as they are, and not read again. */
export type Say = (key: string, values?: Values) => string;

function phraseOf(text: string): Phrase {
  // Every second piece is what the parentheses caught.
  const [first = '', ...pieces] = text.split(/\{\{(\w+)\}\}/);
  const rest = pieces.flatMap((name, i) => (i % 2 === 0 ? [{ name, after: pieces[i + 1] ?? '' }] : []));
  return { first, rest };
}

function flat(tree: object, prefix = ''): readonly (readonly [key: string, phrase: Phrase])[] {
  return Object.entries(tree).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return [[prefix + name, phraseOf(value)] as const];
    if (typeof value === 'object' && value !== null) return flat(value, `${prefix}${name}.`);
    throw new Error(`"${prefix}${name}" in the locale is no phrase`);
  });
}

/** A way to say the phrases of a locale, a tree of texts; keys are joined by dots. */
export function createPhrases(language: Language, locale: object): Say {
  const phrases = new Map(flat(locale));
  const plurals = new Intl.PluralRules(language);
  // Most counts are small, and asking costs more than all the rest of a phrase.
  const rules = Array.from({ length: 100 }, (_, count) => plurals.select(count));

  function formFor(key: string, count: number): Phrase | undefined {
    const zero = count === 0 ? phrases.get(`${key}_zero`) : undefined;
    return zero ?? phrases.get(`${key}_${rules[count] ?? plurals.select(count)}`) ?? phrases.get(key);
  }

  return (key, values = {}) => {
    const { count } = values;
    const phrase = typeof count === 'number' ? formFor(key, count) : phrases.get(key);
    if (!phrase) throw new Error(`no phrase "${key}" in the locale ${language}`);
    let said = phrase.first;
    for (const { name, after } of phrase.rest) {
      const value = values[name];
      if (typeof value !== 'string' && typeof value !== 'number') {
        throw new Error(`a value is missing in "${key}": ${name}`);
      }
      said += String(value) + after;
    }
    return said;
  };
}
