// The forge contract: comments, labels and reactions that we write, and how we find them again.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { forges } from './forges.js';
import { startWorld, valueOf, type ContractWorld } from './world.js';

const marker = '<!-- opencharter:test -->';
const gone = { ok: false, error: { kind: 'gone' } };

describe.each(forges)('on $forge', (driver) => {
  const { differs } = driver;
  let world: ContractWorld;

  beforeEach(async () => {
    world = await startWorld(driver);
  });

  describe.each(['issue', 'pull request'] as const)('on an %s', (kind) => {
    let number: string;

    beforeEach(() => {
      const lin = world.as('lin-mei');
      number = kind === 'issue' ? lin.openIssue('T') : lin.openPull({ title: 'P' });
    });

    function bodies(): readonly string[] {
      return world.there.comments(number).map(({ body }) => body);
    }

    test('a comment is written, found by its marker, and changed', async () => {
      const since = world.clock.now();
      const made = valueOf(await world.forge.write.createComment(world.on(number), `动议 ${marker}`));
      expect(world.there.comments(number)).toMatchObject([{ id: made.id, body: `动议 ${marker}` }]);
      expect(made.url).toContain(number);
      expect(made.url).toContain(made.id);
      expect(valueOf(await world.forge.write.findComment(world.on(number), marker, since))).toEqual(made);
      expect(valueOf(await world.forge.write.findComment(world.on(number), '<!-- another -->', since))).toBeNull();
      valueOf(await world.forge.write.updateComment(world.on(number), made.id, `结果 ${marker}`));
      expect(bodies()).toEqual([`结果 ${marker}`]);
      expect(valueOf(await world.forge.write.findComment(world.on(number), marker, since))).toEqual(made);
    });

    test('a comment of another’s with our marker is not ours, a bot’s neither', async () => {
      const since = world.clock.now();
      world.as('lin-mei').comment(number, `mine ${marker}`);
      world.as('passer-by').comment(number, marker);
      expect(valueOf(await world.forge.write.findComment(world.on(number), marker, since))).toBeNull();
      const made = valueOf(await world.forge.write.createComment(world.on(number), marker));
      expect(valueOf(await world.forge.write.findComment(world.on(number), marker, since))).toEqual(made);
    });

    test('our comment is found on a later page', async () => {
      const since = world.clock.now();
      for (let i = 0; i < 130; i += 1) world.as('wang-bo').comment(number, `Comment ${String(i)}`);
      const made = valueOf(await world.forge.write.createComment(world.on(number), marker));
      world.calls();
      expect(valueOf(await world.forge.write.findComment(world.on(number), marker, since))).toEqual(made);
      expect(world.calls()).toBeLessThanOrEqual(2);
    });

    test('our comment of before the time that is asked for is not meant; one in its second is', async () => {
      const since = world.clock.now();
      const old = valueOf(await world.forge.write.createComment(world.on(number), marker));
      const inItsSecond = since.replace('.000Z', '.900Z');
      expect(valueOf(await world.forge.write.findComment(world.on(number), marker, inItsSecond))).toEqual(old);
      world.wait(10_000);
      expect(valueOf(await world.forge.write.findComment(world.on(number), marker, world.clock.now()))).toBeNull();
      const made = valueOf(await world.forge.write.createComment(world.on(number), marker));
      expect(valueOf(await world.forge.write.findComment(world.on(number), marker, world.clock.now()))).toEqual(made);
    });

    test('a comment that was deleted is gone for changes, and not found', async () => {
      const since = world.clock.now();
      const made = valueOf(await world.forge.write.createComment(world.on(number), marker));
      world.as('lin-mei').deleteComment(number, made.id);
      expect(await world.forge.write.updateComment(world.on(number), made.id, 'x')).toMatchObject(gone);
      expect(valueOf(await world.forge.write.findComment(world.on(number), marker, since))).toBeNull();
    });

    test.each(['motion/open', 'policy/ok', '动议/开放', 'good first issue', '100%', 'c++', 'what?', 'a#b', "o'brien"])(
      'the label %s is put on, read, and taken off as often as one likes',
      async (label) => {
        world.as('lin-mei').label(number, 'kept/other');
        for (let i = 0; i < 2; i += 1) valueOf(await world.forge.write.addLabel(world.on(number), label));
        expect(world.there.labels(number)).toEqual(['kept/other', label]);
        for (let i = 0; i < 2; i += 1) valueOf(await world.forge.write.removeLabel(world.on(number), label));
        expect(world.there.labels(number)).toEqual(['kept/other']);
      },
    );

    test(`the eyes are put on a comment once, unless: ${String(differs.reactions)}`, async () => {
      const id = world.as('wang-bo').comment(number, '/yes');
      const kind_ = kind === 'pull request' && differs.oneRowOfComments !== null ? 'pull-comment' : 'comment';
      world.calls();
      for (let i = 0; i < 2; i += 1) valueOf(await world.forge.write.react(world.on(number), { kind: kind_, id }));
      expect(world.there.reactions(id)).toEqual(differs.reactions === null ? ['eyes'] : []);
      expect(world.calls()).toBe(differs.reactions === null ? 2 : 0);
    });
  });

  test('a comment, a label on what is not there are gone', async () => {
    const number = world.as('lin-mei').openIssue('T');
    world.as('lin-mei').deleteIssue(number);
    for (const missing of [number, '99999']) {
      expect(await world.forge.write.createComment(world.on(missing), 'x')).toMatchObject(gone);
      expect(await world.forge.write.addLabel(world.on(missing), 'x')).toMatchObject(gone);
      expect(await world.forge.write.findComment(world.on(missing), 'x', world.clock.now())).toMatchObject(gone);
      expect(await world.forge.write.removeLabel(world.on(missing), 'x')).toEqual({ ok: true, value: undefined });
    }
  });

  test('the eyes on a comment that was deleted are gone, or nothing was asked for', async () => {
    const number = world.as('lin-mei').openIssue('T');
    const id = world.as('wang-bo').comment(number, '/yes');
    world.as('wang-bo').deleteComment(number, id);
    const reacted = await world.forge.write.react(world.on(number), { kind: 'comment', id });
    expect(reacted).toMatchObject(differs.reactions === null ? gone : { ok: true });
  });

  test('each write is one call', async () => {
    const on = world.on(world.as('lin-mei').openIssue('T'));
    const { id } = valueOf(await world.forge.write.createComment(on, 'x'));
    await world.forge.write.updateComment(on, id, 'y');
    await world.forge.write.addLabel(on, 'a/b');
    await world.forge.write.removeLabel(on, 'a/b');
    expect(world.calls()).toBe(4);
  });
});
