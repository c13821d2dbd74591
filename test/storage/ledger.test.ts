// The stored ledger, on the real engine: two writers, killed writes, repeats.
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openLedger } from '../../src/ledger/ledger.js';
import type { LedgerEntry } from '../../src/ledger/envelope.js';
import type { LedgerStore } from '../../src/ledger/store.js';
import type { MotionEntry } from '../../src/motions/entries.js';
import { newRegister, nextNumber, type Register } from '../../src/motions/register.js';
import { instant } from '../../src/shared/time.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createLedgerStore, ledgerCollection } from '../../src/storage/ledger.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';

const at = '2026-03-01T09:00:00.000Z';
const ref = '00112233445566ff';
let database: Database;
let store: LedgerStore;

beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
  store = createLedgerStore(database);
});

function listed(seq: number, key = `person/${seq}`): LedgerEntry {
  return { seq, at, key, entry: { type: 'person.listed', ref: seq.toString(16).padStart(16, '0') } };
}

async function all(from = 0, of = store): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for await (const entry of of.from(from)) entries.push(entry);
  return entries;
}

/** A clock that goes back and forth. */
function unsteadyClock(start: string) {
  let ticks = 0;
  return { now: () => instant(Date.parse(start) + (ticks++ % 3) * 1000) };
}

function open(on: LedgerStore = createLedgerStore(database)) {
  return openLedger(on, newRegister(), unsteadyClock(at));
}

/** Proposes the motion of the next number in a subject of its own. */
function proposal(register: Register, key: string): { key: string; entry: MotionEntry } {
  const motion = `M-2026-${String(nextNumber(register, 'M', '2026')).padStart(4, '0')}`;
  const subjects: MotionEntry & { type: 'motion.proposed' } = {
    type: 'motion.proposed',
    motion,
    ref,
    kind: 'technical',
    subjects: [{ forge: 'github', repo: 'openclaw/models', number: key }],
    title: null,
    proposed_at: at,
    opens_after: at,
    seconds: 0,
  };
  return { key, entry: subjects };
}

describe('the stored log', () => {
  test('gives entries back as they were, from any seq on', async () => {
    const entries = [0, 1, 2].map((seq) => listed(seq));
    expect(await store.append(entries)).toBe('appended');
    expect(await all()).toEqual(entries);
    expect(await all(2)).toEqual(entries.slice(2));
    expect(await all(3)).toEqual([]);
  });

  test('holds each entry as its canonical bytes', async () => {
    await store.append([listed(0)]);
    expect((await database.collection(ledgerCollection).findOne({ _id: 0 }))?.text).toBe(
      `{"at":"${at}","ref":"0000000000000000","seq":0,"type":"person.listed","v":1}`,
    );
  });

  test.each([
    ['a seq that is taken', [listed(1, 'new')]],
    ['a key that is taken', [listed(2, 'person/0')]],
  ])('answers conflict for %s, and keeps what is there', async (_, entries) => {
    await store.append([listed(0), listed(1)]);
    expect(await store.append(entries)).toBe('conflict');
    expect(await all()).toEqual([listed(0), listed(1)]);
  });

  test('writes nothing after the entry that is in conflict', async () => {
    await store.append([listed(0)]);
    expect(await store.append([listed(1), listed(2, 'person/0'), listed(3)])).toBe('conflict');
    expect(await all()).toEqual([listed(0), listed(1)]);
  });

  test('names the entry that is missing', async () => {
    await store.append([listed(0), listed(2)]);
    await expect(all()).rejects.toThrow('the ledger has a gap: entry 1 is missing before 2');
  });

  test('names the entry whose text is not its own', async () => {
    await store.append([listed(0)]);
    await database.collection(ledgerCollection).updateOne({ _id: 0 }, { $set: { text: '{"v":1}' } });
    await expect(all()).rejects.toThrow('ledger entry 0 cannot be read');
  });

  test('is read and written by index only', async () => {
    const watch = watchQueries(database);
    await store.append([listed(0)]);
    await all();
    await watch.assertIndexed();
  });
});

describe('two writers of one log', () => {
  test('append without a gap, each decision on the log as it is', async () => {
    const ledgers = [open(), open()];
    await Promise.all(
      ledgers.flatMap((ledger, writer) =>
        Array.from({ length: 200 }, (_, i) =>
          ledger.append((register) => ({ drafts: [proposal(register, `${writer}-${i}`)], result: null })),
        ),
      ),
    );
    const entries = await all();
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 400 }, (_, i) => i));
    expect(new Set(entries.map(({ key }) => key)).size).toBe(400);
    const times = entries.map((entry) => entry.at);
    expect(times).toEqual([...times].sort());
    expect(entries.map(({ entry }) => entry['motion'])).toEqual(
      Array.from({ length: 400 }, (_, i) => `M-2026-${String(i + 1).padStart(4, '0')}`),
    );
    for (const ledger of ledgers) expect((await ledger.sync()).motions.size).toBe(400);
  });

  test('with the same keys append each key once', async () => {
    const ledgers = [open(), open()];
    const appended = await Promise.all(
      ledgers.flatMap((ledger) =>
        Array.from({ length: 50 }, (_, i) =>
          ledger.append((register, _at, isKnown) => ({
            drafts: isKnown(`same-${i}`) ? [] : [proposal(register, `same-${i}`)],
            result: null,
          })),
        ),
      ),
    );
    expect(await all()).toHaveLength(50);
    expect(appended.flatMap((one) => one.appended).length).toBeLessThanOrEqual(50);
  });
});

describe('a write that fails', () => {
  /** The store, whose next append does `write` with the first entry and then fails as a lost connection does. */
  function failingOnce(write: (entries: readonly LedgerEntry[]) => Promise<unknown>): LedgerStore {
    let failed = false;
    return {
      from: (seq) => store.from(seq),
      async append(entries) {
        if (failed) return store.append(entries);
        failed = true;
        await write(entries);
        throw new Error('connection lost');
      },
    };
  }

  test.each([
    ['before anything was written', () => Promise.resolve()],
    ['after part of it was written', (entries: readonly LedgerEntry[]) => store.append(entries.slice(0, 1))],
    ['after all of it was written', (entries: readonly LedgerEntry[]) => store.append(entries)],
  ])('%s leaves the fold as the log is, and a repeat completes it', async (_, write) => {
    const ledger = open(failingOnce(write));
    function appendTwo() {
      return ledger.append((register, _at, isKnown) => {
        const drafts = ['a', 'b'].map((key) => ({
          key,
          entry: { type: 'person.listed' as const, ref: key.repeat(16) },
        }));
        return { drafts, result: [register.people.size, isKnown('a')] };
      });
    }
    await expect(appendTwo()).rejects.toThrow('connection lost');
    const before = await all();
    expect((await ledger.sync()).people.size).toBe(before.length);
    await appendTwo();
    expect((await all()).map(({ key, seq }) => [seq, key])).toEqual([
      [0, 'a'],
      [1, 'b'],
    ]);
    expect([...(await ledger.sync()).people]).toEqual(['a'.repeat(16), 'b'.repeat(16)]);
    expect([...(await open().sync()).people]).toEqual(['a'.repeat(16), 'b'.repeat(16)]);
  });

  test('throws, rather than calling it a conflict, when the database is away', async () => {
    const other = await openTestDatabase(database.connection.name);
    const away = createLedgerStore(other);
    await away.append([listed(0)]);
    await other.connection.close();
    await expect(away.append([listed(1)])).rejects.toThrow();
    expect(await all()).toEqual([listed(0)]);
  });
});
