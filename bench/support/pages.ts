// The servers of the pages' benchmark, each in a process of its own: `node ... pages.ts KIND URI DATABASE`, which sends its port to its parent.
// portal: the portal with its cache. rendering: without one. fixed: Express sending the bodies that its parent posts to it, from memory.
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import express from 'express';
import { pino } from 'pino';
import { portalOver } from '../../src/compose/portal.js';
import { openStores } from '../../src/compose/stores.js';
import { createMetrics } from '../../src/portal/metrics.js';
import { systemClock } from '../../src/shared/time.js';
import { connect } from '../../src/storage/connect.js';

const log = pino({ level: 'warn' });

async function portal(uri: string, dbName: string, cacheBytes: number): Promise<RequestListener> {
  const database = await connect({ uri, dataDir: '', dbName, log });
  const stores = await openStores(database, systemClock, () => undefined);
  await stores.ledger.sync();
  const gauges = { queuePending: 0, queueOldestAgeSeconds: null, deliveriesDead: 0, effectsPending: 0, effectsDead: 0 };
  return portalOver(
    stores,
    { mode: 'sandbox', forgeWrites: 'on', forges: [] },
    {
      clock: systemClock,
      log,
      metrics: createMetrics({ gauges: () => Promise.resolve(gauges), log }),
      version: () => database.changes.version(),
      ready: () => ({ ready: true, reasons: [] }),
      publicUrl: 'http://localhost:3000',
      requestsPerMinute: null,
      cacheBytes,
    },
  );
}

function fixed(): RequestListener {
  const bodies = new Map<string, Buffer>();
  const app = express();
  app.post('/{*path}', express.raw({ type: '*/*', limit: '10mb' }), (req, res) => {
    if (req.body instanceof Buffer) bodies.set(req.path, req.body);
    res.status(204).end();
  });
  app.get('/{*path}', (req, res) => {
    res.type('html').send(bodies.get(req.path));
  });
  return app;
}

function listenerOf([kind, uri = '', dbName = '']: readonly string[]): Promise<RequestListener> | RequestListener {
  if (kind === 'fixed') return fixed();
  return portal(uri, dbName, kind === 'portal' ? 32 * 2 ** 20 : 0);
}

if (process.send) {
  const server = createServer(await listenerOf(process.argv.slice(2)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  process.send(server.address());
  process.once('disconnect', () => process.exit());
}
