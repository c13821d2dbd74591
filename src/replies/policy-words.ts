// What policies say, in words: the sentences of templates/locales/policies, filled with values from outside, as plain text or as Markdown.
import Handlebars from 'handlebars';
import type { Words } from '../contributions/finding.js';
import type { Language } from '../shared/text.js';
import { utc } from './format.js';
import { cleanText, codeSpan, neutralise } from '../shared/neutralise.js';
import { spaceHan, type Phrases } from './say.js';

/**
 * The words of policies. Plain text is for pages, the API and the titles of checks: values are in one line, without characters that cannot be seen, and cut;
 * HTML is not escaped. In Markdown values mention, link and format nothing. A sentence that this version does not have, or whose values are missing (as in a record
 * that another version wrote), is told by its key.
 */
export interface PolicyWords {
  readonly policyText: (words: Words, language: Language) => string;
  readonly policyMarkdown: (words: Words, language: Language) => string;
  /** The kind of failure that a sentence tells of, without its values: for counts and histories. */
  readonly policyKind: (key: string, language: Language) => string;
  /** A policy by its id. */
  readonly policyName: (policy: string, language: Language) => string;
  /** Markdown: why there is such a policy, in a sentence or two; empty when it is not known. */
  readonly policyWhy: (policy: string, language: Language) => string;
}

type Values = Words['values'];
type Sentence = (context: object) => string;

interface Style {
  readonly text: (value: string) => string;
  /** What people may want to copy: paths, names, patterns. */
  readonly code: (value: string) => string;
}

const textLength = 200;
const codeLength = 120;

/** As a code span; as text where it would end a cell of a table, or hold what looks like a marker of ours. */
export function code(value: string): string {
  return /\||<!--/.test(value) ? neutralise(value, codeLength) : codeSpan(value, codeLength);
}

const styles = {
  plain: {
    text: (value) => cleanText(value, textLength),
    code: (value) => (cleanText(value) === '' ? '' : `“${cleanText(value, codeLength)}”`),
  },
  markdown: { text: (value) => neutralise(value, textLength), code },
} satisfies Record<string, Style>;

type StyleName = keyof typeof styles;

/** The first digits of a commit's id. */
export function shortCommit(sha: string): string {
  return sha.slice(0, 7);
}

/** Ids of commits and times, as people read them. */
function readable(value: string): string {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value)) return shortCommit(value);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? utc(value) : value;
}

function find(phrases: Phrases, key: string): string | null {
  let found: string | Phrases | undefined = phrases;
  for (const name of key.split('.')) {
    if (found === undefined || typeof found === 'string' || !Object.hasOwn(found, name)) return null;
    found = found[name];
  }
  return typeof found === 'string' ? found : null;
}

/** What stands in a sentence's gaps: `{{x}}` as text, `{{code.x}}` as something to copy. The value `part` names a part of the facts. */
function contextOf(values: Values, style: Style, phrases: Phrases): object {
  const bare: [string, string | number][] = [];
  const coded: [string, string][] = [];
  for (const [name, value] of Object.entries(values)) {
    const text = readable(String(value));
    const part = name === 'part' ? find(phrases, `parts.${text}`) : null;
    bare.push([name, typeof value === 'number' ? value : (part ?? style.text(text))]);
    coded.push([name, style.code(text)]);
  }
  return { ...Object.fromEntries(bare), code: Object.fromEntries(coded) };
}

/** A sentence without Markdown: what is code there stands in quotes, in Chinese without spaces around them. */
function plainSentence(text: string, language: Language): string {
  const quoted = text.replace(/`([^`]*)`/g, '“$1”');
  return language === 'en' ? quoted : quoted.replace(/ ?(“[^”]*”|\{\{code\.\w+\}\}) ?/g, '$1');
}

/** Values that are lists, as Chinese writes them. */
const lists = new Set(['logins', 'by', 'approvers', 'types', 'scopes', 'kinds', 'known']);

function enumerated(values: Values): Values {
  const written = Object.entries(values).map(([name, value]) => {
    return [name, lists.has(name) ? String(value).replaceAll(', ', '、') : value] as const;
  });
  return Object.fromEntries(written);
}

/** Makes the words from the locale files. */
export function createPolicyWords(locales: Readonly<Record<Language, Phrases>>): PolicyWords {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('plural', (count: unknown, one: string, other: string) => (count === 1 ? one : other));
  const compiled = new Map<string, Sentence>();

  function sentence(text: string): Sentence {
    const before = compiled.get(text);
    if (before) return before;
    const made = handlebars.compile<object>(text, { noEscape: true, strict: true });
    compiled.set(text, made);
    return made;
  }

  function tell(key: string, values: Values, language: Language, name: StyleName): string | null {
    const phrases = locales[language];
    const found = find(phrases, key);
    if (found === null) return null;
    const text = name === 'plain' ? plainSentence(found, language) : found;
    const missing = gapsOf(text).filter((gap) => !Object.hasOwn(values, gap));
    if (missing.length > 0) return null;
    const style = styles[name];
    const filled = sentence(text)(contextOf(language === 'zh' ? enumerated(values) : values, style, phrases));
    return language === 'zh' && name === 'markdown' ? spaceHan(filled) : filled;
  }

  return {
    policyText: ({ key, values }, language) => tell(key, values, language, 'plain') ?? cleanText(key),
    policyMarkdown: ({ key, values }, language) => tell(key, values, language, 'markdown') ?? code(key),
    policyKind: (key, language) => tell(`kinds.${key}`, {}, language, 'plain') ?? cleanText(key),
    policyName: (policy, language) => tell(`${policy}.name`, {}, language, 'plain') ?? cleanText(policy, 80),
    policyWhy: (policy, language) => tell(`${policy}.why`, {}, language, 'markdown') ?? '',
  };
}

/** The names of the values that a sentence asks for. */
export function gapsOf(sentence: string): readonly string[] {
  const gaps = sentence.matchAll(/\{\{(?:#if |plural )?(?:code\.)?(\w+)/g);
  return [...new Set(Array.from(gaps, ([, name = '']) => name))].filter((name) => name !== 'else');
}
