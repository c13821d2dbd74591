// The forge contract: a file proposed by a branch of our own and a pull request from it.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { BranchNow } from '../../../src/forges/files.js';
import { forges } from './forges.js';
import { elsewhere, models } from './driver.js';
import { startWorld, valueOf, wholeOf, type ContractWorld } from './world.js';

const refused = { ok: false, error: { kind: 'refused' } };
const branch = 'opencharter/roadmap';
const path = 'docs/路线图 1.md';
const text = '# Roadmap\n\n路线图 🐙\n';

describe.each(forges)('on $forge', (driver) => {
  let world: ContractWorld;
  let main: BranchNow;

  beforeEach(async () => {
    world = await startWorld(driver);
    main = valueOf(await world.forge.files.defaultBranch(models));
  });

  const put = { branch, path, text, replaces: null, message: 'docs: update the roadmap' };
  const pull = { title: 'docs: update the roadmap', body: 'Hello', branch, base: 'main' };

  async function proposed(): Promise<string> {
    const { files } = world.forge;
    valueOf(await files.startBranch(models, branch, main));
    valueOf(await files.putFile(models, put));
    return valueOf(await files.openPull(models, pull));
  }

  async function fileOn(name: string) {
    const { files } = world.forge;
    const found = valueOf(await files.branch(models, name));
    return found && valueOf(await files.file(models, found.tip, path));
  }

  test('the default branch is told with its tip', () => {
    expect(main).toEqual({ name: 'main', tip: world.there.history('main')?.[0]?.sha, isProtected: false });
  });

  test('a branch, and a file, that are not there are none', async () => {
    expect(valueOf(await world.forge.files.branch(models, branch))).toBeNull();
    expect(valueOf(await world.forge.files.file(models, main.tip, path))).toBeNull();
  });

  test('a branch is started once', async () => {
    const { files } = world.forge;
    valueOf(await files.startBranch(models, branch, main));
    expect(valueOf(await files.branch(models, branch))).toEqual({ name: branch, tip: main.tip, isProtected: false });
    expect(await files.startBranch(models, branch, main)).toMatchObject(refused);
  });

  test('a file is put by one commit of our own, and its text comes back as it was', async () => {
    const { files, pulls } = world.forge;
    const me = valueOf(await files.me(models));
    valueOf(await files.startBranch(models, branch, main));
    valueOf(await files.putFile(models, put));
    expect(await fileOn(branch)).toMatchObject({ text });
    const [made, before, ...rest] = world.there.history(branch) ?? [];
    expect(rest).toEqual([]);
    expect(before?.sha).toBe(main.tip);
    expect(made).toMatchObject({ message: put.message, author: { name: me.name, email: me.email } });
    const between = wholeOf(await pulls.between(models, main.tip, made?.sha ?? ''));
    expect(between.map(({ author }) => author)).toEqual([
      expect.objectContaining({ name: me.name, email: me.email, account: expect.objectContaining({ id: me.id }) }),
    ]);
    expect(world.there.history('main')).toHaveLength(1);
  });

  test('a file is replaced only where what is there is known', async () => {
    const { files } = world.forge;
    valueOf(await files.startBranch(models, branch, main));
    valueOf(await files.putFile(models, put));
    const first = await fileOn(branch);
    expect(await files.putFile(models, { ...put, text: 'other\n' })).toMatchObject(refused);
    valueOf(await files.putFile(models, { ...put, text: 'two\n', replaces: first?.blob ?? null }));
    expect(await fileOn(branch)).toMatchObject({ text: 'two\n' });
    expect(await files.putFile(models, { ...put, text: 'x\n', replaces: first?.blob ?? null })).toMatchObject(refused);
    expect(await fileOn(branch)).toMatchObject({ text: 'two\n' });
  });

  test('a protected branch is told as such, and takes nothing', async () => {
    const { files } = world.forge;
    world.as('lin-mei').protect('main');
    world.as('lin-mei').protect(branch);
    expect(valueOf(await files.defaultBranch(models))).toMatchObject({ isProtected: true });
    expect(await files.putFile(models, { ...put, branch: 'main' })).toMatchObject(refused);
    expect(await files.startBranch(models, branch, main)).toMatchObject(refused);
    expect(world.there.history('main')).toHaveLength(1);
    expect(world.there.history(branch)).toBeNull();
  });

  test('where we may not write, nothing is written', async () => {
    const { files } = world.forge;
    expect(await files.startBranch(elsewhere, branch, main)).toMatchObject({ ok: false });
    expect(await files.putFile(elsewhere, { ...put, branch: 'main' })).toMatchObject({ ok: false });
  });

  test('one pull request is opened, found, changed and closed', async () => {
    const { files, pulls } = world.forge;
    const number = await proposed();
    const shown = { number, state: 'open', branch, body: 'Hello' };
    expect(valueOf(await files.newestPull(models, 'opencharter/'))).toEqual(shown);
    expect(valueOf(await pulls.pull(world.on(number)))).toMatchObject({ title: pull.title, base: { branch: 'main' } });
    valueOf(await files.editPull(models, number, { body: 'Again', close: false }));
    expect(valueOf(await files.newestPull(models, 'opencharter/'))).toEqual({ ...shown, body: 'Again' });
    for (let i = 0; i < 2; i += 1) valueOf(await files.editPull(models, number, { body: 'Bye', close: true }));
    expect(valueOf(await files.newestPull(models, branch))).toEqual({ ...shown, body: 'Bye', state: 'closed' });
  });

  test('a second one of the same branch is refused, also after an answer that was lost', async () => {
    const { files } = world.forge;
    valueOf(await files.startBranch(models, branch, main));
    valueOf(await files.putFile(models, put));
    world.trouble('lost');
    expect(await files.openPull(models, pull)).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
    const found = valueOf(await files.newestPull(models, branch));
    expect(found).toMatchObject({ state: 'open', branch });
    expect(await files.openPull(models, pull)).toMatchObject(refused);
    expect(valueOf(await files.newestPull(models, branch))).toEqual(found);
  });

  test('one that was merged is told as merged', async () => {
    world.as('lin-mei').merge(await proposed());
    expect(valueOf(await world.forge.files.newestPull(models, branch))).toMatchObject({ state: 'merged' });
    expect(await fileOn('main')).toMatchObject({ text });
  });

  test('pull requests of others, of other branches, and issues are not ours', async () => {
    const { files } = world.forge;
    world.as('lin-mei').openPull({ title: 'Mine', branch });
    world.as('lin-mei').openIssue('T');
    expect(valueOf(await files.newestPull(models, branch))).toBeNull();
    valueOf(await files.startBranch(models, 'other', main));
    valueOf(await files.putFile(models, { ...put, branch: 'other' }));
    valueOf(await files.openPull(models, { ...pull, branch: 'other' }));
    expect(valueOf(await files.newestPull(models, branch))).toBeNull();
  });

  test('its opening and its commits are announced as those of a bot', async () => {
    await world.arrived();
    const number = await proposed();
    const { events } = await world.arrived();
    const kinds = events.map(({ kind }) => kind);
    expect(kinds).toContain('branch-pushed');
    expect(kinds).toContain('contribution-changed');
    for (const event of events) if (event.kind === 'text-created') expect(event.author.bot).toBe(true);
    expect(valueOf(await world.forge.pulls.pull(world.on(number))).author.bot).toBe(true);
  });
});
