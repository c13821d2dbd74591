// Pages out of templates: Handlebars, one environment a language, everything escaped.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { z } from 'zod';
import type { Language } from '../shared/text.js';
import { createWords, type Words } from './words.js';

const root = new URL('../../templates/', import.meta.url);

/** What a page answers: the layout prints title and sentence, the template the rest. */
export interface PageAnswer {
  readonly status?: number;
  /** The template's name in templates/pages. */
  readonly template: string;
  readonly title: string;
  /** A few words above the title: what kind of thing this is and its state. */
  readonly kicker: string | null;
  /** The plain sentence that answers the page's question. */
  readonly sentence: string;
  /** The same as JSON, below `/api/v1`; null where there is none. */
  readonly json: string | null;
  readonly model: object;
}

/** What the layout needs besides. */
interface Frame {
  readonly foundation: string;
  /** Path and query without the language's prefix. */
  readonly address: string;
}

export interface Renderer {
  readonly stylesheet: { readonly path: string; readonly text: string; readonly version: string };
  words(language: Language): Words;
  render(language: Language, answer: PageAnswer, frame: Frame): string;
}

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

function templatesIn(folder: string): readonly (readonly [name: string, text: string])[] {
  const files = readdirSync(new URL(`${folder}/`, root)).filter((file) => file.endsWith('.hbs'));
  return files.map((file) => [file.slice(0, -'.hbs'.length), read(`${folder}/${file}`)]);
}

/** Whether an address from outside may be a link: http or https only. */
function isWebAddress(text: unknown): boolean {
  return typeof text === 'string' && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** The templates of one language, compiled. `base` is the path of PUBLIC_URL. */
function createPages(words: Words, base: string): ReadonlyMap<string, Handlebars.TemplateDelegate> {
  const environment = Handlebars.create();
  const prefix = words.language === 'zh' ? `${base}/zh` : base;
  environment.registerHelper({
    t: (...args: unknown[]) => {
      const { hash } = z.object({ hash: z.record(z.string(), z.union([z.string(), z.number()])) }).parse(args.pop());
      return words.t(args.map(String).join('.'), hash);
    },
    utc: (at: string) => words.time(at),
    href: (...args: unknown[]) => prefix + args.slice(0, -1).map(String).join(''),
    asset: (path: string) => base + path,
    isWebAddress,
  });
  for (const [name, text] of [...templatesIn('layouts'), ...templatesIn('partials')])
    environment.registerPartial(name, text);
  return new Map(templatesIn('pages').map(([name, text]) => [name, environment.compile(text, { strict: true })]));
}

/** Reads all templates, once, at start. `publicUrl` without a final slash. */
export function createRenderer(publicUrl: string): Renderer {
  const base = new URL(publicUrl).pathname.replace(/\/$/, '');
  const css = read('assets/site.css');
  const version = createHash('sha256').update(css).digest('hex').slice(0, 12);
  const stylesheet = { path: '/assets/site.css', text: css, version };
  const locale = z.record(z.string(), z.unknown());
  function load(language: Language) {
    const words = createWords(language, locale.parse(JSON.parse(read(`locales/portal.${language}.json`))));
    return { words, pages: createPages(words, base) };
  }
  const languages = { en: load('en'), zh: load('zh') };
  return {
    stylesheet,
    words: (language) => languages[language].words,
    render(language, answer, { foundation, address }) {
      const page = languages[language].pages.get(answer.template);
      if (!page) throw new Error(`there is no page template "${answer.template}"`);
      const other = language === 'zh' ? address : address === '/' ? '/zh' : `/zh${address}`;
      return page({
        ...answer.model,
        page: {
          lang: language === 'zh' ? 'zh-CN' : 'en',
          title: answer.title,
          kicker: answer.kicker,
          sentence: answer.sentence,
          json: answer.json === null ? null : `${base}/api/v1${answer.json}`,
          foundation,
          stylesheet: `${base}${stylesheet.path}?v=${version}`,
          other: base + other,
          home: address === '/',
        },
      });
    },
  };
}
