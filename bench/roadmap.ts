// What building the public roadmap costs: 2,000 items with 20,000 changes, in a process that has just folded them (cold) and again and again (warm).
import { newRoadmap } from '../src/roadmap/fold.js';
import { pageOf } from '../src/portal/list.js';
import { boardOf } from '../src/roadmap/board.js';
import { buildRoadmap, changesOf, type Present, type RoadmapNames } from '../src/roadmap/build.js';
import type { Field, RoadmapEntry } from '../src/roadmap/entries.js';
import { plus } from '../src/shared/time.js';
import { median, table } from './support/report.js';

const [itemCount, changesEach, runs] = [2000, 10, 21];
const aimMs = 300;
const horizons = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', 'later'];
const began = '2025-01-02T09:00:00.000Z';
const day = 86_400_000;

/** The changes of an item after its first entry: accepted, then moved on and on with reasons, worked on, and two of three shipped. */
function changesFor(i: number): readonly (readonly [Field, string | null, string])[] {
  const first = i % 5;
  const moves = [first, first + 1, first + 2, first + 4].map((n) => horizons[n] ?? 'later');
  const [a = '', b = '', c = '', d = ''] = moves;
  return [
    ['lead', null, (i % 50).toString(16).padStart(16, '0')],
    ['outcome', null, `outcome ${String(i)}`],
    ['horizon', null, a],
    ['status', null, 'accepted'],
    ['horizon', a, b],
    ['horizon', b, c],
    ['status', 'accepted', 'in-progress'],
    ['horizon', c, d],
    ['status', 'in-progress', i % 3 === 0 ? 'on-hold' : 'shipped'],
  ];
}

function folded() {
  const fold = newRoadmap();
  let seq = 0;
  function write(i: number, step: number, field: Field, from: string | null, to: string): void {
    const year = '2025';
    const entry: RoadmapEntry = {
      type: 'roadmap.changed',
      item: `RM-${year}-${String(i + 1).padStart(3, '0')}`,
      field,
      from,
      to,
      ref: (i % 50).toString(16).padStart(16, '0'),
      motion: null,
      reason: `because of RM-2025-${String((i % 900) + 100)}`,
    };
    fold.apply({ seq, at: plus(began, (step * 60 + (i % 60)) * day), charter: 'sha256:a', entry });
    seq += 1;
  }
  for (let i = 0; i < itemCount; i += 1) {
    write(i, 0, 'subject', null, `github:openclaw/models#${String(i + 1)}`);
    for (const [step, [field, from, to]] of changesFor(i).entries()) write(i, step, field, from, to);
  }
  return { items: [...fold.state.items.values()], entries: seq };
}

const names: RoadmapNames = {
  person: (ref) => `person-${ref}`,
  text: (commitment) => commitment ?? '',
  issue: ({ subject }) => ({
    subject: { forge: 'github', repo: 'openclaw/models', number: subject.slice(subject.indexOf('#') + 1) },
    title: `Title of ${subject}`,
    url: `https://github.com/${subject}`,
    wish: null,
    measure: null,
    asks: [{ body: 'tsc', text: 'review' }],
    progress: { done: 1, total: 3 },
    updates: [],
  }),
  orderOf: () => horizons,
};
const present: Present = {
  plan: {
    horizons,
    themes: [],
    label: 'roadmap',
    who: {
      add: { bodies: [], clause: '' },
      move: { bodies: [], clause: '' },
      status: { bodies: [], clause: '' },
      drop: { bodies: [], clause: '' },
    },
    motions: { add: null, move: null, drop: null },
    statuses: [],
    updateWithin: 30 * day,
    reviewEvery: 90 * day,
    reviewed: null,
    publish: null,
  },
  adoptedAt: began,
  now: '2026-11-21T12:00:00.000Z',
};

function timed<T>(task: () => T): readonly [number, T] {
  const start = performance.now();
  const value = task();
  return [performance.now() - start, value];
}

function all(task: () => unknown): readonly [first: number, rest: number] {
  const times = Array.from({ length: runs }, () => timed(task)[0]);
  return [times[0] ?? 0, median(times.slice(1))];
}

const [foldMs, { items, entries }] = timed(folded);
if (items.length !== itemCount || entries !== itemCount * changesEach) throw new Error(`${String(entries)} changes`);
const build = all(() => buildRoadmap(items, names, present));
const view = buildRoadmap(items, names, present);
const page = { filter: { status: 'shipped' }, page: 3, perPage: 30 };
const rows: readonly (readonly [string, readonly [number, number]])[] = [
  ['the whole roadmap', build],
  ['every change of every item', all(() => items.map((item) => changesOf(item, names)))],
  ['the board, 20 items a column', all(() => boardOf(view.items, present.plan, present.now, {}, 20))],
  ['a page of a filtered list', all(() => pageOf(view.items.toReversed(), page))],
];
console.log(
  `${String(itemCount)} items, ${String(entries)} changes, folded in ${foldMs.toFixed(0)} ms; the aim is ${String(aimMs)} ms\n`,
);
table([
  ['', 'first, ms', 'then, ms'],
  ...rows.map(([what, [first, then]]) => [what, first.toFixed(1), then.toFixed(1)]),
]);
