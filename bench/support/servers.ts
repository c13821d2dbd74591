// The servers that are compared, each in a process of its own: `node ... servers.ts KIND URI`, which sends its port to its parent.
// durable: the app's intake, of GitHub's webhooks and of Gitee's (gitee). probot: its own middleware with an empty handler. express, node: read the body, answer 202.
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createNodeMiddleware, Probot } from 'probot';
import express from 'express';
import { createAcceptor } from '../../src/inbox/accept.js';
import { createIntake, giteeIntake, githubIntake } from '../../src/inbox/http.js';
import { systemClock } from '../../src/shared/time.js';
import { collections } from '../../src/storage/collections.js';
import { connect, ensureIndexes } from '../../src/storage/connect.js';
import { createDeliveryStore } from '../../src/storage/deliveries.js';
import { secret } from './load.js';

const path = '/api/github/webhooks';
const log = { info: () => undefined, warn: console.warn, error: console.error };

async function durable(uri: string): Promise<RequestListener> {
  const database = await connect({ uri, dataDir: '', dbName: `bench-${randomUUID()}`, log });
  await ensureIndexes(database, collections);
  const store = createDeliveryStore(database, Date.now);
  const { accept } = createAcceptor({ store, clock: systemClock, instance: 'bench', onStored: () => undefined, log });
  const intake = createIntake({
    forges: [githubIntake(secret), giteeIntake({ secret, mode: 'signature', now: Date.now })],
    accept,
    log,
  });
  return (req, res) => {
    if (!intake.handle(req, res)) res.writeHead(404).end();
  };
}

async function probot(): Promise<RequestListener> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
  const instance = new Probot({ appId: 1, privateKey: key, secret, logLevel: 'fatal' });
  const middleware = await createNodeMiddleware(
    (app) => {
      app.on('issue_comment', () => undefined);
    },
    { probot: instance, webhooksPath: path },
  );
  return (req, res) => void middleware(req, res);
}

function expressApp(): RequestListener {
  const app = express();
  app.post(path, express.raw({ type: '*/*', limit: '25mb' }), (_req, res) => {
    res.status(202).json({ delivery: 'x', duplicate: false });
  });
  return app;
}

function plain(): RequestListener {
  return (req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      res
        .writeHead(202, { 'content-type': 'application/json' })
        .end(JSON.stringify({ bytes: Buffer.concat(chunks).length }));
    });
  };
}

async function listenerOf(kind: string | undefined, uri: string): Promise<RequestListener> {
  if (kind === 'durable' || kind === 'gitee') return durable(uri);
  if (kind === 'probot') return probot();
  return kind === 'express' ? expressApp() : plain();
}

if (process.send) {
  const server = createServer(await listenerOf(process.argv[2], process.argv[3] ?? ''));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  process.send(server.address());
  process.once('disconnect', () => process.exit());
}
