// The one way to append: batches, repeats, failures, two writers of one log.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Draft, LedgerEntry } from '../../src/ledger/envelope.js';
import { openLedger, type Fold } from '../../src/ledger/ledger.js';
import { propose } from '../../src/motions/decide/propose.js';
import { withdraw } from '../../src/motions/decide/members.js';
import { newRegister } from '../../src/motions/register.js';
import { noAdvisory } from '../../src/motions/tally.js';
import { accountOf, adopt, refOf } from '../support/charters.js';
import { memoryLedger, type Fate, type MemoryLedger } from '../support/memory-ledger.js';
import { at, subject } from '../support/motion-world.js';

interface Note {
  readonly [field: string]: unknown;
  readonly type: string;
}

/** A fold that lists the notes, and throws at one that is `bad`. */
function notes(): Fold<readonly string[], Note> {
  const state: string[] = [];
  return {
    state,
    parse: (entry) => entry,
    apply({ entry }) {
      if (entry.type === 'bad') throw new Error('a bad note');
      state.push(entry.type);
      return () => {
        state.pop();
      };
    },
  };
}

function clock(times: readonly string[] = [at(0)]) {
  let i = 0;
  return { now: () => times[Math.min(i++, times.length - 1)] ?? at(0) };
}

function draft(type: string, key = `key/${type}`): Draft<Note> {
  return { key, entry: { type } };
}

function open(store: MemoryLedger, times?: readonly string[]) {
  return openLedger(store, notes(), clock(times));
}

function types(entries: readonly LedgerEntry[]): readonly string[] {
  return entries.map(({ entry }) => entry.type);
}

describe('appending', () => {
  test('decisions that wait are written together, each made on those before it', async () => {
    const store = memoryLedger();
    const ledger = open(store);
    const done = await Promise.all(
      [0, 1, 2, 3].map((n) => ledger.append((state) => ({ drafts: [draft(`n${String(n)}`)], result: state.length }))),
    );
    expect(done.map(({ result }) => result)).toEqual([0, 1, 2, 3]);
    expect(store.writes).toEqual([4]);
    expect(store.stored.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
  });

  test('a hundred decisions take two writes', async () => {
    const store = memoryLedger();
    const ledger = open(store);
    await Promise.all(
      Array.from({ length: 100 }, (_, n) => ledger.append(() => ({ drafts: [draft(`n${String(n)}`)], result: n }))),
    );
    expect(store.writes).toEqual([64, 36]);
  });

  test('a decision that asks for nothing writes nothing, and answers', async () => {
    const store = memoryLedger();
    expect(await open(store).append(() => ({ drafts: [], result: 'refused' }))).toEqual({
      result: 'refused',
      appended: [],
    });
    expect(store.writes).toEqual([]);
  });

  test('a key is appended once: repeated, in another decision of the batch, or within one decision', async () => {
    const store = memoryLedger();
    const ledger = open(store);
    const once = () => ({ drafts: [draft('a', 'k'), draft('b', 'k')], result: null });
    const batch = await Promise.all([ledger.append(once), ledger.append(once)]);
    expect(batch.map(({ appended }) => types(appended))).toEqual([['a'], []]);
    expect((await ledger.append(once)).appended).toEqual([]);
    expect(
      (await open(store).append((_state, _at, isKnown) => ({ drafts: once().drafts, result: isKnown('k') }))).result,
    ).toBe(true);
    expect(types(store.stored)).toEqual(['a']);
  });

  test('its time never falls, though the clock does, also after another instance', async () => {
    const store = memoryLedger();
    const ledger = open(store, [at(2), at(1), at(3), at(0)]);
    for (const type of ['a', 'b', 'c', 'd']) await ledger.append(() => ({ drafts: [draft(type)], result: null }));
    await open(store, [at(1)]).append(() => ({ drafts: [draft('e')], result: null }));
    expect(store.stored.map((entry) => entry.at)).toEqual([at(2), at(2), at(3), at(3), at(3)]);
  });
});

describe('a decision that cannot be taken', () => {
  test.each<[string, () => { drafts: Draft<Note>[]; result: null }, RegExp]>([
    [
      'throws',
      () => {
        throw new Error('no decision');
      },
      /no decision/,
    ],
    [
      'has a second entry that the fold refuses',
      () => ({ drafts: [draft('half'), draft('bad')], result: null }),
      /bad note/,
    ],
    [
      'has an entry too large for the log',
      () => ({
        drafts: [draft('half'), { key: 'large', entry: { type: 'large', text: 'x'.repeat(70_000) } }],
        result: null,
      }),
      /65535/,
    ],
  ])('rejects its caller alone and leaves nothing behind, when it %s', async (_why, decide, error) => {
    const store = memoryLedger();
    const ledger = open(store);
    const [before, failed, after] = await Promise.allSettled([
      ledger.append(() => ({ drafts: [draft('before')], result: null })),
      ledger.append(decide),
      ledger.append((state) => ({ drafts: [draft('after')], result: [...state] })),
    ]);
    expect(before.status).toBe('fulfilled');
    expect(failed).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(error) } });
    expect(after).toMatchObject({ status: 'fulfilled', value: { result: ['before'] } });
    expect(types(store.stored)).toEqual(['before', 'after']);
    expect(await ledger.sync()).toEqual(['before', 'after']);
  });
});

describe('a write', () => {
  test('that fails rejects all who waited for it, leaves the fold as before, and later ones succeed', async () => {
    const store = memoryLedger();
    const ledger = open(store);
    await ledger.append(() => ({ drafts: [draft('a')], result: null }));
    store.fates.push('failed');
    const failed = await Promise.allSettled(
      ['b', 'c'].map((type) => ledger.append(() => ({ drafts: [draft(type)], result: null }))),
    );
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await ledger.sync()).toEqual(['a']);
    const again = await ledger.append((state) => ({ drafts: [draft('b')], result: [...state] }));
    expect(again).toMatchObject({ result: ['a'], appended: [{ seq: 1 }] });
  });

  test('whose answer was lost is found again: a repeat under its key appends nothing', async () => {
    const store = memoryLedger();
    const ledger = open(store);
    store.fates.push('failed after writing');
    await expect(ledger.append(() => ({ drafts: [draft('a')], result: null }))).rejects.toThrow('the answer was lost');
    expect((await ledger.append(() => ({ drafts: [draft('a')], result: null }))).appended).toEqual([]);
    expect(types(store.stored)).toEqual(['a']);
  });

  test('that another writer came before is decided again on what that one wrote', async () => {
    const store = memoryLedger();
    store.fates.push({ first: { type: 'theirs' } }, { first: { type: 'theirs too' } });
    const { result } = await open(store).append((state) => ({ drafts: [draft('ours')], result: [...state] }));
    expect(result).toEqual(['theirs', 'theirs too']);
    expect(types(store.stored)).toEqual(['theirs', 'theirs too', 'ours']);
  });
});

describe('reading', () => {
  test('shows what another instance appended before it was asked, though a write of one’s own is under way', async () => {
    const store = memoryLedger();
    const [one, two] = [open(store), open(store)];
    const own = one.append(() => ({ drafts: [], result: null }));
    await two.append(() => ({ drafts: [draft('theirs')], result: null }));
    const [state] = await Promise.all([one.sync(), own]);
    expect(state).toEqual(['theirs']);
  });

  test('refuses a log with a gap', async () => {
    const store = memoryLedger();
    store.stored.push({ seq: 1, at: at(0), key: 'k', entry: { type: 'a' } });
    await expect(open(store).sync()).rejects.toThrow('entry 0 is missing');
  });
});

test('two instances that take turns at random, with conflicts and failures, keep every rule of motions', async () => {
  const adopted = adopt({ people: 3 });
  const step = fc.record({
    ledger: fc.nat(1),
    who: fc.nat(2),
    subject: fc.nat(3),
    withdraws: fc.boolean(),
    waits: fc.boolean(),
  });
  const listed: Fate = { first: { type: 'person.listed', ref: refOf('p7') } };
  const fate = fc.constantFrom<Fate>('appended', 'failed', 'failed after writing', listed);
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.array(fate, { maxLength: 8 }),
      async (steps, fates) => {
        const store = memoryLedger();
        store.fates.push(...fates);
        const ledgers = [0, 1].map(() => openLedger(store, newRegister(), clock()));
        const running: Promise<unknown>[] = [];
        for (const [i, { ledger, who, subject: number, withdraws, waits }] of steps.entries()) {
          const author = accountOf(`p${String(who + 1)}`);
          const request = { key: `comment ${String(i)}`, author, at: at(0), reason: null };
          const done = ledgers[ledger]?.append((register) => {
            const [id] = register.unfinished;
            const motion = withdraws && id !== undefined ? register.motions.get(id) : undefined;
            const proposal = {
              ...request,
              subject: subject(number),
              kind: 'technical',
              title: null,
              calledAgain: false,
              handledAt: request.at,
            };
            const decided = motion
              ? withdraw(motion, motion.proposer, request, noAdvisory)
              : propose(register, adopted, proposal);
            return { drafts: decided.ok ? decided.value : [], result: decided.ok };
          });
          const settled = Promise.allSettled([done]);
          running.push(settled);
          if (waits) await settled;
        }
        await Promise.all(running);
        expect(store.stored.map(({ seq }) => seq)).toEqual(store.stored.map((_, i) => i));
        const fold = newRegister();
        for (const entry of store.stored) {
          fold.apply(entry);
          const open = [...fold.state.unfinished].flatMap((id) => fold.state.motions.get(id) ?? []);
          expect(new Set(open.map(({ subjects }) => subjects[0]?.number)).size).toBe(open.length);
          for (const { proposer } of open)
            expect(open.filter((one) => one.proposer === proposer).length).toBeLessThanOrEqual(3);
        }
        const numbers = [...fold.state.motions.keys()].map((id) => Number(id.slice(7)));
        expect(numbers).toEqual(numbers.map((_, i) => i + 1));
        for (const ledger of ledgers) expect((await ledger.sync()).motions).toEqual(fold.state.motions);
      },
    ),
    { numRuns: 80 },
  );
});
