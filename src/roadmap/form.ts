// Reads the form of an issue on the roadmap: leniently, in English, Chinese or both. What is wrong comes as values, each with its field and what would be right.
import type { AdoptedCharter } from '../charter/adopted.js';
import { visibleLines } from '../contributions/markdown-sections.js';
import type { ForgeId } from '../shared/refs.js';
import { isBlank, nearest, type LocalText } from '../shared/text.js';
import type { Instant } from '../shared/time.js';
import { fieldUnder, type FormField, type FoundField } from './fields.js';
import { readHorizon } from './horizon.js';
import { named, personNamed } from './names.js';

/** What is asked of a body. */
export interface Ask {
  readonly body: string;
  readonly text: string;
}

/** What to mend in the form. `known` are values that would be right, `nearest` the one that was perhaps meant. */
export type FormProblem =
  /** None of the form's headings is there. */
  | { readonly code: 'no-form' }
  | { readonly code: 'field-missing'; readonly field: 'outcome' }
  | { readonly code: 'text-too-long'; readonly field: FormField; readonly longest: number }
  | {
      readonly code: 'unknown-value';
      readonly field: 'theme' | 'horizon' | 'lead' | 'body' | 'asks';
      readonly written: string;
      readonly nearest: string | null;
      readonly known: readonly string[];
    }
  | {
      readonly code: 'past-horizon';
      readonly field: 'horizon';
      readonly written: string;
      readonly current: string;
      readonly known: readonly string[];
    }
  /** A line that asks nobody: it has no `BODY:` in front. */
  | {
      readonly code: 'ask-of-nobody';
      readonly field: 'asks';
      readonly written: string;
      readonly known: readonly string[];
    };

/** What an issue says. What is wrong is left out, and told among the problems. */
export interface Form {
  readonly outcome: string | LocalText | null;
  /** The id of a theme. */
  readonly theme: string | null;
  /** A wish: only a command gives an item its horizon. */
  readonly horizon: string | null;
  /** The id of a person of the charter. */
  readonly lead: string | null;
  /** The id of a body. */
  readonly body: string | null;
  readonly asks: readonly Ask[];
  readonly measure: string | LocalText | null;
  readonly problems: readonly FormProblem[];
}

/** The longest text of a field, in UTF-16 code units. */
export const longestField = 4000;
const mostAsks = 50;
/** A horizon may be written in several languages, `next / 下一步`: so many are looked up, in a line so long. */
const [mostLanguages, longestName] = [4, 200];
/** So many values are compared for the nearest one, and so many are named. */
const [mostCompared, mostNamed] = [500, 100];

/** A command: it says nothing about the item, wherever it stands. */
const command = /^\/\p{L}[\p{L}\p{N}-]{0,40}(?:[\p{Zs}\t]|$)/u;

/** What people and forges write where they write nothing. */
const empty = /^(?:_?no response_?|_?未填写_?|_?无回复_?|n\/?a|none|nobody|tbd|无|暂无|没有|待定|[-—–]+)$/iu;

function written(lines: readonly string[]): string {
  const text = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return isBlank(text) || empty.test(text) ? '' : text;
}

interface Part extends FoundField {
  readonly level: number;
  readonly lines: string[];
}

/** What stands under each heading of the form, down to the next one, or to any other heading of its own or a higher level. */
function partsOf(body: string): readonly Part[] {
  const parts: Part[] = [];
  let open: Part | null = null;
  for (const { text, code } of visibleLines(body)) {
    if (!code && command.test(text)) continue;
    const [, marks = '', heading = ''] = (code ? null : /^ {0,3}(#{1,6})[ \t]+(.*)$/s.exec(text)) ?? [];
    const found = marks === '' ? null : fieldUnder(heading.slice(0, 300).replace(/[ \t]+#+[ \t]*$/, ''));
    if (found) {
      open = { ...found, level: marks.length, lines: [] };
      parts.push(open);
    } else if (open && marks !== '' && marks.length <= open.level) open = null;
    else open?.lines.push(text.trim());
  }
  return parts;
}

/** The texts found under each field's headings, by language; the first that is not empty counts. */
type Texts = ReadonlyMap<FormField, Partial<Record<'en' | 'zh' | 'both', string>>>;

function textsOf(body: string): Texts {
  const texts = new Map<FormField, Partial<Record<'en' | 'zh' | 'both', string>>>();
  for (const { field, language, lines } of partsOf(body)) {
    const before = texts.get(field) ?? {};
    const key = language ?? 'both';
    const earlier = before[key] ?? '';
    texts.set(field, { ...before, [key]: earlier === '' ? written(lines) : earlier });
  }
  return texts;
}

function oneText(texts: Texts, field: FormField): string {
  const { both = '', en = '', zh = '' } = texts.get(field) ?? {};
  return both || en || zh;
}

/** A text that is there in both languages, each under a heading of its own, or in one. */
function localText(texts: Texts, field: FormField, problems: FormProblem[]): string | LocalText | null {
  const { en = '', zh = '' } = texts.get(field) ?? {};
  const found = en !== '' && zh !== '' ? { en, zh } : oneText(texts, field);
  const all = typeof found === 'string' ? found : `${found.en}${found.zh}`;
  if (all.length > longestField) {
    problems.push({ code: 'text-too-long', field, longest: longestField });
    return null;
  }
  return all === '' ? null : found;
}

/** The lines of a list without their marks; a line without a mark goes on with the one before. */
function listed(text: string): readonly string[] {
  const items: string[] = [];
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, item] = /^(?:[-*+]|\d{1,3}[.)、])\s*(?:\[[ xX]\]\s*)?(.*)$/u.exec(line) ?? [];
    const last = items.length - 1;
    if (item === undefined && last >= 0 && !/^[^:：]{1,60}[:：]/u.test(line))
      items[last] = `${items[last] ?? ''} ${line}`;
    else items.push(item ?? line);
  }
  return items.filter((item) => item.trim() !== '');
}

function asksOf(text: string, { charter }: AdoptedCharter, problems: FormProblem[]): readonly Ask[] {
  const known = charter.bodies.map(({ id }) => id);
  const lines = listed(text);
  if (lines.length > mostAsks) problems.push({ code: 'text-too-long', field: 'asks', longest: mostAsks });
  return lines.slice(0, mostAsks).flatMap((line) => {
    const [, name, asked = ''] = /^([^:：]{1,200})[:：]\s*(.*)$/su.exec(line) ?? [];
    if (name === undefined || asked === '') {
      problems.push({ code: 'ask-of-nobody', field: 'asks', written: line, known });
      return [];
    }
    const plain = name.replace(/[*_`]/g, '').trim();
    const body = named(plain, charter.bodies);
    if (body !== null) return [{ body, text: asked }];
    problems.push({ code: 'unknown-value', field: 'asks', written: plain, nearest: nearest(plain, known), known });
    return [];
  });
}

/** Reads what an issue says. `at` is when it was written: a quarter that was over then is no horizon. */
export function readForm(body: string, adopted: AdoptedCharter, forge: ForgeId, at: Instant): Form {
  const { charter } = adopted;
  const texts = textsOf(body);
  const problems: FormProblem[] = [];
  const plan = charter.roadmap;
  function chosen(field: 'theme' | 'body' | 'lead', known: readonly string[], find: (text: string) => string | null) {
    const text = oneText(texts, field)
      .replace(/\n[\s\S]*$/, '')
      .replace(/^[-*+]\s+/, '');
    const value = text === '' ? null : find(text);
    if (text === '' || value !== null) return value;
    const near = nearest(text, known.slice(0, mostCompared));
    problems.push({ code: 'unknown-value', field, written: text, nearest: near, known: known.slice(0, mostNamed) });
    return null;
  }
  function wished(): string | null {
    const text = oneText(texts, 'horizon').replace(/\n[\s\S]*$/, '');
    if (text === '' || plan === null) return null;
    const parts = text.slice(0, longestName).split(/[/／|｜]/u, mostLanguages);
    const meant = [text, ...parts].map((part) => readHorizon(part, plan.horizons, at));
    const right = meant.find((one) => one.ok);
    if (right?.ok) return right.value;
    const past = meant.find((one) => !one.ok && one.error.code === 'past-horizon') ?? meant[0];
    if (!past || past.ok) return null;
    if (past.error.code === 'past-horizon') {
      const { current, known } = past.error;
      problems.push({ code: 'past-horizon', field: 'horizon', written: text, current, known });
    } else if (past.error.code === 'unknown-horizon') {
      const { nearest: near, known } = past.error;
      problems.push({ code: 'unknown-value', field: 'horizon', written: text, nearest: near, known });
    }
    return null;
  }

  if (texts.size === 0) problems.push({ code: 'no-form' });
  const outcome = localText(texts, 'outcome', problems);
  const tooLong = problems.some(({ code }) => code === 'text-too-long');
  if (texts.size > 0 && outcome === null && !tooLong) problems.push({ code: 'field-missing', field: 'outcome' });
  const themes = plan?.themes ?? [];
  const theme = chosen(
    'theme',
    themes.map(({ id }) => id),
    (text) => named(text, themes),
  );
  const horizon = wished();
  const people = charter.people.flatMap(({ id, accounts }) => accounts[forge]?.login ?? id);
  const lead = chosen('lead', people, (text) => personNamed(text, adopted, forge));
  const bodies = charter.bodies.map(({ id }) => id);
  const responsible = chosen('body', bodies, (text) => named(text, charter.bodies));
  const asks = asksOf(oneText(texts, 'asks'), adopted, problems);
  const measure = localText(texts, 'measure', problems);
  return { outcome, theme, horizon, lead, body: responsible, asks, measure, problems };
}
