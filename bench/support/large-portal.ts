// A foundation whose portal is large: a sandbox's people and charter, items of a roadmap with ten changes each, motions, each with an issue.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { startApp } from '../../src/compose/app.js';
import { storesOn, type Stores } from '../../src/compose/stores.js';
import type { Config } from '../../src/config.js';
import type { Sighting } from '../../src/forges/sighting.js';
import { commitmentTo, newSalt } from '../../src/ledger/commitment.js';
import type { MotionView } from '../../src/motions/view.js';
import { keepIssues } from '../../src/planning/keep.js';
import type { Field, RoadmapEntry } from '../../src/roadmap/entries.js';
import { plus, systemClock, type Instant } from '../../src/shared/time.js';
import type { Database } from '../../src/storage/connect.js';
import { createLedgerStore } from '../../src/storage/ledger.js';
import { textsCollection } from '../../src/storage/texts.js';

export interface Size {
  readonly items: number;
  readonly motions: number;
}

const repo = 'openclaw/models';
const day = 86_400_000;
const batch = 500;
const themes = ['open-weights', 'reproducibility', 'data-provenance', 'safety'];

/** Starts a sandbox of which nothing has happened yet, and stops it: the charter is in force then. */
export async function adopt(config: Config, log: Logger): Promise<void> {
  const app = await startApp({ config, log, seed: 'nothing' });
  while (!app.ready().ready) await sleep(50);
  await app.stop();
}

function batches<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / batch) }, (_, i) => all.slice(i * batch, (i + 1) * batch));
}

function sighting(numbers: readonly number[], asOf: Instant): Sighting {
  return {
    forge: 'github',
    asOf,
    repository: { id: 990_001, name: repo, url: `https://forge.example/${repo}`, isPublic: true, asOf },
    subjects: numbers.map((number) => ({
      number: String(number),
      isPull: false,
      title: `Item number ${String(number)} of the plan`,
      body: `### Outcome\n\n${'What everybody can do then. '.repeat(8)}\n\n### Tasks\n\n- [x] one\n- [ ] two`,
      state: 'open',
      draft: false,
      labels: ['roadmap'],
      author: { forge: 'github', id: 1001, login: 'lin-mei', bot: false },
      createdAt: asOf,
      updatedAt: asOf,
      closedAt: null,
      head: null,
      commentsCount: 0,
    })),
    comments: [],
    removed: [],
  };
}

/** Changes of an item after its first entry. */
function changesOf(i: number, ref: string): readonly (readonly [Field, string | null, string])[] {
  return [
    ['lead', null, ref],
    ['theme', null, themes[i % themes.length] ?? ''],
    ['horizon', null, 'now'],
    ['status', null, 'accepted'],
    ['horizon', 'now', 'next'],
    ['status', 'accepted', 'in-progress'],
    ['horizon', 'next', 'later'],
    ['horizon', 'later', 'next'],
    ['status', 'in-progress', i % 3 === 0 ? 'on-hold' : 'shipped'],
  ];
}

function entriesOf(count: number, refs: readonly string[], reasons: readonly string[]): readonly RoadmapEntry[] {
  return Array.from({ length: count }, (_, i) => {
    const ref = refs[i % refs.length] ?? '';
    const changes = [['subject', null, `github:${repo}#${String(i + 1)}`] as const, ...changesOf(i, ref)];
    return changes.map(([field, from, to]): RoadmapEntry => {
      const item = `RM-2026-${String(i + 1).padStart(3, '0')}`;
      const reason = reasons[i % reasons.length] ?? null;
      return { type: 'roadmap.changed', item, field, from, to, ref, motion: null, reason };
    });
  }).flat();
}

function motionOf(number: number, at: Instant, people: readonly string[]): MotionView {
  const electorate = people
    .slice(0, 9)
    .map((person) => ({ person, organization: 'independent', group: `independent:${person}` }));
  const tally = { yes: 5, no: 2, abstain: 0, cast: 7, ballots: 7, electorate: electorate.length, affiliations: 7 };
  return {
    id: `M-2026-${String(number).padStart(4, '0')}`,
    kind: 'technical',
    title: `Motion number ${String(number)}`,
    state: 'closed',
    outcome: 'lost',
    subjects: [
      {
        forge: 'github',
        repo,
        number: String(number),
        url: `https://forge.example/${repo}/issues/${String(number)}`,
        head: null,
      },
    ],
    proposer: people[number % people.length] ?? '',
    proposed_at: at,
    opened_at: at,
    closes_at: plus(at, 7 * day),
    closed_at: plus(at, 7 * day),
    in_force_at: null,
    charter_version: null,
    rule: {
      method: 'majority',
      quorum: ['ballots >= 1/2 of electorate'],
      passes_when: ['yes >= 3/4 of cast'],
      affiliation_cap: null,
      period: 'P7D',
      close_early: 'never',
      minimum_period: 'P3D',
      on_push: 'supersede',
    },
    waiting: null,
    seconds: [],
    electorate,
    recused: [],
    tally: {
      ...tally,
      advisory: { yes: 0, no: 0, abstain: 0 },
      counted: null,
      conditions: [{ text: 'yes >= 3/4 of cast', role: 'passes_when', met: false }],
      would_be: 'lost',
    },
    ballots: electorate.slice(0, 7).map(({ person }, i) => ({
      person,
      account: null,
      choice: i < 5 ? 'yes' : 'no',
      reason: 'It reads well, and it is what we have agreed on.',
      binding: true,
      cast_at: plus(at, i * 3_600_000),
      url: null,
      superseded: false,
    })),
    ended_by: null,
    resolution: null,
  };
}

/** The charter in force and since when. Throws when there is none. */
async function inForce({ ledger, charters }: Stores) {
  const { seq, adoptedAt, charterVersion } = await ledger.sync();
  const adopted = charterVersion === null ? null : await charters.version(charterVersion);
  if (!adopted || adoptedAt === null) throw new Error('no charter is in force');
  return { seq, adoptedAt, adopted };
}

async function addItems(database: Database, stores: Stores, count: number): Promise<void> {
  const { seq, adoptedAt, adopted } = await inForce(stores);
  const texts = Array.from({ length: 50 }, (_, i) => {
    const [text, salt] = [`The data came late; see RM-2026-${String(100 + i)}`, newSalt()];
    return { _id: commitmentTo(text, salt), salt, text, purpose: `bench ${String(i)}` };
  });
  await database.collection(textsCollection).insertMany(texts);
  const reasons = texts.map(({ _id }) => _id);
  const drafts = entriesOf(count, [...adopted.refs.values()], reasons);
  const entries = drafts.map((entry, i) => ({
    seq: seq + 1 + i,
    at: plus(adoptedAt, Math.floor((i * 300 * day) / drafts.length)),
    key: `bench ${String(i)}`,
    entry,
  }));
  const log = createLedgerStore(database);
  for (const part of batches(entries)) if ((await log.append(part)) === 'conflict') throw new Error('not alone');
  for (const numbers of batches(Array.from({ length: count }, (_, i) => i + 1))) {
    await stores.mirror.see(sighting(numbers, adoptedAt), adoptedAt);
  }
  await keepIssues(stores)();
}

/** Fills the database of a foundation whose charter is in force. */
export async function fill(database: Database, size: Size): Promise<void> {
  const stores = storesOn(database, systemClock, () => undefined);
  const { adoptedAt, adopted } = await inForce(stores);
  const people = adopted.charter.people.map(({ id }) => id);
  const began = plus(adoptedAt, -300 * day);
  for (let i = 1; i <= size.motions; i += 1) {
    await stores.motions.put(motionOf(i, plus(began, i * 60_000), people), i);
  }
  if (size.items > 0) await addItems(database, stores, size.items);
}
