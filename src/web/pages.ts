// Pages out of templates: Handlebars, one environment a language, everything escaped.
import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { Language } from '../shared/text.js';
import { readLocale } from './locale.js';
import { renderMarkdown } from './markdown.js';
import type { Values } from './phrases.js';
import { settle } from './settle.js';
import { createWords, type Words } from './words.js';

const root = new URL('../../templates/', import.meta.url);

/** The page templates of one folder, in all languages. */
export interface PageSet {
  words(language: Language): Words;
  /** Throws when there is no such template, or the model lacks what it names. */
  render(language: Language, template: string, model: object): string;
}

type Templates = ReadonlyMap<string, hbs.AST.Program>;

function templatesIn(folder: string): Templates {
  const files = readdirSync(new URL(`${folder}/`, root)).filter((file) => file.endsWith('.hbs'));
  return new Map(
    files.map((file) => {
      const text = readFileSync(new URL(`${folder}/${file}`, root), 'utf8');
      return [file.slice(0, -'.hbs'.length), Handlebars.parse(text)] as const;
    }),
  );
}

/** All that a set of pages is made of, parsed once for both languages. */
interface Parsed {
  readonly layouts: Templates;
  readonly partials: Templates;
  readonly pages: Templates;
}

/** Whether it is what Handlebars hands to a helper last. That the values are texts and numbers is for the phrase to check. */
function isCall(value: unknown): value is { readonly hash: Values } {
  return typeof value === 'object' && value !== null && 'hash' in value;
}

/** HTML that is safe as it is: templates put it in unescaped. */
export function safeHtml(html: string): Handlebars.SafeString {
  return new Handlebars.SafeString(html);
}

/** Whether an address from outside may be a link: http or https only. */
function isWebAddress(text: unknown): boolean {
  return typeof text === 'string' && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function compile(
  { layouts, partials, pages }: Parsed,
  words: Words,
  base: string,
): ReadonlyMap<string, Handlebars.TemplateDelegate> {
  const environment = Handlebars.create();
  const prefix = words.language === 'zh' ? `${base}/zh` : base;
  const helpers = {
    t: (...args: unknown[]) => {
      const call = args.pop();
      if (!isCall(call)) throw new Error('the helper "t" is called by templates only');
      return words.t(args.join('.'), call.hash);
    },
    utc: (at: string) => words.time(at),
    href: (...args: unknown[]) => prefix + args.slice(0, -1).join(''),
    asset: (path: string) => base + path,
    markdown: (text: string) => safeHtml(renderMarkdown(text)),
    isWebAddress,
  };
  environment.registerHelper(helpers);
  // All helpers are known: any other name is read from the model, without looking for a helper first.
  const options = {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
  };
  const fixed = {
    helpers: new Map<string, (...args: unknown[]) => unknown>([
      ['t', helpers.t],
      ['href', helpers.href],
    ]),
    partials,
  };
  for (const [name, program] of [...layouts, ...partials]) {
    // Compiled here: within a partial block Handlebars forgets what it has compiled, and would begin anew at each page.
    environment.registerPartial(name, environment.compile(settle(fixed, program), options));
  }
  return new Map([...pages].map(([name, program]) => [name, environment.compile(settle(fixed, program), options)]));
}

function readPageSet(folder: string, base: string): PageSet {
  const parsed = { layouts: templatesIn('layouts'), partials: templatesIn('partials'), pages: templatesIn(folder) };
  function load(language: Language) {
    const words = createWords(language, readLocale(language));
    return { words, pages: compile(parsed, words, base) };
  }
  const languages = { en: load('en'), zh: load('zh') };
  return {
    words: (language) => languages[language].words,
    render(language, template, model) {
      const page = languages[language].pages.get(template);
      if (!page) throw new Error(`there is no page template "${folder}/${template}"`);
      return page(model);
    },
  };
}

/** Templates don't change while a process runs: what was read of them stays. */
const read = new Map<string, PageSet>();

/**
 * Reads the templates of `templates/FOLDER` with the layouts and partials, once a process. `base`: the path of PUBLIC_URL without a final
 * slash. Helpers: `t KEY… name=value`, `utc TIME`, `href PARTS…` (in the page's language), `asset PATH`, `markdown TEXT`, `isWebAddress TEXT`.
 */
export function pageSet(folder: string, base: string): PageSet {
  const name = `${folder} ${base}`;
  const set = read.get(name) ?? readPageSet(folder, base);
  read.set(name, set);
  return set;
}
