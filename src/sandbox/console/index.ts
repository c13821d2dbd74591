// The console of the simulated forges, at `/sandbox`: their own pages, on which anybody acts as anybody. Only ever served in the sandbox.
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { z } from 'zod';
import type { Log } from '../../shared/log.js';
import type { Language } from '../../shared/text.js';
import { readAssets } from '../../web/assets.js';
import { pageSet } from '../../web/pages.js';
import { security } from '../../web/security.js';
import type { Sandbox } from '../sandbox.js';
import { createRender, type Render } from './frame.js';
import { guard, isLoopback } from './guard.js';
import { createNotes } from './notes.js';
import { errorPage, sendPage, type Routes } from './answer.js';
import { forgeRoutes } from './forge-router.js';
import { siteRoutes } from './router.js';
import { consoleForges } from './forge.js';
import { visitOf, type ConsoleSource, type Decided } from './visit.js';

export interface ConsoleDeps {
  readonly sandbox: Sandbox;
  readonly decided: Decided;
  /** PUBLIC_URL. */
  readonly publicUrl: string;
  /**
   * HOST, where the app listens. If that is this machine alone, only its own browsers are let in, by a name it has; any other HOST is the
   * operator's word that whoever can reach it may use the console.
   */
  readonly host: string;
  readonly log: Log;
}

export interface Console {
  /** Serves the request if it is for the console; false leaves it to others. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
}

const ours = /^(?:\/zh)?\/sandbox(?=[/?]|$)/;
const wrongRequest = z.object({ status: z.int().min(400).max(499) });

function failed(source: ConsoleSource, render: Render): ErrorRequestHandler {
  return async (err: unknown, req, res, next) => {
    const wrong = wrongRequest.safeParse(err);
    if (!wrong.success)
      source.log.error({ err, method: req.method, path: req.path }, 'a request of the console failed');
    if (res.headersSent) {
      next(err);
      return;
    }
    const visit = await visitOf(req, languageOf(req.originalUrl), source);
    sendPage(res, render, visit, errorPage(visit, wrong.success ? wrong.data.status : 500));
  };
}

function languageOf(url: string): Language {
  return url.startsWith('/zh') ? 'zh' : 'en';
}

function createExpress({ host, publicUrl, ...deps }: ConsoleDeps): Express {
  const base = new URL(publicUrl).pathname.replace(/\/$/, '');
  const forges = consoleForges(deps.sandbox);
  const source: ConsoleSource = { ...deps, forges, pages: pageSet('console', base), notes: createNotes() };
  const render = createRender(readAssets(), base);
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', false);
  app.use(guard(host, publicUrl), security(publicUrl), (_req, res, next) => {
    // Without a referrer browsers would send the forms with `Origin: null`.
    res.set('Referrer-Policy', 'same-origin');
    next();
  });
  app.use(async (req, res, next) => {
    const { done, step, of } = source.sandbox.seeding.state();
    if (done) {
      next();
      return;
    }
    const visit = await visitOf(req, languageOf(req.originalUrl), source);
    const title = visit.words.t('console.seeding.title');
    res.set({ 'Retry-After': '2', Refresh: '2' });
    sendPage(res, render, visit, { status: 503, template: 'seeding', title, model: { step, of } });
  });
  for (const [prefix, language] of [['/zh', 'zh'] as const, ['', 'en'] as const]) {
    const routes: Routes = { source, render, base, language };
    app.use(`${prefix}/sandbox`, siteRoutes(routes));
    for (const forge of [forges.gitee, forges.github]) app.use(prefix + forge.base, forgeRoutes(routes, forge));
  }
  app.use(async (req, res) => {
    const visit = await visitOf(req, languageOf(req.originalUrl), source);
    sendPage(res, render, visit, errorPage(visit, 404));
  });
  app.use(failed(source, render));
  return app;
}

/** Throws when a template is missing or malformed. */
export function createConsole(deps: ConsoleDeps): Console {
  const app = createExpress(deps);
  if (!isLoopback(deps.host)) {
    deps.log.warn({ host: deps.host }, 'whoever reaches this address may act as anybody in the sandbox');
  }
  return {
    handle(req, res) {
      if (!ours.test(req.url ?? '')) return false;
      app(req, res);
      return true;
    },
  };
}
