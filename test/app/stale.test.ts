// Projections that are older than the ledger are mended, but never beside a handler at work on the same motion.
import { expect, test } from '@jest/globals';
import { motionsCollection } from '../../src/storage/motions.js';
import { startWorld, until } from '../support/app.js';

test('a motion whose deliveries are being handled is not shown beside that, but after it', async () => {
  const { app, github, settle, url } = await startWorld();
  const open = (login: string): number =>
    github.as(login).openIssue('openclaw/models', { title: 'Adopt it', body: '/vote' }).number;
  const n = open('wang-bo');
  await settle();
  open('lin-mei');
  await settle();
  const isShown = async (id: string): Promise<boolean> => (await fetch(`${url}/api/v1/motions/${id}`)).ok;
  const lease = await app.stores.leases.acquire(`inbox github:openclaw/models#${String(n)}`, 'a handler', 60_000);
  await app.database.collection(motionsCollection).deleteMany({});
  await until('the other motion is shown again', () => isShown('M-2026-0002'));
  expect(await isShown('M-2026-0001')).toBe(false);
  if (lease) await app.stores.leases.release(lease);
  await until('the motion is shown again', () => isShown('M-2026-0001'));
});
