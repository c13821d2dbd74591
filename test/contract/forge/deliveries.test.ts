// The forge contract: what happens on a forge arrives by its own intake, and becomes the same events as on every other.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { RetryLater } from '../../../src/inbox/drain.js';
import type { ForgeEvent } from '../../../src/forges/event.js';
import { models } from './driver.js';
import { forges } from './forges.js';
import { startWorld, valueOf, type ContractWorld } from './world.js';

const object = z.record(z.string(), z.unknown());

/** Pushes to branches go beside what they are made for: a pull request's head, a merge. */
function apartFromPushes(events: readonly ForgeEvent[]): readonly ForgeEvent[] {
  return events.filter(({ kind }) => kind !== 'branch-pushed');
}

describe.each(forges)('on $forge', (driver) => {
  const { differs, forge } = driver;
  let world: ContractWorld;

  beforeEach(async () => {
    world = await startWorld(driver);
  });

  /** What came of all that happened since. */
  async function told(): Promise<readonly ForgeEvent[]> {
    return apartFromPushes((await world.arrived()).events);
  }

  /** What is done after this is all that `told` tells of. */
  async function settled<T>(value: T): Promise<T> {
    await world.arrived();
    world.wait(5000);
    return value;
  }

  const author = { forge, id: 7001, login: 'lin-mei', bot: false };
  const somebody = differs.actors === null ? author : { forge, id: 0, bot: false };

  describe('what happens', () => {
    test('an issue that is opened is a text', async () => {
      const number = world.as('lin-mei').openIssue('动议', '/propose 采用');
      const url = expect.stringContaining(number);
      const subject = { ref: world.on(number), title: '动议', isPull: false, isPublic: true, head: null, url };
      const text = { kind: 'issue', id: expect.stringMatching(/^\w+$/) };
      const events = await told();
      expect(events).toEqual([
        {
          kind: 'text-created',
          subject,
          text,
          author,
          viaApp: false,
          body: '/propose 采用',
          createdAt: world.clock.now(),
          url,
        },
      ]);
    });

    test('a pull request that is opened is to be judged, and is a text', async () => {
      const number = world.as('lin-mei').openPull({ title: 'P', body: '/vote' });
      const head = valueOf(await world.forge.read.head(world.on(number)));
      const subject = { ref: world.on(number), title: 'P', isPull: true, isPublic: true, head };
      expect(await told()).toMatchObject([
        { kind: 'contribution-changed', subject, change: 'opened', state: 'open' },
        { kind: 'text-created', subject: { ref: world.on(number) }, text: { kind: 'pull' }, author, body: '/vote' },
      ]);
    });

    test.each(['issue', 'pull request'])('a comment on an %s is a text, with its time in UTC', async (kind) => {
      const lin = world.as('lin-mei');
      const number = await settled(kind === 'issue' ? lin.openIssue('T') : lin.openPull({ title: 'T' }));
      const id = lin.comment(number, '/yes 因为 🎉');
      const isPull = kind !== 'issue';
      const own = isPull && differs.oneRowOfComments !== null ? 'pull-comment' : 'comment';
      expect(await told()).toMatchObject([
        {
          kind: 'text-created',
          subject: { ref: world.on(number), isPull },
          text: { kind: own, id },
          author,
          viaApp: false,
          body: '/yes 因为 🎉',
          createdAt: world.clock.now(),
          url: expect.stringContaining(id),
        },
      ]);
    });

    test(`a comment that is edited is a text edited; by whom and from what is told unless: ${String(differs.actors)}`, async () => {
      const number = world.as('lin-mei').openIssue('T');
      const id = await settled(world.as('lin-mei').comment(number, '/yes'));
      world.as('wang-bo').editComment(number, id, '/no');
      const known = differs.actors === null;
      expect(await told()).toMatchObject([
        {
          kind: 'text-edited',
          subject: { ref: world.on(number) },
          text: { kind: 'comment', id },
          author,
          editor: { id: known ? 7002 : 0 },
          body: '/no',
          previousBody: known ? '/yes' : null,
        },
      ]);
    });

    test(`the text of an issue that is edited is a text edited, unless: ${String(differs.editedBodies)}`, async () => {
      const number = await settled(world.as('lin-mei').openIssue('T', 'one'));
      world.as('lin-mei').editBody(number, 'two');
      const edited = {
        kind: 'text-edited',
        subject: { ref: world.on(number) },
        text: { kind: 'issue' },
        author,
        body: 'two',
      };
      expect(await told()).toMatchObject(differs.editedBodies === null ? [edited] : []);
    });

    test('a comment that is deleted is no event, and is gone from the mirror', async () => {
      const number = world.as('lin-mei').openIssue('T');
      const id = await settled(world.as('lin-mei').comment(number, '/yes'));
      world.as('lin-mei').deleteComment(number, id);
      const { events, sightings } = await world.arrived();
      expect(events).toEqual([]);
      expect(sightings.flatMap(({ removed }) => removed)).toEqual([{ kind: 'comment', id, number }]);
    });

    test('an issue that is deleted is told, and is gone from the mirror', async () => {
      const number = await settled(world.as('lin-mei').openIssue('T'));
      world.as('lin-mei').deleteIssue(number);
      const { events, sightings } = await world.arrived();
      expect(events).toMatchObject([{ kind: 'subject-deleted', subject: world.on(number), by: somebody }]);
      expect(sightings.flatMap(({ removed }) => removed)).toMatchObject([{ kind: 'subject', number, to: null }]);
    });

    test('a push to a pull request is its new head first, then a reason to judge', async () => {
      const number = await settled(world.as('lin-mei').openPull({ title: 'P' }));
      const head = world.as('lin-mei').push(number);
      expect(await told()).toMatchObject([
        { kind: 'head-pushed', subject: { ref: world.on(number), head }, by: somebody },
        { kind: 'contribution-changed', subject: { ref: world.on(number), head }, change: 'pushed', state: 'open' },
      ]);
    });

    test('closing, opening again and merging are reasons to judge, each with the state', async () => {
      const number = await settled(world.as('lin-mei').openPull({ title: 'P' }));
      const change = (what: string, state: string) => ({
        kind: 'contribution-changed',
        subject: { ref: world.on(number) },
        change: what,
        state,
      });
      world.as('wang-bo').close(number);
      expect(await told()).toMatchObject([change('closed', 'closed')]);
      world.as('wang-bo').reopen(number);
      expect(await told()).toMatchObject([change('reopened', 'open')]);
      world.as('wang-bo').merge(number);
      expect(await told()).toMatchObject([change('closed', 'merged')]);
    });

    test('a review is a reason to judge', async () => {
      const number = await settled(world.as('lin-mei').openPull({ title: 'P' }));
      world.as('wang-bo').approve(number);
      expect(await told()).toMatchObject([
        { kind: 'contribution-changed', subject: { ref: world.on(number) }, change: 'reviewed', state: 'open' },
      ]);
    });

    test('a push to a branch tells the branch and the files it changes', async () => {
      world.as('wang-bo').commit({ OWNERS: 'a\n', '文档/a b.md': 'x\n' });
      const { events } = await world.arrived();
      expect(events).toMatchObject([{ kind: 'branch-pushed', forge, repo: models, branch: 'main' }]);
      const paths = events.flatMap((event) => (event.kind === 'branch-pushed' ? (event.paths ?? []) : []));
      expect([...paths].sort()).toEqual(['OWNERS', '文档/a b.md']);
    });

    test('a branch that is new does not tell its files', async () => {
      world.as('wang-bo').commit({ OWNERS: 'a\n' }, 'release/2.x');
      expect((await world.arrived()).events).toMatchObject([
        { kind: 'branch-pushed', branch: 'release/2.x', paths: null },
      ]);
    });

    test('what we write ourselves is a bot’s: no command, no ballot', async () => {
      const number = await settled(world.as('lin-mei').openIssue('T'));
      const { id } = valueOf(await world.forge.write.createComment(world.on(number), '/yes'));
      for (const event of await told())
        expect(event).toMatchObject({ kind: 'text-created', text: { id }, author: { bot: true } });
      await world.forge.write.addLabel(world.on(number), 'motion/open');
      await world.forge.write.updateComment(world.on(number), id, '/no');
      for (const event of await told()) expect(event).toMatchObject({ kind: 'text-edited', author: { bot: true } });
    });

    test('what is told is shown to the mirror as the lists show it', async () => {
      const lin = world.as('lin-mei');
      const number = lin.openIssue('动议', '正文');
      const pull = lin.openPull({ title: 'P' });
      const id = lin.comment(number, '好');
      const { sightings } = await world.arrived();
      const since = '2026-01-01T00:00:00.000Z';
      const listed = valueOf(await world.forge.lists.subjects(models, { since, next: null })).items;
      const seen = sightings.flatMap(({ subjects }) => subjects);
      for (const { number: one, title, body, state, author: by, createdAt } of listed) {
        expect(seen.filter((subject) => subject.number === one).at(-1)).toMatchObject({
          title,
          body,
          state,
          author: by,
          createdAt,
        });
      }
      expect(new Set(seen.map((subject) => subject.number))).toEqual(new Set([number, pull]));
      const [comment] = valueOf(await world.forge.lists.comments(models, { since, next: null })).items;
      expect(sightings.flatMap(({ comments }) => comments)).toEqual([comment]);
      expect(comment?.id).toBe(id);
      for (const sighting of sightings)
        expect(sighting).toMatchObject({ forge, repository: { id: 7801, name: models, isPublic: true } });
    });
  });

  describe('the names of things', () => {
    test('are texts that lead back: what an event names is read by that name', async () => {
      const lin = world.as('lin-mei');
      const numbers = [lin.openIssue('T'), lin.openPull({ title: 'T' })];
      for (const number of numbers) lin.comment(number, 'x');
      const created = (await told()).flatMap((event) => (event.kind === 'text-created' ? [event] : []));
      expect(created).toHaveLength(4);
      for (const { subject } of created) {
        expect(valueOf(await world.forge.read.subject(subject.ref)).ref).toEqual(subject.ref);
      }
      const texts = created.map(({ text }) => `${text.kind}:${text.id}`);
      expect(new Set(texts).size).toBe(4);
    });
  });

  describe('a request', () => {
    async function hook() {
      world.as('lin-mei').comment(await settled(world.as('lin-mei').openIssue('T')), '/yes');
      const [sent] = await world.hooks();
      if (!sent) throw new Error('no webhook was sent');
      return sent;
    }

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
      expect([world.events.filter(({ kind }) => kind !== 'text-created'), world.events.length]).toEqual([[], 1]);
      const real = await world.post(sent);
      if (real.delivery) await world.forge.receive(real.delivery);
      expect(world.events.at(-1)).toMatchObject({ kind: 'text-created', body: '/yes' });
    });
  });

  describe('a delivery', () => {
    async function stored() {
      const number = await settled(world.as('lin-mei').openIssue('T'));
      world.as('lin-mei').comment(number, '/yes');
      const [hook] = await world.hooks();
      const posted = hook && (await world.post(hook));
      if (!posted?.delivery) throw new Error('nothing was stored');
      return posted.delivery;
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
        timeoutMs: 1000,
        observe: () => undefined,
        onEvent: () => Promise.reject(error),
        onSighting: () => Promise.resolve(),
      });
      await expect(failing.receive(delivery)).rejects.toBe(error);
      await expect(failing.receive(delivery)).rejects.toBe(error);
    });
  });

  test(`it is polled, unless: ${String(differs.polling)}`, async () => {
    const lin = world.as('lin-mei');
    const numbers = [lin.openIssue('T', '/propose'), lin.openPull({ title: 'T', body: '/vote' })];
    for (const number of numbers) lin.comment(number, '/yes');
    const created = (await told()).flatMap((event) => (event.kind === 'text-created' ? [event] : []));
    const { polled } = world.forge;
    expect(polled === undefined).toBe(differs.polling !== null);
    if (!polled) return;
    const since = '2026-01-01T00:00:00.000Z';
    const { items } = valueOf(await polled.lists.comments(models, { since, next: null }));
    const listed = items.map((item) => polled.textOf(item));
    const delivered = created.filter(({ text }) => text.kind.endsWith('comment')).map(({ text }) => text);
    expect(new Set(listed.map(({ kind, id }) => `${kind}:${id}`))).toEqual(
      new Set(delivered.map(({ kind, id }) => `${kind}:${id}`)),
    );
    for (const number of numbers) {
      const opened = valueOf(await polled.opened(world.on(number)));
      const same = created.find(({ text, subject }) => subject.ref.number === number && !text.kind.endsWith('comment'));
      expect(opened).toMatchObject({ ...same, subject: { ref: world.on(number) } });
      world.wait(5000);
      lin.editBody(number, '/yes');
      expect(valueOf(await polled.opened(world.on(number)))).toBeNull();
    }
  });
});
