// opencharter export: beside a running app or without one, into an empty folder or in place of an earlier export, and nowhere else.
import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { exportCommand, type ExportSession } from '../../src/cli/export.js';
import type { ExportFolder } from '../../src/cli/export-folder.js';
import { openExport } from '../../src/compose/export.js';
import { ok } from '../../src/shared/result.js';
import { connect } from '../../src/storage/connect.js';
import { databaseUri, startWorld, type TestWorld } from '../support/app.js';
import { quietLog, testEngineUri } from '../support/database.js';
import { brokenLinks, siteIn, type Site } from '../support/static-site.js';

const never = new AbortController().signal;
const asOf = '2026-03-04T12:00:00.000Z';

let parent = '';
let dir = '';
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'opencharter-export-'));
  dir = join(parent, 'site');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

interface Run {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

async function run(open: () => Promise<ExportSession>, { to = dir, stop = never } = {}): Promise<Run> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), bar: null };
  const code = await exportCommand(to, open, io, stop);
  return { code, out, err };
}

/** A session that copies these files. */
function session(copy: (folder: ExportFolder) => Promise<void>, change: Partial<ExportSession> = {}): ExportSession {
  return {
    asOf,
    async copy(folder) {
      await copy(folder);
      return { files: 1, bytes: 1 };
    },
    hasChanged: () => Promise.resolve(false),
    close: () => Promise.resolve(),
    ...change,
  };
}

function opens(files: Readonly<Record<string, string>>, change?: Partial<ExportSession>): () => Promise<ExportSession> {
  const written = session(async (folder) => {
    for (const [name, text] of Object.entries(files)) await folder.write(name, Buffer.from(text));
  }, change);
  return () => Promise.resolve(written);
}

async function files(): Promise<Record<string, string>> {
  return Object.fromEntries(await siteIn(dir));
}

describe('the folder of an export', () => {
  test.each([
    ['that is not there yet', () => Promise.resolve()],
    ['that is empty', () => mkdir(dir)],
    [
      'that was only looked at',
      async () => {
        await mkdir(dir);
        await writeFile(join(dir, '.DS_Store'), '');
      },
    ],
    [
      'that a link leads to',
      async () => {
        await mkdir(join(parent, 'elsewhere'));
        await symlink(join(parent, 'elsewhere'), dir);
      },
    ],
  ] as const)('may be one %s', async (_, prepare) => {
    await prepare();
    const { code, out, err } = await run(opens({ 'index.html': 'one', 'a/b.html': 'two' }));
    expect([code, err]).toEqual([0, []]);
    expect(out).toEqual([expect.stringContaining(`as of ${asOf}`)]);
    expect(await files()).toEqual({ 'index.html': 'one', 'a/b.html': 'two' });
  });

  test('may be one of an earlier export: what is gone is removed', async () => {
    await run(opens({ 'index.html': 'old', 'gone/index.html': 'gone' }));
    expect((await run(opens({ 'index.html': 'new' }))).code).toBe(0);
    expect(await files()).toEqual({ 'index.html': 'new' });
    expect(await readdir(parent)).toEqual(['site']);
  });

  test.each([
    ['holds something else', { 'thesis.tex': '' }, 'site is not empty, and holds no earlier export'],
    ['is a file', null, 'site is not a folder'],
  ] as const)('is refused when it %s, and left alone', async (_, held, said) => {
    if (held) await mkdir(dir);
    if (held) for (const [name, text] of Object.entries(held)) await writeFile(join(dir, name), text);
    else await writeFile(dir, 'a file');
    const { code, err } = await run(opens({ 'index.html': 'new' }));
    expect(code).toBe(1);
    expect(err).toEqual([expect.stringContaining(said)]);
    expect(await readdir(parent)).toEqual(['site']);
    expect(held ? await readdir(dir) : await readFile(dir, 'utf8')).toEqual(held ? Object.keys(held) : 'a file');
  });

  test('is refused when something was put into an earlier export: it would be lost', async () => {
    await run(opens({ 'index.html': 'old' }));
    await mkdir(join(dir, '.git'));
    await writeFile(join(dir, 'CNAME'), 'roadmap.example');
    const { code, err } = await run(opens({ 'index.html': 'new' }));
    expect(code).toBe(1);
    expect(err).toEqual([expect.stringContaining('holds what no export wrote: .git, CNAME')]);
    expect(await files()).toEqual({ 'index.html': 'old', CNAME: 'roadmap.example' });
  });

  test('is refused when what stands beside it is in the way', async () => {
    await mkdir(`${dir}.new`);
    await writeFile(join(`${dir}.new`, 'thesis.tex'), '');
    const { code, err } = await run(opens({ 'index.html': 'new' }));
    expect([code, err]).toEqual([1, [expect.stringContaining('site.new is not empty')]]);
    expect(await readdir(`${dir}.new`)).toEqual(['thesis.tex']);
  });

  test('is not the folder one is in', async () => {
    const { code, err } = await run(opens({}), { to: '.' });
    expect([code, err]).toEqual([1, [expect.stringContaining('cannot be replaced')]]);
  });
});

describe('an export that does not come to its end', () => {
  const half = (end: () => Promise<void>) => () =>
    Promise.resolve(
      session(async (folder) => {
        folder.layBy(Buffer.from('half'));
        await folder.write('index.html', Buffer.from('half'));
        await end();
      }),
    );

  beforeEach(async () => {
    await run(opens({ 'index.html': 'old', 'gone.html': 'gone' }));
  });

  test('because it failed, leaves the earlier one whole', async () => {
    await expect(run(half(() => Promise.reject(new Error('the database is away'))))).rejects.toThrow('is away');
    expect(await files()).toEqual({ 'index.html': 'old', 'gone.html': 'gone' });
    expect(await readdir(parent)).toEqual(['site']);
  });

  test('because nothing can be read, leaves the earlier one whole', async () => {
    await expect(run(() => Promise.reject(new Error('check MONGODB_URI')))).rejects.toThrow('check MONGODB_URI');
    expect(await readdir(parent)).toEqual(['site']);
  });

  test('because it was stopped, leaves the earlier one whole and says so', async () => {
    const stopping = new AbortController();
    const stopped = half(() => {
      stopping.abort();
      return Promise.reject(new Error('aborted'));
    });
    const { code, err } = await run(stopped, { stop: stopping.signal });
    expect([code, err]).toEqual([130, [`stopped: ${dir} is as it was`]]);
    expect(await files()).toEqual({ 'index.html': 'old', 'gone.html': 'gone' });
  });

  test('because it was killed while it wrote, is cleared away by the next', async () => {
    const killed = half(() => cp(`${dir}.new`, join(parent, 'killed'), { recursive: true }));
    await run(killed);
    await rename(join(parent, 'killed'), `${dir}.new`);
    await run(opens({ 'index.html': 'new' }));
    expect(await files()).toEqual({ 'index.html': 'new' });
    expect(await readdir(parent)).toEqual(['site']);
  });

  test('because it was killed between taking the earlier one away and putting the new one there, is undone by the next', async () => {
    await rename(dir, `${dir}.old`);
    await expect(run(half(() => Promise.reject(new Error('again'))))).rejects.toThrow('again');
    expect(await files()).toEqual({ 'index.html': 'old', 'gone.html': 'gone' });
    expect(await readdir(parent)).toEqual(['site']);
  });
});

describe('the export of a foundation', () => {
  async function voted(): Promise<TestWorld> {
    const world = await startWorld();
    const { number } = world.github
      .as('wang-bo')
      .openIssue('openclaw/models', { title: 'Adopt <safetensors>', body: '' });
    world.github.as('wang-bo').comment('openclaw/models', number, '/vote technical');
    await world.settle();
    await world.motion('M-2026-0001');
    return world;
  }

  const exporting =
    ({ config }: TestWorld) =>
    () =>
      openExport(ok(config));

  async function exported(): Promise<Site> {
    return siteIn(dir);
  }

  test('is made beside the running app, whole, and as of the last thing that happened', async () => {
    const world = await voted();
    world.clock.advance(1000);
    const { code, out, err } = await run(exporting(world));
    expect([code, err]).toEqual([0, []]);
    const site = await exported();
    expect(site.get('motions/M-2026-0001/index.html')).toContain('Adopt &lt;safetensors&gt;');
    expect(brokenLinks(site)).toEqual([]);
    expect(site.get('motions/M-2026-0001/index.html')).toMatch(/href="..\/..\/ledger\/index.html#entry-\d+"/);
    expect([...site.keys()].filter((name) => name.startsWith('api/v1/ledger'))).toEqual(['api/v1/ledger.json']);
    const { items } = await world.app.stores.ledgerReader.list({ page: 1, perPage: 1 });
    expect(out.at(-1)).toContain(`as of ${items[0]?.at ?? ''}`);
    expect(await readFile(join(dir, '.nojekyll'), 'utf8')).toBe('');
  });

  test('gives the same bytes while nothing happens, and others when something did', async () => {
    const world = await voted();
    await run(exporting(world));
    const first = await exported();
    world.clock.advance(86_400_000);
    await run(exporting(world));
    expect(await exported()).toEqual(first);
    world.github.as('lin-mei').comment('openclaw/models', 1, '/yes');
    await world.settle();
    await run(exporting(world));
    expect((await exported()).get('motions/M-2026-0001/index.html')).not.toBe(
      first.get('motions/M-2026-0001/index.html'),
    );
  });

  test('writes nothing to the database', async () => {
    const world = await voted();
    await world.app.stop();
    const { name } = world.app.database.connection;
    const database = await connect({ uri: testEngineUri(), dataDir: parent, dbName: name, log: quietLog });
    const db = database.connection.getClient().db(name);
    async function everything(): Promise<unknown> {
      const collections = (await db.collections()).sort((a, b) => (a.collectionName < b.collectionName ? -1 : 1));
      return Promise.all(
        collections.map(async (one) => [
          one.collectionName,
          await one.indexes(),
          await one.find().sort({ _id: 1 }).toArray(),
        ]),
      );
    }
    const before = await everything();
    expect((await run(exporting(world))).code).toBe(0);
    expect(await everything()).toEqual(before);
    await database.close();
  });

  test('is refused before there is a charter', async () => {
    const world = await voted();
    const config = { ...world.config, mongodbUri: databaseUri(`empty-${randomUUID()}`) };
    await expect(run(() => openExport(ok(config)))).rejects.toThrow('no charter is in force yet');
  });

  test('says when something was decided meanwhile', async () => {
    const { err } = await run(opens({ 'index.html': '' }, { hasChanged: () => Promise.resolve(true) }));
    expect(err).toEqual([expect.stringContaining('something was decided meanwhile')]);
  });
});
