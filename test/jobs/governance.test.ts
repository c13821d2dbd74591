// The governance folder: what is read of it, and when.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Adoption } from '../../src/jobs/adopt-charter.js';
import { formatCharterError } from '../../src/charter/parse.js';
import { governanceFingerprint, readGovernanceFiles, type FilesRead } from '../../src/jobs/governance-files.js';
import type { Timer } from '../../src/jobs/timer.js';
import { watchGovernance, type WatchOptions } from '../../src/jobs/watch-governance.js';
import { quietLog } from '../support/database.js';

let dir: string;
let watch: Timer | null = null;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'governance-'));
  await write('charter.yml', 'c1');
  await write('people.yml', 'p1');
});

afterEach(async () => {
  await watch?.stop();
  watch = null;
  await rm(dir, { recursive: true });
});

function write(name: string, text: string | Buffer): Promise<void> {
  return writeFile(join(dir, name), text);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the governance files', () => {
  test('are read as they are, absent ones as null', async () => {
    await write('policy.yml', '政策');
    const value = { charter: 'c1', people: 'p1', policy: '政策', roadmap: null };
    expect(await readGovernanceFiles(dir)).toEqual({ ok: true, value });
  });

  test('that are missing, unreadable or no text are named all at once', async () => {
    await rm(join(dir, 'charter.yml'));
    await write('people.yml', Buffer.from([0xff, 0xfe]));
    const read = await readGovernanceFiles(dir);
    expect(read.ok ? [] : read.error.map(formatCharterError)).toEqual([
      `charter.yml:1:1: there is no such file in ${dir}`,
      `people.yml:1:1: the file in ${dir} is not UTF-8 text`,
    ]);
  });

  test.each([
    ['changed', () => write('charter.yml', 'c2')],
    ['added', () => write('roadmap.yml', '')],
    ['removed', () => rm(join(dir, 'people.yml'))],
  ])('have another fingerprint when one was %s', async (_, change) => {
    const before = await governanceFingerprint(dir);
    expect(await governanceFingerprint(dir)).toBe(before);
    await change();
    expect(await governanceFingerprint(dir)).not.toBe(before);
  });
});

describe('the watch', () => {
  /** Starts it with a clock that is moved by hand; answers in turn, then `unchanged`. */
  function start(...answers: (() => Promise<Adoption>)[]) {
    const read: FilesRead[] = [];
    const looks = { count: 0 };
    const time = { now: 1_000_000 };
    const unchanged = (): Promise<Adoption> => Promise.resolve({ kind: 'unchanged', version: 'v' });
    const options: WatchOptions = {
      dir,
      log: quietLog,
      pollMs: 1,
      restMs: 2000,
      now: () => {
        looks.count += 1;
        return time.now;
      },
      adopt: (files) => {
        read.push(files);
        return (answers.shift() ?? unchanged)();
      },
    };
    watch = watchGovernance(options);
    return { read, looks, time };
  }

  /** Waits until it has looked at the folder as it is now. */
  async function looked(looks: { readonly count: number }): Promise<void> {
    const before = looks.count;
    await until(() => looks.count > before + 5);
  }

  function charters(read: readonly FilesRead[]): readonly (string | null)[] {
    return read.map((files) => (files.ok ? files.value.charter : null));
  }

  test('reads the files at once, and again only when they have changed and then rested', async () => {
    const { read, looks, time } = start();
    await until(() => read.length === 1);
    await write('charter.yml', 'c2');
    await looked(looks);
    time.now += 1999;
    await looked(looks);
    expect(charters(read)).toEqual(['c1']);
    time.now += 1;
    await until(() => read.length === 2);
    expect(charters(read)).toEqual(['c1', 'c2']);
  });

  test('begins its wait anew with every change', async () => {
    const { read, looks, time } = start();
    await until(() => read.length === 1);
    for (const text of ['c2 half', 'c2 whole']) {
      await write('charter.yml', text);
      await looked(looks);
      time.now += 1500;
    }
    time.now += 500;
    await until(() => read.length === 2);
    expect(charters(read)).toEqual(['c1', 'c2 whole']);
  });

  test('hands on files that cannot be read', async () => {
    const { read, time } = start();
    await until(() => read.length === 1);
    await rm(join(dir, 'charter.yml'));
    await until(() => {
      time.now += 500;
      return read.length === 2;
    });
    expect(charters(read)).toEqual(['c1', null]);
  });

  test.each([
    [
      'it had to wait',
      (): Promise<Adoption> => Promise.resolve({ kind: 'waiting', reason: '502', retryAfterMs: null }),
    ],
    ['it failed', (): Promise<Adoption> => Promise.reject(new Error('the database is away'))],
  ])('tries again after a while when %s', async (_, answer) => {
    const { read, time } = start(answer, answer);
    await until(() => {
      time.now += 500;
      return read.length === 3;
    });
    expect(charters(read)).toEqual(['c1', 'c1', 'c1']);
  });

  test('tries again no sooner than the forge asked', async () => {
    const wait = { kind: 'waiting', reason: 'rate limit', retryAfterMs: 60_000 } as const;
    const { read, looks, time } = start(() => Promise.resolve(wait));
    await until(() => read.length === 1);
    time.now += 59_999;
    await looked(looks);
    expect(read).toHaveLength(1);
    time.now += 1;
    await until(() => read.length === 2);
  });
});
