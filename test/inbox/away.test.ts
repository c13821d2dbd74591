// The database goes away under the intake: 503 meanwhile, and every delivery ever answered 202 is there afterwards.
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { createAcceptor } from '../../src/inbox/accept.js';
import { createIntake, githubIntake } from '../../src/inbox/http.js';
import { systemClock } from '../../src/shared/time.js';
import { collections } from '../../src/storage/collections.js';
import { connect, ensureIndexes } from '../../src/storage/connect.js';
import { createDeliveryStore } from '../../src/storage/deliveries.js';
import { startEmbedded } from '../../src/storage/embedded/start.js';
import { quietLog } from '../support/database.js';

const secret = 's';

async function send(port: number, id: string): Promise<Response> {
  const body = JSON.stringify({ id, issue: { number: 1 }, repository: { full_name: 'openclaw/models' } });
  return fetch(`http://127.0.0.1:${String(port)}/api/github/webhooks`, {
    method: 'POST',
    body,
    headers: {
      'x-github-delivery': id,
      'x-github-event': 'issues',
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  });
}

test('no acknowledged delivery is lost when the engine is killed under load', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'opencharter-away-'));
  const engine = await startEmbedded(join(folder, 'db'), quietLog);
  const database = await connect({ uri: engine.uri, dataDir: folder, dbName: 'away', log: quietLog });
  await ensureIndexes(database, collections);
  const store = createDeliveryStore(database, Date.now);
  const { accept } = createAcceptor({
    store,
    clock: systemClock,
    instance: 'a',
    onStored: () => undefined,
    log: quietLog,
  });
  const intake = createIntake({ forges: [githubIntake(secret)], accept, log: quietLog });
  const server = createServer((req, res) => void intake.handle(req, res));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const accepted: string[] = [];
  const refused: string[] = [];
  let stop = false;
  async function client(name: string): Promise<void> {
    for (let i = 0; !stop; i += 1) {
      const id = `${name}-${String(i)}`;
      const answer = await send(port, id);
      (answer.status === 202 ? accepted : refused).push(id);
      if (answer.status !== 202) {
        expect(answer.status).toBe(503);
        expect(answer.headers.get('retry-after')).toBe('5');
      }
    }
  }
  const clients = ['a', 'b', 'c', 'd'].map(client);
  while (accepted.length < 100) await sleep(5);
  async function kill(): Promise<void> {
    const pid = engine.pid();
    if (pid === null) throw new Error('the engine is not ours');
    const before = accepted.length;
    process.kill(pid, 'SIGKILL');
    while (accepted.length < before + 100 || engine.pid() === pid) await sleep(5);
  }
  // What comes between two writes may wait until the engine is back: it is killed until somebody was refused.
  do await kill();
  while (refused.length === 0);
  stop = true;
  await Promise.all(clients);

  for (const id of accepted) expect(await store.find(id)).toMatchObject({ id, state: 'pending' });
  const sentAgain = await Promise.all(refused.map((id) => send(port, id)));
  expect(sentAgain.map(({ status }) => status)).toEqual(refused.map(() => 202));

  server.closeAllConnections();
  server.close();
  await database.close();
  await engine.stop();
  await rm(folder, { recursive: true, force: true });
});
