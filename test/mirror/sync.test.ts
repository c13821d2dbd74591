// Syncing a repository of a simulated GitHub into a mirror on the real engine: complete, cheap, resumable, patient, and without effect.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { syncCommand, type SyncOutput, type SyncSession } from '../../src/cli/sync.js';
import { mirrorSighting } from '../../src/mirror/mirror.js';
import type { MirrorReader, MirrorWriter } from '../../src/mirror/store.js';
import type { SyncTools } from '../../src/mirror/sync.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes } from '../../src/storage/connect.js';
import { createMirrorReader } from '../../src/storage/mirror-reader.js';
import { createSyncStore } from '../../src/storage/mirror-syncs.js';
import { createMirrorWriter } from '../../src/storage/mirror-writer.js';
import { createSearchIndex } from '../../src/storage/search.js';
import { openTestDatabase } from '../support/database.js';
import { githubApp, type TestedGitHub } from '../support/github-app.js';
import { violations } from '../support/github-openapi.js';
import { startGitHub, testClock, type TestClock } from '../support/simulated-github.js';

const repo = 'openclaw/models';
const template = { issues: '/repos/{owner}/{repo}/issues', comments: '/repos/{owner}/{repo}/issues/comments' };

let github: SimulatedGitHub;
let adapter: TestedGitHub;
let clock: TestClock;
let mirror: MirrorReader & MirrorWriter;
let tools: SyncSession['tools'];
let stop: AbortController;
let said: string[];

beforeEach(async () => {
  clock = testClock();
  github = await startGitHub({ clock });
  const database = await openTestDatabase();
  await ensureIndexes(database, collections);
  mirror = { ...createMirrorReader(database), ...createMirrorWriter(database, createSearchIndex(database)) };
  adapter = githubApp(github);
  stop = new AbortController();
  said = [];
  const charter = { repositories: ['github:openclaw/*'] };
  const see: SyncTools['see'] = (sighting, seenAt) => mirrorSighting(mirror, charter, sighting, seenAt);
  tools = { forge: 'github', lists: adapter.lists, store: createSyncStore(database), see, clock };
});

afterEach(async () => {
  await github.stop();
  expect(violations(github.calls.all({ tokens: true }))).toEqual([]);
});

/** Issues, each a second after the one before, and with `comments` comments each. */
function write(issues: number, comments = 0): void {
  const lin = github.as('lin-mei');
  for (let i = 0; i < issues; i += 1) {
    clock.advance(1000);
    const { number } = lin.openIssue(repo, { title: `Issue ${String(i)}`, body: '/vote technical' });
    for (let c = 0; c < comments; c += 1) {
      clock.advance(1000);
      lin.comment(repo, number, '/yes');
    }
  }
}

async function sync(
  argument = `github:${repo}`,
  change: Partial<SyncSession['tools']> = {},
  output: Partial<SyncOutput> = {},
): Promise<{ readonly code: number; readonly calls: number; readonly said: readonly string[] }> {
  const before = github.calls.mark();
  const io = { out: (line: string) => said.push(line), err: (line: string) => said.push(line), bar: null, ...output };
  const session: SyncSession = {
    tools: { ...tools, ...change },
    isOurs: (name) => name.startsWith('openclaw/'),
    calls: () => github.calls.since(before, { tokens: true }).length,
    close: () => Promise.resolve(),
  };
  const code = await syncCommand(argument, () => Promise.resolve(session), io, stop.signal);
  return { code, calls: github.calls.since(before).length, said };
}

async function titles(): Promise<readonly string[]> {
  const all: string[] = [];
  for (let page = 1; ; page += 1) {
    const { items } = await mirror.subjects({ repo }, { page, perPage: 100 });
    all.push(...items.map(({ title }) => title));
    if (items.length < 100) return all.sort();
  }
}

function titlesOnGitHub(): readonly string[] {
  const [repository] = github.state.repositories.values();
  return [...(repository?.subjects.values() ?? [])].map(({ title }) => title).sort();
}

describe('a sync', () => {
  test('reads everything with a call for each 100 objects and few more, changes nothing, and then reads only what is new', async () => {
    write(130, 1);
    const first = await sync();
    expect(await mirror.counts()).toEqual({ issues: 130, pulls: 0, comments: 130 });
    expect(await titles()).toEqual(titlesOnGitHub());
    expect(first.code).toBe(0);
    expect(first.calls).toBeLessThanOrEqual(Math.ceil(260 / 100) + 3);
    expect(said.at(-1)).toMatch(/^done: 131 issues and pull requests, 131 comments; \d+ calls, 0:\d\d$/);
    expect(github.calls.all().every(({ method }) => method === 'GET')).toBe(true);
    write(1, 1);
    const second = await sync();
    expect(second.calls).toBe(3);
    expect(await mirror.counts()).toMatchObject({ issues: 131, comments: 131 });
    const [known] = await mirror.repositories();
    expect(known?.syncedAt).toBe(clock.now());
  });

  test('reads a repository whose objects are all of one second by the links GitHub gives', async () => {
    const lin = github.as('lin-mei');
    for (let i = 0; i < 250; i += 1) lin.openIssue(repo, { title: `Issue ${String(i)}` });
    const { calls } = await sync();
    expect((await mirror.counts()).issues).toBe(250);
    expect(calls).toBeLessThanOrEqual(3 + 3);
  });

  test.each([
    ['each of a second of its own', 1],
    ['ten in each second', 10],
  ])('misses nothing when issues change while it reads, %s', async (_, together) => {
    const lin = github.as('lin-mei');
    for (let i = 0; i < 350; i += 1) {
      if (i % together === 0) clock.advance(1000);
      lin.openIssue(repo, { title: `Issue ${String(i).padStart(3, '0')}` });
    }
    clock.advance(3_600_000);
    let pages = 0;
    const { code } = await sync(`github:${repo}`, {
      async see(sighting, seenAt) {
        const seen = await tools.see(sighting, seenAt);
        if (sighting.subjects.length > 0) pages += 1;
        // Of the first pages two issues each are edited: they move to the end, and all behind them forward.
        for (const { number } of pages <= 3 ? sighting.subjects.slice(10, 12) : []) {
          clock.advance(1000);
          lin.editTitle(repo, Number(number), `Edited ${number} ${String(pages)}`);
        }
        return seen;
      },
    });
    expect(code).toBe(0);
    expect(await titles()).toEqual(titlesOnGitHub());
  });

  test('that is stopped ends after the page in hand, says how to go on, and goes on there', async () => {
    write(350);
    const first = await sync(`github:${repo}`, {
      async see(sighting, seenAt) {
        if (sighting.subjects.length > 0) stop.abort();
        return tools.see(sighting, seenAt);
      },
    });
    expect(first.code).toBe(130);
    expect(said.at(-1)).toBe(`go on with: opencharter sync github:${repo}`);
    expect((await mirror.counts()).issues).toBe(100);
    stop = new AbortController();
    const second = await sync();
    expect(second.code).toBe(0);
    expect(second.calls).toBeLessThanOrEqual(1 + 3 + 1);
    expect(await titles()).toEqual(titlesOnGitHub());
  });

  test('that was killed between a page and its cursor reads that page again', async () => {
    write(150);
    const killed = { ...tools.store, put: () => Promise.reject(new Error('killed')) };
    await expect(sync(`github:${repo}`, { store: killed })).rejects.toThrow('killed');
    expect((await sync()).code).toBe(0);
    expect(await titles()).toEqual(titlesOnGitHub());
  });

  test('waits as long as GitHub asks, says so, and asks again after an error of GitHub', async () => {
    write(3);
    github.faults.fail({ path: template.issues, mode: { status: 403, retryAfter: 1 } });
    github.faults.fail({ path: template.comments, mode: { status: 502 } });
    const { code } = await sync();
    expect(code).toBe(0);
    expect(said.filter((line) => line.startsWith('waiting'))).toEqual([
      expect.stringMatching(/^waiting 0:01: 403 .*secondary rate limit/),
      expect.stringMatching(/^waiting 0:0[12]: 502/),
    ]);
    expect((await mirror.counts()).issues).toBe(3);
  });

  test('shows a bar with percent on a terminal', async () => {
    write(250);
    const bars: string[] = [];
    await sync(`github:${repo}`, {}, { bar: (line) => bars.push(line) });
    expect(bars[0]).toMatch(/^\[#{8}\.{16}\] {2}33 % {2}100 issues and pull requests, [\d,]+\/s, \d:\d\d left$/);
    expect(bars).toContainEqual(expect.stringMatching(/^\[#{24}\] 100 %/));
  });

  test('of an issue that is gone by then does not bring it back', async () => {
    write(2);
    const number = '1';
    const repository = { id: 3001, name: repo, url: `${github.url}/${repo}`, isPublic: true, asOf: clock.now() };
    const removed = [{ kind: 'subject', number, to: null } as const];
    const shared = { forge: 'github', repository, asOf: clock.now(), subjects: [], comments: [] } as const;
    await tools.see({ ...shared, removed }, clock.now());
    await sync();
    expect((await mirror.counts()).issues).toBe(1);
  });
});

describe('a sync is refused', () => {
  test.each([
    ['what is no repository', 'models', /"models" is not of the form github:OWNER\/REPO/],
    ['an unknown forge', 'gitlab:openclaw/models', /"gitlab" is no forge/],
    ['all of an owner', 'github:openclaw/*', /not of the form/],
    ['a repository of others', 'github:stranger/thing', /not one of the foundation/],
    ['a repository that does not exist', 'github:openclaw/nothing', /does not exist, or the app is not installed/],
    ['a private repository', 'github:openclaw/secret', /private: the portal is public/],
  ])('of %s', async (_, argument, message) => {
    const { code } = await sync(argument);
    expect(code).toBe(1);
    expect(said.join('\n')).toMatch(message);
    expect(await mirror.repositories()).toEqual([]);
  });
});
