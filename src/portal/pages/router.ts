// The routes of the pages, in one language.
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { Log } from '../../shared/log.js';
import type { Language } from '../../shared/text.js';
import type { Clock } from '../../shared/time.js';
import { sendHtml } from '../../web/security.js';
import type { PageAnswer, Renderer } from '../render.js';
import type { PortalStore } from '../store.js';
import { pages } from './index.js';
import type { PageContext, PortalCommand } from './page.js';

export interface PagesSource {
  readonly store: PortalStore;
  readonly clock: Clock;
  readonly commands: readonly PortalCommand[];
  readonly renderer: Renderer;
  readonly log: Log;
  readonly mode: 'live' | 'sandbox';
}

const pathParams = z.record(z.string(), z.string());

/** The address asked for without the language's prefix, and its query without `?`. */
function addressOf(req: Request, language: Language): { address: string; query: string } {
  const [path = '/', ...rest] = req.originalUrl.split('?');
  const query = rest.join('?');
  const plain = language === 'zh' ? path.replace(/^\/zh(?=\/|$)/, '') : path;
  return { address: `${plain === '' ? '/' : plain}${query === '' ? '' : `?${query}`}`, query };
}

/** The language an address asks for. */
function languageOf({ originalUrl }: Request): Language {
  return /^\/zh([/?]|$)/.test(originalUrl) ? 'zh' : 'en';
}

function send(
  req: Request,
  res: Response,
  { renderer, mode }: PagesSource,
  foundation: string,
  answer: PageAnswer,
): void {
  const language = languageOf(req);
  const html = renderer.render(language, answer, { foundation, mode, address: addressOf(req, language).address });
  res.status(answer.status ?? 200).set('Cache-Control', 'no-cache');
  sendHtml(res, html);
}

/** A page that says what is wrong: of the address (400, 404) or with us (500). Needs no database. */
export function sendErrorPage(req: Request, res: Response, source: PagesSource, status: 400 | 404 | 500): void {
  const { t } = source.renderer.words(languageOf(req));
  const sentence = t(`error.${String(status)}.sentence`);
  const title = t(`error.${String(status)}.title`);
  send(req, res, source, 'OpenCharter', {
    status,
    template: 'error',
    title,
    kicker: String(status),
    sentence,
    json: null,
    model: {},
  });
}

export function pagesRouter(source: PagesSource, language: Language): Router {
  const router = Router({ caseSensitive: true });
  const words = source.renderer.words(language);
  for (const page of pages) {
    router.get(page.path, async (req, res) => {
      const inForce = await source.store.charter();
      const params = pathParams.parse(req.params);
      const context: PageContext = {
        words,
        store: source.store,
        commands: source.commands,
        inForce,
        now: source.clock.now(),
        id: params['id'] ?? '',
        params,
        query: addressOf(req, language).query,
      };
      const answer = await page.load(context);
      if (answer === null) sendErrorPage(req, res, source, 404);
      else send(req, res, source, inForce ? words.name(inForce.charter.foundation.name) : 'OpenCharter', answer);
    });
  }
  return router;
}
