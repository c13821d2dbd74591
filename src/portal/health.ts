// /healthz, /readyz and /metrics: for machines, never limited, never cached.
import { Router } from 'express';
import type { Metrics } from './metrics.js';

/** Whether the app can do its work now, and what it waits for when it can't. */
export interface Readiness {
  readonly ready: boolean;
  readonly reasons: readonly string[];
}

export function healthRouter(ready: () => Readiness, metrics: Pick<Metrics, 'contentType' | 'render'>): Router {
  const router = Router();
  router.use(['/healthz', '/readyz', '/metrics'], (_req, res, next) => {
    res.set('Cache-Control', 'no-store');
    next();
  });
  router.get('/healthz', (_req, res) => {
    res.json({ alive: true });
  });
  router.get('/readyz', (_req, res) => {
    const state = ready();
    res.status(state.ready ? 200 : 503).json(state);
  });
  router.get('/metrics', async (_req, res) => {
    const text = await metrics.render();
    res.set('Content-Type', metrics.contentType).send(text);
  });
  return router;
}
