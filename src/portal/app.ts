// The portal: JSON API, pages, health. Reads only; every other method is refused.
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Log } from '../shared/log.js';
import type { Clock } from '../shared/time.js';
import { readAssets } from '../web/assets.js';
import { security } from '../web/security.js';
import { apiRouter } from './api/router.js';
import { healthRouter, type Readiness } from './health.js';
import type { Metrics } from './metrics.js';
import type { PortalCommand } from './pages/page.js';
import { pagesRouter, sendErrorPage, type PagesSource } from './pages/router.js';
import { sendProblem } from './problem.js';
import { createRenderer } from './render.js';
import type { PortalStore } from './store.js';

export interface PortalDeps {
  readonly store: PortalStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly commands: readonly PortalCommand[];
  readonly metrics: Pick<Metrics, 'contentType' | 'render'>;
  ready(): Readiness;
  /** The sandbox says so on every page. */
  readonly mode: 'live' | 'sandbox';
  /** PUBLIC_URL; a path in it is put before every link. */
  readonly publicUrl: string;
  /** Requests a minute from one address; the contract allows no less than 1,200. */
  readonly requestsPerMinute?: number;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

function isForApi(path: string): boolean {
  return path === '/api' || path.startsWith('/api/');
}

function readOnly(): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') {
      next();
      return;
    }
    // What the body may hold is not read: the connection ends with the answer.
    res.set({ Allow: 'GET, HEAD', Connection: 'close' });
    sendProblem(res, 405, 'this address is only read, with GET or HEAD');
  };
}

function limit(requestsPerMinute: number): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    validate: { xForwardedForHeader: false },
    handler: (_req, res) => {
      sendProblem(res, 429, `more than ${String(requestsPerMinute)} requests came from this address within a minute`);
    },
  });
}

function decodable(source: PagesSource): RequestHandler {
  return (req, res, next) => {
    if (isDecodable(req.originalUrl)) next();
    else if (isForApi(req.path)) sendProblem(res, 400, 'the address holds a percent sign that encodes nothing');
    else sendErrorPage(req, res, source, 400);
  };
}

function failed(source: PagesSource): ErrorRequestHandler {
  return (err: unknown, req, res, next) => {
    source.log.error({ err, method: req.method, path: req.path }, 'a request failed');
    if (res.headersSent) next(err);
    else if (isForApi(req.path)) sendProblem(res, 500, 'a mistake of ours; it has been logged and nothing was lost');
    else sendErrorPage(req, res, source, 500);
  };
}

/** Everything that is read over HTTP. Throws when a template is missing or malformed. */
export function createPortal({ requestsPerMinute = 2400, ...deps }: PortalDeps): Express {
  const publicUrl = deps.publicUrl.replace(/\/+$/, '');
  const assets = readAssets();
  const renderer = createRenderer(publicUrl, assets);
  const source: PagesSource = { ...deps, renderer };
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', false);
  app.use(
    security(publicUrl),
    readOnly(),
    healthRouter(() => deps.ready(), deps.metrics),
  );
  app.use(limit(requestsPerMinute), decodable(source), compression());
  app.use(assets.router());
  app.use('/api/v1', apiRouter(deps, publicUrl));
  app.use('/zh', pagesRouter(source, 'zh'));
  app.use(pagesRouter(source, 'en'));
  app.use((req, res) => {
    if (isForApi(req.path))
      sendProblem(res, 404, 'there is nothing at this address; /api/v1/openapi.json lists what there is');
    else sendErrorPage(req, res, source, 404);
  });
  app.use(failed(source));
  return app;
}
