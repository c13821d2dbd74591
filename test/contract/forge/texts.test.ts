// The forge contract: texts of files, at the tip of a branch and at a commit.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { models } from './driver.js';
import { forges } from './forges.js';
import { startWorld, valueOf, wholeOf, type ContractWorld } from './world.js';

const owners = 'approvers: [林梅]\n';
const others = ['a/OWNERS', 'b/OWNERS', 'c/OWNERS'];

describe.each(forges)('texts on $forge', (driver) => {
  let world: ContractWorld;

  beforeEach(async () => {
    world = await startWorld(driver);
    world.as('wang-bo').commit({ OWNERS: owners, 'docs/a b#c?.md': 'x\n', 'logo.png': 'PNG\0\u0001', 'empty.md': '' });
  });

  // A few paths and many may be read in different ways.
  describe.each([
    ['asked for alone', []],
    ['asked for among others', others],
  ])('%s', (_, more) => {
    async function texts(at: { readonly branch: string } | { readonly commit: string }, path: string) {
      return wholeOf(await world.forge.pulls.texts(models, at, [path, ...more]));
    }

    test.each([
      ['OWNERS', owners],
      ['docs/a b#c?.md', 'x\n'],
      ['empty.md', ''],
    ])('%s is read as it is', async (path, text) => {
      expect((await texts({ branch: 'main' }, path)).texts).toEqual(new Map([[path, text]]));
    });

    test.each(['missing/OWNERS', 'docs', 'logo.png'])('%s is not there, or is no text', async (path) => {
      expect((await texts({ branch: 'main' }, path)).texts).toEqual(new Map());
    });

    test('at a branch are those of its tip, with its commit; at that commit they stay', async () => {
      const before = await texts({ branch: 'main' }, 'OWNERS');
      const tip = world.as('wang-bo').commit({ OWNERS: 'approvers: []\n' });
      expect(await texts({ branch: 'main' }, 'OWNERS')).toEqual({
        commit: tip,
        texts: new Map([['OWNERS', 'approvers: []\n']]),
      });
      expect(await texts({ commit: before.commit }, 'OWNERS')).toEqual(before);
    });

    test('at a branch whose name has a slash', async () => {
      world.as('wang-bo').commit({ OWNERS: 'approvers: [b]\n' }, 'release/2.x');
      expect((await texts({ branch: 'release/2.x' }, 'OWNERS')).texts.get('OWNERS')).toBe('approvers: [b]\n');
    });

    test('at the head of a pull request from a fork are read through the repository', async () => {
      const number = world.as('lin-mei').openPull({ title: 'P', fork: true, edits: { OWNERS: 'approvers: [me]\n' } });
      const head = valueOf(await world.forge.read.head(world.on(number)));
      expect((await texts({ commit: head }, 'OWNERS')).texts.get('OWNERS')).toBe('approvers: [me]\n');
    });

    test('that are larger than a million bytes are not whole, in whatever script', async () => {
      world.as('wang-bo').commit({ 'large.md': '字'.repeat(400_000) });
      const read = valueOf(await world.forge.pulls.texts(models, { branch: 'main' }, ['large.md', ...more]));
      expect(read).toEqual({ complete: false, why: { code: 'over-the-cap', cap: 1_000_000 } });
    });
  });

  test('of several hundred paths are those that are there', async () => {
    const paths = Array.from({ length: 350 }, (_, i) => `${String(i)}/OWNERS`);
    const read = wholeOf(await world.forge.pulls.texts(models, { branch: 'main' }, ['OWNERS', ...paths]));
    expect(read.texts).toEqual(new Map([['OWNERS', owners]]));
    expect(world.calls()).toBeLessThan(10);
  });

  test('at a branch that is not there are gone', async () => {
    const read = await world.forge.pulls.texts(models, { branch: 'none' }, ['OWNERS']);
    expect(read).toMatchObject({ ok: false, error: { kind: 'gone' } });
  });

  test('while the forge is away are not known, and not none', async () => {
    world.trouble({ instead: { status: 502 } }, 5);
    const read = await world.forge.pulls.texts(models, { branch: 'main' }, ['OWNERS']);
    expect(read).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  });
});
