// The one HTTP server: webhooks first, then the sandbox's console, then the portal.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.js';
import type { Acceptor } from '../inbox/accept.js';
import { createIntake, type Intake } from '../inbox/http.js';
import type { Readiness } from '../portal/health.js';
import { openConsole } from './console.js';
import { forgeIntakes } from './intakes.js';
import type { Parts } from './parts.js';
import { portalOver } from './portal.js';

export interface Web {
  readonly server: Server;
  readonly intake: Intake;
}

/** Makes the server; it does not listen yet. */
export async function createWeb(parts: Parts, acceptor: Acceptor, ready: () => Readiness): Promise<Web> {
  const { clock, config, database, forges, log, metrics, stores } = parts;
  const intake = createIntake({
    forges: forgeIntakes(forges, Date.now),
    accept: acceptor.accept,
    log,
    onAnswer: (status, ms, forge) => {
      metrics.delivery(forge, String(status), ms / 1000);
    },
  });
  const facts = { mode: forges.mode, forgeWrites: config.forgeWrites, forges: forges.shown };
  const portal = await portalOver(stores, facts, {
    clock,
    log,
    metrics,
    version: () => database.changes.version(),
    ready,
    publicUrl: config.publicUrl,
  });
  const console = openConsole(forges.sandbox, stores, config, log);
  const server = createServer((req, res) => {
    if (!intake.handle(req, res) && !console?.handle(req, res)) portal(req, res);
  });
  server.requestTimeout = 60_000;
  return { server, intake };
}

/** Resolves with the address when it listens. */
export function listen(server: Server, { host, port }: Config): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const bound: Pick<AddressInfo, 'port'> = typeof address === 'object' && address ? address : { port };
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(bound.port)}`);
    });
  });
}

/** Resolves when the last answer is given. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Where this machine reaches what listens at an address. */
export function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
