// The portal: JSON API, pages, health. Reads only; every other method is refused.
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { rateLimit } from 'express-rate-limit';
import type { PolicyWords } from '../replies/policy-words.js';
import { SearchTimeoutError } from '../search/store.js';
import type { Log } from '../shared/log.js';
import type { Clock, Instant } from '../shared/time.js';
import { readAssets } from '../web/assets.js';
import { security } from '../web/security.js';
import { apiRouter } from './api/router.js';
import { createCache } from './cache.js';
import { feedsRouter } from './feeds/router.js';
import { healthRouter, type Readiness } from './health.js';
import { keepReads } from './kept-reads.js';
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
  /** What policies say, in both languages. */
  readonly policyWords: PolicyWords;
  readonly metrics: Pick<Metrics, 'contentType' | 'render'>;
  ready(): Readiness;
  /** The sandbox says so on every page. */
  readonly mode: 'live' | 'sandbox';
  /** PUBLIC_URL; a path in it is put before every link. */
  readonly publicUrl: string;
  /** Requests a minute from one address; the contract allows no less than 1,200. Null for no limit. */
  readonly requestsPerMinute?: number | null;
  /** Another number whenever something that pages show has changed. */
  readonly version: () => number;
  /** Bytes of rendered answers to keep; 0 for none. */
  readonly cacheBytes?: number;
  /** Pages are for a static copy of this moment, and say so; null for the living portal. */
  readonly copyOf?: Instant | null;
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

function readOnly(source: PagesSource): RequestHandler {
  return (req, res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') {
      next();
      return;
    }
    // What the body may hold is not read: the connection ends with the answer.
    res.set({ Allow: 'GET, HEAD', Connection: 'close' });
    if (isForApi(req.path)) sendProblem(req, res, 405, 'this address is only read, with GET or HEAD');
    else sendErrorPage(req, res, source, 405);
  };
}

function limit(requestsPerMinute: number, source: PagesSource): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit: requestsPerMinute,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its checks of our own settings, made anew for each request.
    validate: false,
    handler: (req, res) => {
      const detail = `more than ${String(requestsPerMinute)} requests came from this address within a minute`;
      if (isForApi(req.path)) sendProblem(req, res, 429, detail);
      else sendErrorPage(req, res, source, 429);
    },
  });
}

/** Public data: pages of others may read it too. */
function anyOrigin(_req: Request, res: Response, next: NextFunction): void {
  res.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'ETag, Link, Retry-After',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  next();
}

/** So many characters of an address are read; the longest that the portal itself makes has less than half of them. */
const longestAddress = 4096;

function problemWith(address: string): string | null {
  if (address.length > longestAddress) return `the address is longer than ${String(longestAddress)} characters`;
  return isDecodable(address) ? null : 'the address holds a percent sign that encodes nothing';
}

function readable(source: PagesSource): RequestHandler {
  return (req, res, next) => {
    const problem = problemWith(req.originalUrl);
    if (problem === null) next();
    else if (isForApi(req.path)) sendProblem(req, res, 400, problem);
    else sendErrorPage(req, res, source, 400);
  };
}

function failed(source: PagesSource): ErrorRequestHandler {
  return (err: unknown, req, res, next) => {
    const busy = err instanceof SearchTimeoutError;
    source.log[busy ? 'warn' : 'error']({ err, method: req.method, path: req.path }, 'a request failed');
    if (res.headersSent) next(err);
    else if (busy && isForApi(req.path)) sendProblem(req, res, 503, 'these words take too long to look for');
    else if (busy) sendErrorPage(req, res, source, 503);
    else if (isForApi(req.path))
      sendProblem(req, res, 500, 'a mistake of ours; it has been logged and nothing was lost');
    else sendErrorPage(req, res, source, 500);
  };
}

/** Everything that is read over HTTP. Throws when a template is missing or malformed. */
export function createPortal({
  requestsPerMinute = 2400,
  cacheBytes = 32 * 2 ** 20,
  copyOf = null,
  ...deps
}: PortalDeps): Express {
  const publicUrl = deps.publicUrl.replace(/\/+$/, '');
  const assets = readAssets();
  const renderer = createRenderer(publicUrl, assets, copyOf);
  const store = keepReads(deps.store, deps.version);
  const source: PagesSource = { ...deps, store, renderer };
  const cache = createCache({ version: deps.version, clock: deps.clock, bytes: cacheBytes });
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', false);
  app.set('etag', false);
  app.use(security(publicUrl));
  const published = ['/feeds', '/calendar.ics', '/roadmap.ics'];
  app.use(['/api', ...published, ...published.map((path) => `/zh${path}`)], anyOrigin);
  app.use(
    readOnly(source),
    healthRouter(() => deps.ready(), deps.metrics),
  );
  if (requestsPerMinute !== null) app.use(limit(requestsPerMinute, source));
  app.use(readable(source));
  app.use(cache.kept, assets.router());
  app.use('/api/v1', apiRouter(source, cache, publicUrl));
  app.use('/zh', feedsRouter(source, cache, publicUrl, 'zh'));
  app.use(feedsRouter(source, cache, publicUrl, 'en'));
  app.use('/zh', pagesRouter(source, cache, 'zh'));
  app.use(pagesRouter(source, cache, 'en'));
  app.use((req, res) => {
    if (isForApi(req.path))
      sendProblem(req, res, 404, 'there is nothing at this address; /api/v1/openapi.json lists what there is');
    else sendErrorPage(req, res, source, 404);
  });
  app.use(failed(source));
  return app;
}
