// The routes of the pages, in one language.
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { PolicyWords } from '../../replies/policy-words.js';
import type { Log } from '../../shared/log.js';
import type { Language } from '../../shared/text.js';
import type { Clock } from '../../shared/time.js';
import { answerOf, sendAnswer, type Answer } from '../../web/answer.js';
import type { AnswerCache } from '../cache.js';
import type { PageAnswer, Renderer } from '../render.js';
import type { PortalStore } from '../store.js';
import { pages } from './index.js';
import type { Page, PortalCommand } from './page.js';

export interface PagesSource {
  readonly store: PortalStore;
  readonly clock: Clock;
  readonly commands: readonly PortalCommand[];
  readonly policyWords: PolicyWords;
  readonly renderer: Renderer;
  readonly log: Log;
  readonly mode: 'live' | 'sandbox';
}

/** Of the address (400, 404), of the request (405, 429), with us (500), or too much for us (503). */
type ErrorStatus = 400 | 404 | 405 | 429 | 500 | 503;

const pathParams = z.record(z.string(), z.string());

/** The address asked for without the language's prefix, and its query without `?`. */
function addressOf(req: Request, language: Language): { address: string; query: string } {
  const [path = '/', ...rest] = req.originalUrl.split('?');
  const query = rest.join('?');
  const plain = language === 'zh' ? path.replace(/^\/zh(?=\/|$)/, '') : path;
  // Two slashes at its start would make a link to it lead to another host.
  const address = `/${plain.replace(/^[/\\]+/, '')}`;
  return { address: `${address}${query === '' ? '' : `?${query}`}`, query };
}

/** The language an address asks for. */
function languageOf({ originalUrl }: Request): Language {
  return /^\/zh([/?]|$)/.test(originalUrl) ? 'zh' : 'en';
}

const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' };

function answerTo(req: Request, { renderer, mode }: PagesSource, foundation: string, page: PageAnswer): Answer {
  const language = languageOf(req);
  const html = renderer.render(language, page, { foundation, mode, address: addressOf(req, language).address });
  return answerOf(page.status ?? 200, headers, html);
}

function errorPage(req: Request, source: PagesSource, status: ErrorStatus): Answer {
  const { t } = source.renderer.words(languageOf(req));
  const sentence = t(`error.${String(status)}.sentence`);
  const title = t(`error.${String(status)}.title`);
  return answerTo(req, source, 'OpenCharter', {
    status,
    template: 'error',
    title,
    kicker: String(status),
    sentence,
    json: null,
    model: {},
  });
}

/** A page that says what is wrong. Needs no database. */
export function sendErrorPage(req: Request, res: Response, source: PagesSource, status: ErrorStatus): void {
  sendAnswer(req, res, errorPage(req, source, status));
}

export function pagesRouter(source: PagesSource, cache: AnswerCache, language: Language): Router {
  const router = Router({ caseSensitive: true });
  const words = source.renderer.words(language);

  async function make(req: Request, page: Page): Promise<Answer> {
    const inForce = await source.store.charter();
    const params = pathParams.parse(req.params);
    const answer = await page.load({
      words,
      store: source.store,
      commands: source.commands,
      policyWords: source.policyWords,
      inForce,
      now: source.clock.now(),
      id: params['id'] ?? '',
      params,
      query: addressOf(req, language).query,
    });
    if (answer === null) return errorPage(req, source, 404);
    return answerTo(req, source, inForce ? words.name(inForce.charter.foundation.name) : 'OpenCharter', answer);
  }

  for (const page of pages) {
    router.get(page.path, async (req, res) => {
      if (page.live) sendAnswer(req, res, await make(req, page));
      else await cache.answer(req, res, () => make(req, page));
    });
  }
  return router;
}
