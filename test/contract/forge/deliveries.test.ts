// The forge contract: what happens on a forge arrives by its own intake, and becomes the same events as on every other.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ForgeEvent } from '../../../src/forges/event.js';
import { models } from './driver.js';
import { forges } from './forges.js';
import { startWorld, valueOf, type ContractWorld } from './world.js';

/** Pushes to branches go beside what they are made for, a pull request's head, a merge; and how an issue is now beside what happened to it. */
const beside: readonly ForgeEvent['kind'][] = ['branch-pushed', 'issue-seen'];

describe.each(forges)('on $forge', (driver) => {
  const { differs, forge } = driver;
  let world: ContractWorld;

  beforeEach(async () => {
    world = await startWorld(driver);
  });

  /** What came of all that happened since. */
  async function told(): Promise<readonly ForgeEvent[]> {
    return (await world.arrived()).events.filter(({ kind }) => !beside.includes(kind));
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
          issueText: null,
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

    test('a comment that was changed before its delivery was handled is never new in its later words', async () => {
      const number = await settled(world.as('lin-mei').openIssue('T'));
      const id = world.as('lin-mei').comment(number, '/yes');
      world.wait(1000);
      world.as('lin-mei').editComment(number, id, '/no');
      const events = await told();
      expect(events.at(-1)).toMatchObject({ kind: 'text-edited', body: '/no' });
      expect(events.filter((event) => event.kind === 'text-created' && event.body !== '/yes')).toEqual([]);
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

    test(`a label that is put on an issue is told with who did it, unless: ${String(differs.actors)}`, async () => {
      const number = await settled(world.as('lin-mei').openIssue('T'));
      world.as('wang-bo').label(number, 'roadmap');
      const by = { forge, id: 7002, login: 'wang-bo', bot: false };
      const put = { kind: 'issue-labelled', subject: { ref: world.on(number) }, label: 'roadmap', change: 'added', by };
      expect(await told()).toMatchObject(differs.actors === null ? [put] : []);
    });

    test(`how an issue is now is told where nobody tells who changed it, and only there: ${String(differs.actors)}`, async () => {
      const number = world.as('lin-mei').openIssue('T', 'one');
      const { events } = await world.arrived();
      const seen = { kind: 'issue-seen', subject: { ref: world.on(number) }, body: 'one', labels: [], isOpen: true };
      expect(events.filter(({ kind }) => kind === 'issue-seen')).toMatchObject(differs.actors === null ? [] : [seen]);
      world.wait(5000);
      world.as('lin-mei').editBody(number, 'two');
      world.as('wang-bo').label(number, 'roadmap');
      world.as('wang-bo').close(number);
      const later = (await world.arrived()).events.filter(({ kind }) => kind === 'issue-seen');
      const now = { ...seen, body: 'two', labels: ['roadmap'], isOpen: false };
      expect(later).toMatchObject(differs.actors === null ? [] : [now]);
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
      for (const event of await told()) {
        const edited = { kind: 'text-edited', author: { bot: true } };
        expect(event).toMatchObject(
          event.kind === 'issue-labelled' ? { label: 'motion/open', by: { bot: true } } : edited,
        );
      }
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
});
