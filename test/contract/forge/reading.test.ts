// The forge contract: issues, pull requests, heads, trees and accounts are read as they are, or their absence is told.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { otherFields } from '../../../src/sandbox/forge/faults.js';
import { elsewhere, models, secret } from './driver.js';
import { forges } from './forges.js';
import { startWorld, valueOf, wholeOf, type ContractWorld } from './world.js';

describe.each(forges)('on $forge', (driver) => {
  const { differs } = driver;
  let world: ContractWorld;

  beforeEach(async () => {
    world = await startWorld(driver);
  });

  describe('an issue or pull request', () => {
    test('is read as the forge writes its name, whichever way it was asked for', async () => {
      const number = world.as('lin-mei').openIssue('动议：采用 safetensors', '正文');
      const read = valueOf(await world.forge.read.subject(world.on(number, 'OpenClaw/Models')));
      expect(read).toMatchObject({
        ref: world.on(number),
        title: '动议：采用 safetensors',
        isPull: false,
        isPublic: true,
      });
      const pull = world.as('lin-mei').openPull({ title: 'P' });
      expect(valueOf(await world.forge.read.subject(world.on(pull)))).toMatchObject({
        ref: world.on(pull),
        isPull: true,
      });
    });

    test('that is not there is gone, as is one that was deleted', async () => {
      const number = world.as('lin-mei').openIssue('T');
      world.as('lin-mei').deleteIssue(number);
      for (const missing of [number, '99999']) {
        const read = await world.forge.read.subject(world.on(missing));
        expect(read).toMatchObject({ ok: false, error: { kind: 'gone' } });
      }
    });

    test('is none of another repository', async () => {
      const number = world.as('lin-mei').openIssue('T');
      const read = await world.forge.read.subject(world.on(number, secret));
      expect(read).toMatchObject({ ok: false, error: { kind: 'gone' } });
    });

    test(`that was moved is read where it is now, unless: ${String(differs.transfers)}`, async () => {
      const number = world.as('lin-mei').openIssue('T');
      if (differs.transfers !== null) {
        expect(() => world.there.transfer(number)).toThrow();
        return;
      }
      const moved = world.there.transfer(number);
      const read = valueOf(await world.forge.read.subject(world.on(number)));
      expect(read).toMatchObject({ ref: world.on(moved, secret), isPublic: false });
    });
  });

  describe('an issue', () => {
    test('is read with what it says, whose it is and its labels', async () => {
      const number = world.as('lin-mei').openIssue('路线图：权重卡', '### Outcome\n\n权重卡 & <b>`x`</b>');
      world.as('wang-bo').label(number, 'roadmap');
      expect(valueOf(await world.forge.read.issue(world.on(number, 'OpenClaw/Models')))).toMatchObject({
        ref: world.on(number),
        title: '路线图：权重卡',
        body: '### Outcome\n\n权重卡 & <b>`x`</b>',
        author: { forge: driver.forge, id: world.as('lin-mei').id, login: 'lin-mei', bot: false },
        labels: ['roadmap'],
        milestone: null,
        isPull: false,
        isPublic: true,
      });
    });

    test('is read with its milestone, and when that was closed', async () => {
      const lin = world.as('lin-mei');
      const number = lin.openIssue('T');
      lin.addMilestone('v1');
      lin.setMilestone(number, 'v1');
      const milestone = async () => valueOf(await world.forge.read.issue(world.on(number))).milestone;
      expect(await milestone()).toEqual({ title: 'v1', closedAt: null });
      lin.closeMilestone('v1');
      expect(await milestone()).toEqual({ title: 'v1', closedAt: world.clock.now() });
      lin.setMilestone(number, null);
      expect(await milestone()).toBeNull();
    });

    test.each([
      ['is open', { state: 'open' }, null],
      [
        'was closed',
        { state: 'closed', closed_at: '2026-11-20T08:00:00Z', updated_at: '2026-11-20T08:00:00Z' },
        '2026-11-20T08:00:00.000Z',
      ],
    ])('in a milestone that %s', async (_, state, closedAt) => {
      const number = world.as('lin-mei').openIssue('T');
      world.trouble({ alter: otherFields({ milestone: { number: 1, title: 'v1', ...state } }) });
      const read = valueOf(await world.forge.read.issue(world.on(number)));
      expect(read.milestone).toEqual({ title: 'v1', closedAt });
    });

    test('that is not there, was deleted or is another repository’s is gone', async () => {
      const number = world.as('lin-mei').openIssue('T');
      const other = world.as('lin-mei').openIssue('U');
      world.as('lin-mei').deleteIssue(number);
      for (const missing of [world.on(number), world.on('99999'), world.on(other, secret)]) {
        expect(await world.forge.read.issue(missing)).toMatchObject({ ok: false, error: { kind: 'gone' } });
      }
    });

    test(`that was moved is read where it is now, unless: ${String(differs.transfers)}`, async () => {
      const number = world.as('lin-mei').openIssue('T');
      const moved = differs.transfers === null ? world.there.transfer(number) : null;
      const read = valueOf(await world.forge.read.issue(world.on(number)));
      const ref = moved === null ? world.on(number) : world.on(moved, secret);
      expect(read).toMatchObject({ ref, isPublic: moved === null });
    });
  });

  describe('releases', () => {
    test('are read the newest first, with what they say, and without drafts', async () => {
      const lin = world.as('lin-mei');
      lin.release({ tag: 'v1', name: '', body: '' });
      lin.release({ tag: 'v2/rc 1', name: '第二版', body: '* Safe weights (#12)', prerelease: true });
      lin.release({ tag: 'v3', draft: true });
      const read = valueOf(await world.forge.read.releases('OpenClaw/Models'));
      const publishedAt = world.clock.now();
      expect(read).toMatchObject([
        { tag: 'v2/rc 1', name: '第二版', body: '* Safe weights (#12)', publishedAt, isPreview: true },
        { tag: 'v1', name: '', body: '', publishedAt, isPreview: false },
      ]);
      expect(read[0]?.url).toMatch(/\/releases\/tag\/v2%2Frc%201$/);
    });

    test('of a repository that is not there are gone', async () => {
      expect(await world.forge.read.releases('openclaw/none')).toMatchObject({ ok: false, error: { kind: 'gone' } });
    });
  });

  describe('heads and trees', () => {
    test('are those of the last commit', async () => {
      const lin = world.as('lin-mei');
      const number = lin.openPull({ title: 'P' });
      const head = lin.push(number, { edits: { 'a.md': 'a\n' } });
      expect(valueOf(await world.forge.read.head(world.on(number)))).toBe(head);
      const pull = valueOf(await world.forge.pulls.pull(world.on(number)));
      const last = wholeOf(await world.forge.pulls.commits(world.on(number), pull)).at(-1);
      expect(valueOf(await world.forge.read.tree(world.on(number), head))).toBe(last?.tree);
    });

    test('a new head of the same files has the same tree; one of other files has not', async () => {
      const lin = world.as('lin-mei');
      const number = lin.openPull({ title: 'P' });
      const tree = async () =>
        valueOf(await world.forge.read.tree(world.on(number), valueOf(await world.forge.read.head(world.on(number)))));
      const before = await tree();
      lin.push(number, { sameTree: true });
      expect(await tree()).toBe(before);
      lin.push(number, { edits: { 'a.md': 'a\n' } });
      expect(await tree()).not.toBe(before);
    });

    test('of what is not there are gone', async () => {
      const issue = world.as('lin-mei').openIssue('T');
      for (const number of [issue, '99999']) {
        expect(await world.forge.read.head(world.on(number))).toMatchObject({ ok: false, error: { kind: 'gone' } });
      }
      const tree = await world.forge.read.tree(world.on('1'), '0'.repeat(40));
      expect(tree).toMatchObject({ ok: false, error: { kind: 'gone' } });
    });
  });

  describe('accounts', () => {
    test('are found by their login in any case, with their number', async () => {
      const { id } = world.as('lin-mei');
      expect(await world.forge.read.account('Lin-Mei')).toEqual({ ok: true, value: { id, login: 'lin-mei' } });
      const known = valueOf(await world.forge.pulls.accounts(models, ['LIN-MEI', 'lin-mei', 'wang-bo', 'nobody-here']));
      expect(known).toEqual(
        new Map([
          ['lin-mei', id],
          ['wang-bo', world.as('wang-bo').id],
        ]),
      );
    });

    test.each(['nobody-here', '..', '.', 'a/b', 'a b', '林梅'])('nobody bears the login %s', async (login) => {
      expect(await world.forge.read.account(login)).toMatchObject({ ok: false, error: { kind: 'gone' } });
    });

    test('a login that was given up is nobody’s, and then that of whoever took it', async () => {
      world.as('lin-mei').rename('lin-mei-2');
      expect(await world.forge.read.account('lin-mei')).toMatchObject({ ok: false, error: { kind: 'gone' } });
      expect(valueOf(await world.forge.pulls.accounts(models, ['lin-mei']))).toEqual(new Map());
      const id = world.there.newcomer('lin-mei');
      expect(valueOf(await world.forge.read.account('lin-mei')).id).toBe(id);
      expect(valueOf(await world.forge.pulls.accounts(models, ['lin-mei']))).toEqual(new Map([['lin-mei', id]]));
    });

    test('a forge that answers for a former login with who bears another one now has found nobody', async () => {
      world.trouble({ alter: otherFields({ login: 'another' }) });
      expect(await world.forge.read.account('wang-bo')).toMatchObject({ ok: false, error: { kind: 'gone' } });
    });
  });

  test('repositories are those in which we may write, with so many issues and pull requests open as the forge tells', async () => {
    world.as('lin-mei').openIssue('T');
    const listed = valueOf(await world.forge.repositories());
    const names = listed.map(({ repo }) => repo).sort();
    expect(names).toEqual([models, secret].sort());
    expect(names).not.toContain(elsewhere);
    expect([1, null]).toContain(listed.find(({ repo }) => repo === models)?.open);
  });

  test('a repository is told with its page and whether everybody may read it', async () => {
    const read = valueOf(await world.forge.lists.repository('OpenClaw/models'));
    expect(read).toMatchObject({ id: 7801, name: models, isPublic: true });
    expect(read.url).toMatch(/\/openclaw\/models$/);
    expect(valueOf(await world.forge.lists.repository(secret)).isPublic).toBe(false);
    expect(await world.forge.lists.repository('openclaw/none')).toMatchObject({ ok: false, error: { kind: 'gone' } });
  });
});
