// Subjects and where they went, on the real engine.
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SubjectStore } from '../../src/events/store.js';
import type { SubjectRef } from '../../src/shared/refs.js';
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';
import { createSubjectStore } from '../../src/storage/subjects.js';
import { openTestDatabase } from '../support/database.js';
import { watchQueries } from '../support/explain.js';

let database: Database;
let subjects: SubjectStore;

beforeEach(async () => {
  database = await openTestDatabase();
  await ensureIndexes(database, collections);
  subjects = createSubjectStore(database);
});

function subject(repo: string): SubjectRef {
  return { forge: 'github', repo: `openclaw/${repo}`, number: '12' };
}
const [one, two] = [
  { voted: 'voted', head: 'one' },
  { voted: 'voted', head: 'two' },
];
const [a, b, c] = [subject('a'), subject('b'), subject('c')];

function url(of: SubjectRef): string {
  return `https://forge.example/${of.repo}`;
}

async function remember(ref: SubjectRef, isPull = false): Promise<void> {
  await subjects.remember({ ref, title: 'Adopt it', url: url(ref), isPull, isPublic: true, head: null });
}

/** Transfers, each of them as often as given. */
async function move(...[from, to]: readonly [SubjectRef, SubjectRef]): Promise<void> {
  await subjects.move(from, to, url(to));
}

describe('a subject', () => {
  test('is remembered, and what is said of it later replaces what was said before', async () => {
    expect(await subjects.find(a)).toBeNull();
    await remember(a);
    await subjects.remember({
      ref: a,
      title: 'Adopt it',
      url: 'https://forge.example/new',
      isPull: true,
      isPublic: true,
      head: 'abc',
    });
    const known = { ref: a, origin: a, url: 'https://forge.example/new', isPull: true, sameTreeHeads: [] };
    expect(await subjects.find(a)).toEqual(known);
    expect(await subjects.current(a)).toEqual(known);
  });

  test('nobody knows is its own origin and is nowhere now', async () => {
    expect(await subjects.originOf(a)).toEqual(a);
    expect(await subjects.current(a)).toBeNull();
  });

  test('is the same in any letter case', async () => {
    await remember({ ...a, repo: 'OpenClaw/A' });
    expect(await subjects.find(a)).toMatchObject({ url: url({ ...a, repo: 'OpenClaw/A' }) });
  });

  test('has each further head of the same tree once, wherever it is', async () => {
    await remember(a, true);
    await subjects.addSameTreeHead(a, one);
    await move(a, b);
    await subjects.addSameTreeHead(a, two);
    await subjects.addSameTreeHead(a, two);
    expect(await subjects.current(a)).toMatchObject({ ref: b, isPull: true, sameTreeHeads: [one, two] });
  });

  test('is found by index only', async () => {
    const watch = watchQueries(database);
    await remember(a);
    await move(a, b);
    await subjects.current(a);
    await subjects.originOf(b);
    await subjects.addSameTreeHead(a, one);
    await watch.assertIndexed();
  });
});

describe('a transfer', () => {
  test.each([
    { what: 'once', moves: [[a, b]], now: b },
    {
      what: 'twice in a row',
      moves: [
        [a, b],
        [b, c],
      ],
      now: c,
    },
    {
      what: 'with repeats',
      moves: [
        [a, b],
        [a, b],
        [b, c],
        [a, b],
        [b, c],
      ],
      now: c,
    },
    {
      what: 'back to where it was',
      moves: [
        [a, b],
        [b, a],
      ],
      now: a,
    },
    {
      what: 'in a circle',
      moves: [
        [a, b],
        [b, c],
        [c, a],
      ],
      now: a,
    },
    {
      what: 'there, back and there again',
      moves: [
        [a, b],
        [b, a],
        [a, b],
      ],
      now: b,
    },
  ] as const)('$what is followed from every place it was', async ({ moves, now }) => {
    await remember(a);
    for (const [from, to] of moves) await move(from, to);
    const places = new Set(moves.flat());
    for (const place of places) {
      expect(await subjects.originOf(place)).toEqual(a);
      expect(await subjects.current(place)).toMatchObject({ ref: now, origin: a, url: url(now) });
    }
  });

  test('of a subject not known yet is remembered for motions proposed late', async () => {
    await move(a, b);
    await remember(a);
    expect(await subjects.originOf(b)).toEqual(a);
    expect(await subjects.current(a)).toMatchObject({ ref: b });
  });

  test('to a subject heard of before joins them', async () => {
    await remember(a);
    await remember(b);
    await move(a, b);
    expect(await subjects.originOf(b)).toEqual(a);
    await remember(b);
    expect(await subjects.current(a)).toMatchObject({ ref: b, origin: a });
  });
});
