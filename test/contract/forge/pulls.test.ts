// The forge contract: what policies read of a pull request is whole, or says that it is not.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { shorterBy } from '../../../src/sandbox/forge/faults.js';
import type { PullOpening } from '../../../src/sandbox/forge/changes/pulls.js';
import { models } from './driver.js';
import { forges } from './forges.js';
import { startWorld, valueOf, wholeOf, type ContractWorld } from './world.js';

describe.each(forges)('on $forge', (driver) => {
  const { differs } = driver;
  let world: ContractWorld;

  beforeEach(async () => {
    world = await startWorld(driver);
  });

  function open(opening: Partial<PullOpening> = {}): string {
    return world.as('lin-mei').openPull({ title: 'A change', body: 'Why', ...opening });
  }

  async function read(number: string) {
    return valueOf(await world.forge.pulls.pull(world.on(number)));
  }

  describe('a pull request', () => {
    test('is read with who opened it, what it says, and where it is to go', async () => {
      const number = open({ draft: true });
      world.as('lin-mei').label(number, '种类/文档');
      const opened = world.clock.now();
      const pull = await read(number);
      expect(pull).toMatchObject({
        title: 'A change',
        body: 'Why',
        draft: true,
        state: 'open',
        author: { forge: driver.forge, id: 7001, login: 'lin-mei', bot: false },
        base: { branch: 'main' },
        labels: ['种类/文档'],
        createdAt: opened,
        updatedAt: opened,
        isPublic: true,
      });
      expect(pull.head).toBe(valueOf(await world.forge.read.head(world.on(number))));
    });

    test(`reports how many commits and files it has, unless: ${String(differs.counts)}`, async () => {
      const number = open({ commits: [{ edits: { a: '1' } }, { edits: { b: '2', c: '3' } }] });
      const counts = differs.counts === null ? { commits: 2, files: 3 } : { commits: 0, files: 0 };
      expect(await read(number)).toMatchObject(counts);
    });

    test('that was merged, or closed, says so', async () => {
      const [merged, closed] = [open(), open({ edits: { x: 'x' } })];
      world.as('wang-bo').merge(merged);
      world.as('wang-bo').close(closed);
      expect((await read(merged)).state).toBe('merged');
      expect((await read(closed)).state).toBe('closed');
    });

    test('that is an issue is gone', async () => {
      const number = world.as('lin-mei').openIssue('T');
      expect(await world.forge.pulls.pull(world.on(number))).toMatchObject({ ok: false, error: { kind: 'gone' } });
    });
  });

  describe('its commits', () => {
    test('come from the oldest to the newest, with who wrote them as they typed it, and whose e-mail it is', async () => {
      const number = open({
        commits: [
          { message: '一', edits: { a: '1' }, author: { name: 'Wang Bo', email: 'bo@example.org', login: 'wang-bo' } },
          {
            message: 'Two\n\nSigned-off-by: N <n@example.org>',
            edits: { a: '2' },
            author: { name: 'N', email: 'n@example.org', login: null },
          },
        ],
      });
      const pull = await read(number);
      const commits = wholeOf(await world.forge.pulls.commits(world.on(number), pull));
      expect(commits).toMatchObject([
        { message: '一', author: { name: 'Wang Bo', email: 'bo@example.org', account: { id: 7002, bot: false } } },
        {
          sha: pull.head,
          parents: [commits[0]?.sha],
          message: expect.stringContaining('Signed-off-by: N <n@example.org>'),
          author: { name: 'N', account: null },
          committer: { account: { id: 7001 } },
        },
      ]);
    });

    test(`whose signature was checked say so, unless: ${String(differs.checkedSignatures)}`, async () => {
      const number = open({ commits: [{ edits: { a: '1' }, verified: true }, { edits: { a: '2' } }] });
      const commits = wholeOf(await world.forge.pulls.commits(world.on(number), await read(number)));
      expect(commits.map(({ verified }) => verified)).toEqual([differs.checkedSignatures === null, false]);
    });

    test('with a merge of the base are those of the pull request alone, the merge with two parents', async () => {
      const number = open();
      const onBase = world.as('wang-bo').commit({ 'other.md': 'x\n' });
      const head = world.as('lin-mei').push(number, { merge: 'main' });
      const commits = wholeOf(await world.forge.pulls.commits(world.on(number), await read(number)));
      expect(commits).toHaveLength(2);
      expect(commits.at(-1)?.sha).toBe(head);
      expect(commits.at(-1)?.parents).toContain(onBase);
    });

    test.each([101, 249])('%i of them are whole, over pages', async (count) => {
      const commits = Array.from({ length: count }, (_, i) => ({
        message: `Commit ${String(i)}`,
        edits: { a: String(i) },
      }));
      const number = open({ commits });
      const found = wholeOf(await world.forge.pulls.commits(world.on(number), await read(number)));
      expect(found.map(({ message }) => message)).toEqual(commits.map(({ message }) => message));
    });

    test('in a list that ends too early are not whole', async () => {
      const number = open({ commits: [{ edits: { a: '1' } }, { edits: { a: '2' } }, { edits: { a: '3' } }] });
      const pull = await read(number);
      world.trouble({ alter: shorterBy(1) });
      expect(valueOf(await world.forge.pulls.commits(world.on(number), pull)).complete).toBe(false);
    });

    test('after a push that came between two readings are not those of the pull request that was read', async () => {
      const number = open();
      const pull = await read(number);
      world.as('lin-mei').push(number, { amend: true });
      const part = valueOf(await world.forge.pulls.commits(world.on(number), pull));
      // Either not whole, or still those of the head that was read.
      expect(part.complete ? part.value.at(-1)?.sha : pull.head).toBe(pull.head);
    });

    test('between any two commits are those that are in the one and not in the other', async () => {
      const number = open({ commits: [{ edits: { a: '1' } }, { edits: { a: '2' } }] });
      const { base, head } = await read(number);
      const between = wholeOf(await world.forge.pulls.between(models, base.sha, head));
      expect(between.map(({ sha }) => sha).at(-1)).toBe(head);
      expect(between).toHaveLength(2);
      expect(wholeOf(await world.forge.pulls.between(models, head, base.sha))).toEqual([]);
    });
  });

  describe('its files', () => {
    test('are told with what became of each, and both names of one that was renamed', async () => {
      world.as('wang-bo').commit({ 'old.md': 'A long enough text\n', 'gone.md': 'x\n', 'kept.md': 'one\ntwo\n' });
      const number = open({
        commits: [
          {
            renames: { 'old.md': '文档/new.md' },
            edits: { 'b c.md': 'b\n', 'gone.md': null, 'kept.md': 'one\nthree\n', 'logo.png': '\0\u0001' },
          },
        ],
      });
      const files = wholeOf(await world.forge.pulls.files(world.on(number), await read(number)));
      const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
      const plain = { previousPath: null, binary: false };
      expect(sorted).toEqual([
        { ...plain, path: 'b c.md', status: 'added', additions: 1, deletions: 0 },
        { ...plain, path: 'gone.md', status: 'removed', additions: 0, deletions: 1 },
        { ...plain, path: 'kept.md', status: 'modified', additions: 1, deletions: 1 },
        expect.objectContaining({ path: 'logo.png', status: 'added', additions: 0, deletions: 0 }),
        { ...plain, path: '文档/new.md', previousPath: 'old.md', status: 'renamed', additions: 0, deletions: 0 },
      ]);
    });

    function many(count: number): Readonly<Record<string, string>> {
      return Object.fromEntries(Array.from({ length: count }, (_, i) => [`f/${String(i)}.md`, `${String(i)}\n`]));
    }

    test('of more than a page are whole', async () => {
      const number = open({ edits: many(130) });
      const files = wholeOf(await world.forge.pulls.files(world.on(number), await read(number)));
      expect(new Set(files.map(({ path }) => path)).size).toBe(130);
    });

    test(`beyond the ${String(driver.mostFiles)} that the forge lists are not whole`, async () => {
      const number = open({ edits: many(driver.mostFiles + 1) });
      const part = valueOf(await world.forge.pulls.files(world.on(number), await read(number)));
      expect(part).toEqual({ complete: false, why: { code: 'over-the-cap', cap: driver.mostFiles } });
    });
  });

  describe('its reviews', () => {
    test(`say who approved which head, unless: ${String(differs.reviewedHeads)}`, async () => {
      const number = open();
      const { head } = await read(number);
      world.wait(60_000);
      world.as('wang-bo').approve(number);
      const submittedAt = world.clock.now();
      world.wait(60_000);
      world.as('lin-mei').push(number);
      const reviews = wholeOf(await world.forge.pulls.reviews(world.on(number)));
      const { passed } = await read(number);
      if (differs.reviewedHeads === null) {
        expect(reviews).toMatchObject([{ account: { id: 7002, bot: false }, state: 'approved', head, submittedAt }]);
        expect(passed).toBeUndefined();
      } else {
        expect(reviews).toEqual([]);
        expect(passed).toMatchObject([{ id: 7002, bot: false }]);
      }
    });

    test('that were taken back count no more', async () => {
      const number = open();
      world.as('wang-bo').approve(number);
      world.as('lin-mei').disapprove(number);
      const reviews = wholeOf(await world.forge.pulls.reviews(world.on(number)));
      expect(reviews.filter(({ state }) => state === 'approved')).toEqual([]);
      expect((await read(number)).passed ?? []).toEqual([]);
    });

    test('are none where nobody reviewed it', async () => {
      const number = open();
      expect(wholeOf(await world.forge.pulls.reviews(world.on(number)))).toEqual([]);
      expect((await read(number)).passed ?? []).toEqual([]);
    });
  });
});
