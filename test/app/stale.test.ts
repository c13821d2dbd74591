// Projections that are older than the ledger are mended, but never beside a handler at work on the same motion.
import { expect, test } from '@jest/globals';
import type { Lease } from '../../src/queue/lease.js';
import { motionsCollection } from '../../src/storage/motions.js';
import { startOn, until } from '../support/app.js';
import { forges, placeOf } from '../support/forges.js';

test.each(forges)(
  'on %s a motion whose deliveries are being handled is not shown beside that, but after it',
  async (on) => {
    const { app, forge, settle, url } = await startOn(on);
    const open = (login: string) =>
      forge.as(login).openIssue('openclaw/models', { title: 'Adopt it', body: '/vote' }).number;
    const n = open('wang-bo');
    await settle();
    open('lin-mei');
    await settle();
    const isShown = async (id: string): Promise<boolean> => (await fetch(`${url}/api/v1/motions/${id}`)).ok;
    const lane = placeOf(forge, 'openclaw/models', n);
    const held: Lease[] = [];
    await until('the lane is free', async () => {
      const lease = await app.stores.leases.acquire(`inbox ${lane}`, 'a handler', 120_000);
      if (lease) held.push(lease);
      return lease !== null;
    });
    await app.database.collection(motionsCollection).deleteMany({});
    await until('the other motion is shown again', () => isShown('M-2026-0002'));
    expect(await isShown('M-2026-0001')).toBe(false);
    for (const lease of held) await app.stores.leases.release(lease);
    await until('the motion is shown again', () => isShown('M-2026-0001'));
  },
);
