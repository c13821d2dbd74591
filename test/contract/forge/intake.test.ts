// The forge contract: requests are taken from the forge only, and deliveries are handled as often as it takes, each with one meaning.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { RetryLater } from '../../../src/inbox/drain.js';
import { forges } from './forges.js';
import { startWorld, type ContractWorld } from './world.js';

const object = z.record(z.string(), z.unknown());

describe.each(forges)('on $forge', (driver) => {
  const { differs } = driver;
  let world: ContractWorld;

  beforeEach(async () => {
    world = await startWorld(driver);
  });

  /** The webhook of a ballot; what came before it was handled. */
  async function hook() {
    const number = world.as('lin-mei').openIssue('T');
    await world.arrived();
    world.as('lin-mei').comment(number, '/yes');
    const [sent] = await world.hooks();
    if (!sent) throw new Error('no webhook was sent');
    return sent;
  }

  describe('a request', () => {
    test('that comes twice is taken once', async () => {
      const sent = await hook();
      expect(await world.post(sent)).toMatchObject({ status: 202, duplicate: false });
      expect(await world.post(sent)).toMatchObject({ status: 202, duplicate: true, delivery: null });
    });

    test('of somebody who has not the secret is refused', async () => {
      const sent = await hook();
      const posted = await world.post({ ...sent, headers: world.there.unsigned(sent.headers) });
      expect(posted).toMatchObject({ status: 401, delivery: null });
    });

    test('without any headers of the forge is refused', async () => {
      const { body } = await hook();
      const posted = await world.post({ headers: { 'content-type': 'application/json' }, body });
      expect(posted).toMatchObject({ status: 401, delivery: null });
    });

    test('keeps nothing of the secret in what is stored', async () => {
      const { delivery } = await world.post(await hook());
      for (const secret of world.there.secrets) expect(JSON.stringify(delivery)).not.toContain(secret);
    });

    test(`whose body was altered is refused, unless: ${String(differs.signedBodies)}`, async () => {
      const sent = await hook();
      const forged = await world.post({ ...sent, body: sent.body.replaceAll('/yes', '/no') });
      if (differs.signedBodies === null) {
        expect(forged).toMatchObject({ status: 401, delivery: null });
        return;
      }
      expect(forged.status).toBe(202);
      if (forged.delivery) await world.forge.receive(forged.delivery);
      // Of the issue that it is on.
      const before = world.events.map(({ kind }) => kind).filter((kind) => kind !== 'issue-seen');
      expect(before).toEqual(['text-created']);
      const real = await world.post(sent);
      if (real.delivery) await world.forge.receive(real.delivery);
      expect(world.events.at(-1)).toMatchObject({ kind: 'text-created', body: '/yes' });
    });
  });

  describe('a delivery', () => {
    async function stored() {
      const { delivery } = await world.post(await hook());
      if (!delivery) throw new Error('nothing was stored');
      return delivery;
    }

    test('that is handled again is told as it was before', async () => {
      const delivery = await stored();
      const before = world.events.length;
      await world.forge.receive(delivery);
      await world.forge.receive(delivery);
      const [first, second, ...more] = world.events.slice(before);
      expect(first).toMatchObject({ kind: 'text-created', body: '/yes' });
      expect([second, more]).toEqual([first, []]);
    });

    test('that comes while the forge is away is told, now or when it is back', async () => {
      const delivery = await stored();
      const before = world.events.length;
      world.trouble({ instead: { status: 503 } }, 1);
      try {
        await world.forge.receive(delivery);
      } catch (error) {
        expect(error).toBeInstanceOf(RetryLater);
        expect(world.events).toHaveLength(before);
        world.wait(60_000);
        await world.forge.receive(delivery);
      }
      expect(world.events.slice(before)).toMatchObject([{ kind: 'text-created', body: '/yes' }]);
    });

    test.each([{ comment: null }, { comment: {} }, { repository: { full_name: 7 } }])(
      'that is not as the forge describes it tells nothing: %j',
      async (part) => {
        const delivery = await stored();
        const before = world.events.length;
        const wrong = { ...delivery, payload: { ...object.parse(delivery.payload), ...part } };
        // Told as an error, or counted as refused: never as an event.
        await world.forge.receive(wrong).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Error);
        });
        expect(world.events).toHaveLength(before);
      },
    );

    test('of a kind that has no meaning here is nothing', async () => {
      const delivery = await stored();
      const before = world.events.length;
      await world.forge.receive({ ...delivery, name: 'starred' });
      expect(world.events).toHaveLength(before);
    });

    test('whose handling failed fails as its handler did, and leaves the adapter as it was', async () => {
      const delivery = await stored();
      const error = new Error('the database is away');
      const failing = world.there.connect({
        url: world.relay.url,
        now: () => Date.parse(world.clock.now()),
        clock: world.clock,
        timeoutMs: 60_000,
        observe: () => undefined,
        onEvent: () => Promise.reject(error),
        onSighting: () => Promise.resolve(),
      });
      await expect(failing.receive(delivery)).rejects.toBe(error);
      await expect(failing.receive(delivery)).rejects.toBe(error);
    });
  });
});
