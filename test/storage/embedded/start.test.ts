// The embedded engine under bad treatment: killed, shared, left behind. What it acknowledged is there afterwards.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Log } from '../../../src/shared/log.js';
import { defineCollection, type Keyed } from '../../../src/storage/collection.js';
import { connect, type Database } from '../../../src/storage/connect.js';

interface NoteDoc extends Keyed {
  readonly round: number;
}
const notes = defineCollection<NoteDoc>({ name: 'notes', fields: { _id: String, round: Number }, indexes: [] });

interface App {
  readonly database: Database;
  /** The engine this app runs now; null when it uses another app's. */
  enginePid(): number | null;
}

let dataDir: string;
let apps: App[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'opencharter-embedded-'));
  apps = [];
});
afterEach(async () => {
  for (const { database } of apps) await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function startApp(dir = dataDir, warn: () => void = () => undefined): Promise<App> {
  let pid: number | null = null;
  const log: Log = {
    info(fields) {
      if ('pid' in fields) pid = typeof fields.pid === 'number' ? fields.pid : null;
    },
    warn,
    error: () => undefined,
  };
  const app = { database: await connect({ uri: null, dataDir: dir, dbName: 'app', log }), enginePid: () => pid };
  apps.push(app);
  return app;
}

function pidOf(app: App): number {
  const pid = app.enginePid();
  if (pid === null) throw new Error('this app runs no engine');
  return pid;
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits for what has no event; the test's own time limit ends it. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(20);
}

async function insert(database: Database, id: string): Promise<boolean> {
  return database
    .collection(notes)
    .insertOne({ _id: id, round: 0 })
    .then(
      () => true,
      () => false,
    );
}

describe('an engine killed in the middle of journaled writes', () => {
  test('is started again, and has every write it acknowledged', async () => {
    const app = await startApp();
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const pid = pidOf(app);
      const before = acknowledged.length;
      let writing = true;
      const writers = ['a', 'b', 'c', 'd'].map(async (name) => {
        for (let i = 0; writing; i += 1) {
          const id = `${String(round)}-${name}-${String(i)}`;
          if (await insert(app.database, id)) acknowledged.push(id);
        }
      });
      await until(() => acknowledged.length > before + 50);
      process.kill(pid, 'SIGKILL');
      const atKill = acknowledged.length;
      await until(() => acknowledged.length > atKill + 50 && app.enginePid() !== pid);
      writing = false;
      await Promise.all(writers);
    }
    const found = await app.database
      .collection(notes)
      .find()
      .map(({ _id }) => _id)
      .toArray();
    expect(new Set(found).size).toBeGreaterThanOrEqual(acknowledged.length);
    expect(acknowledged.filter((id) => !found.includes(id))).toEqual([]);
    expect(app.database.ready()).toBe(true);
  });

  test('comes back for an idle app too, which says meanwhile that it is not ready', async () => {
    const readyAtWarning: boolean[] = [];
    const app = await startApp(dataDir, () => {
      readyAtWarning.push(app.database.ready());
    });
    const pid = pidOf(app);
    process.kill(pid, 'SIGKILL');
    await until(() => app.enginePid() !== pid);
    expect(readyAtWarning).toEqual([false]);
    await until(() => app.database.ready());
    expect(await insert(app.database, 'later')).toBe(true);
  });
});

describe('an engine', () => {
  test('leaves the signals of the terminal to the app', async () => {
    const app = await startApp();
    const pid = pidOf(app);
    process.kill(pid, 'SIGINT');
    process.kill(pid, 'SIGTERM');
    expect(await insert(app.database, 'still')).toBe(true);
    expect(pidOf(app)).toBe(pid);
  });

  test('ends with the app, and what was written is there at the next start', async () => {
    const first = await startApp();
    await insert(first.database, 'kept');
    await first.database.close();
    expect(runs(pidOf(first))).toBe(false);
    const second = await startApp();
    expect(await second.database.collection(notes).countDocuments({ _id: 'kept' })).toBe(1);
  });

  test('runs on a folder whose path is too long for a socket', async () => {
    const app = await startApp(join(dataDir, 'long'.repeat(30)));
    expect(await insert(app.database, 'a')).toBe(true);
  });

  test('that cannot open its folder is an error with its own words', async () => {
    await writeFile(join(dataDir, 'db'), 'not a folder');
    await expect(startApp()).rejects.toThrow(/EEXIST|not a directory/i);
  });
});

describe('two apps on one machine and one folder', () => {
  test('share one engine, whichever was first', async () => {
    const [one, two] = await Promise.all([startApp(), startApp()]);
    expect([one.enginePid(), two.enginePid()].filter((pid) => pid !== null)).toHaveLength(1);
    await insert(one.database, 'shared');
    expect(await two.database.collection(notes).findOne({ _id: 'shared' })).toEqual({ _id: 'shared', round: 0 });
  });

  test('the second goes on when the first stops, with an engine of its own', async () => {
    const first = await startApp();
    const second = await startApp();
    expect(second.enginePid()).toBeNull();
    await insert(second.database, 'before');
    await first.database.close();
    await until(() => insert(second.database, 'after'));
    // An engine takes writes a little before its app says which it is.
    await until(() => second.enginePid() !== null);
    expect(runs(pidOf(second))).toBe(true);
    expect(await second.database.collection(notes).countDocuments({})).toBe(2);
  });

  test('both go on when the engine is killed, sharing one again', async () => {
    const [one, two] = [await startApp(), await startApp()];
    const pid = pidOf(one);
    process.kill(pid, 'SIGKILL');
    await until(() => insert(one.database, 'one'));
    await until(() => insert(two.database, 'two'));
    const now = (): readonly (number | null)[] =>
      [one.enginePid(), two.enginePid()].filter((running) => running !== null && running !== pid);
    await until(() => now().length > 0);
    expect(now()).toHaveLength(1);
    expect(await one.database.collection(notes).countDocuments({})).toBe(2);
  });

  test('the second may leave without ending the engine', async () => {
    const [first, second] = [await startApp(), await startApp()];
    await second.database.close();
    expect(await insert(first.database, 'a')).toBe(true);
    expect(runs(pidOf(first))).toBe(true);
  });
});
