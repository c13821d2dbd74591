// The portal's pages: what a page answers, put into the frame of the layout.
import type { Language } from '../shared/text.js';
import type { Instant } from '../shared/time.js';
import type { Assets } from '../web/assets.js';
import { pageSet } from '../web/pages.js';
import { copyPolicy, noncePlaceholder } from '../web/security.js';
import type { Words } from '../web/words.js';
import { feedLinks, footerLinks, navigation } from './frame.js';

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
  readonly mode: 'live' | 'sandbox';
  /** Path and query without the language's prefix. */
  readonly address: string;
}

export interface Renderer {
  words(language: Language): Words;
  /** HTML in which `noncePlaceholder` stands for the nonce. */
  render(language: Language, answer: PageAnswer, frame: Frame): string;
}

/** Reads all templates, once, at start. `publicUrl` without a final slash; `copyOf`: pages are for a static copy of this moment. */
export function createRenderer(publicUrl: string, assets: Assets, copyOf: Instant | null): Renderer {
  const base = new URL(publicUrl).pathname.replace(/\/$/, '');
  const set = pageSet('pages', base);
  return {
    words: (language) => set.words(language),
    render(language, answer, { foundation, mode, address }) {
      const zh = address === '/' ? '/zh' : `/zh${address}`;
      const json = answer.json === null ? null : `${base}/api/v1${answer.json}`;
      const other = base + (language === 'zh' ? address : zh);
      const place = { words: set.words(language), base, address, other, json };
      return set.render(language, answer.template, {
        ...answer.model,
        page: {
          lang: language === 'zh' ? 'zh-CN' : 'en',
          title: answer.title,
          kicker: answer.kicker,
          sentence: answer.sentence,
          json,
          foundation,
          sandbox: mode === 'sandbox',
          tokens: base + assets.address('tokens.css'),
          stylesheet: base + assets.address('site.css'),
          script: base + assets.address('site.js'),
          icon: base + assets.address('favicon.svg'),
          nonce: noncePlaceholder,
          /** This page in both languages, as whole addresses. */
          url: publicUrl + (language === 'zh' ? zh : address),
          en: publicUrl + address,
          zh: publicUrl + zh,
          other,
          nav: navigation(place),
          footer: footerLinks(place),
          feeds: feedLinks(place),
          home: address === '/',
          copy: copyOf && { at: copyOf, policy: copyPolicy },
        },
      });
    },
  };
}
