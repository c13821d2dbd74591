// How fast mirrored comments go into the search index, many at once and one by one, next to a plain collection in the same run; and how long a
// search among them takes: typical queries in both languages, p50 and p99, with the words' frequencies falling as in real text. `--docs`: among
// how many (200,000 take some minutes); `--rounds`: how often each query is asked.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readQuery } from '../src/search/query.js';
import type { SearchDoc } from '../src/search/store.js';
import { connect, ensureIndexes } from '../src/storage/connect.js';
import { defineCollection } from '../src/storage/collection.js';
import { createSearchIndex, searchCollection } from '../src/storage/search.js';
import { percentile, table } from './support/report.js';

const { values } = parseArgs({ options: { docs: { type: 'string' }, rounds: { type: 'string' } } });
const docs = Number(values.docs ?? 40_000);
const rounds = Number(values.rounds ?? 50);
const batch = 200;
/** So many batches and single documents are measured. */
const [batches, singles] = [20, 200];

/** Words of the most frequent ranks, then those that are searched for, from one in some hundreds down. */
const english = [
  ...'the of and to a in is that it for was on are as with be this by we not'.split(' '),
  ...Array.from({ length: 40 }, (_, i) => `usual${String(i)}`),
  ...'model vote dataset benchmark review motion issue release loader merge charter tokenizer license safetensors'.split(
    ' ',
  ),
];
const chinese = [
  ...'的 是 在 了 和 我们 可以 需要 这个 如果'.split(' '),
  ...Array.from({ length: 50 }, (_, i) => String.fromCodePoint(0x5200 + i, 0x5300 + i)),
  ...'模型 数据集 评测集 表决 动议 章程 加载器 评审 权重 插值 许可证'.split(' '),
];

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = createRandom(7);

/** A word by Zipf's law: the few of the list often, and a long tail of rare ones. */
function pick(words: readonly string[], tail: (rank: number) => string): string {
  const rank = Math.floor(20_000 ** random()) - 1;
  return words[rank] ?? tail(rank);
}

function rareHan(rank: number): string {
  return String.fromCodePoint(0x4e00 + (rank % 6000), 0x4e00 + ((rank * 7) % 6000));
}

function sentence(length: number, isChinese: boolean): string {
  const one = isChinese ? () => pick(chinese, rareHan) : () => pick(english, (rank) => `word${String(rank)}`);
  return Array.from({ length }, one).join(isChinese ? '' : ' ');
}

function document(number: number): SearchDoc {
  const isChinese = number % 3 === 0;
  return {
    id: `comment:github:openclaw/models#${String(number)}`,
    kind: number % 10 === 0 ? 'issue' : 'comment',
    title: sentence(8, isChinese),
    text: sentence(60, isChinese),
    where: `openclaw/models#${String(number)}`,
    url: `https://forge.example/openclaw/models/issues/${String(number)}`,
    at: new Date(Date.UTC(2024, 0, 1) + number * 240_000).toISOString(),
    version: number,
  };
}

const queries = [
  'safetensors',
  'the',
  'the model',
  'of the motion',
  'benchmark loader release',
  'word15000',
  'the word15000',
  'word900 word901',
  'no-such-word the',
  '评测集',
  '插值',
  '模',
  '我们需要评测集',
  'safetensors 插值',
  '动议 章程',
  '许可证 评审',
];

const folder = await mkdtemp(join(tmpdir(), 'opencharter-bench-'));
const log = { info: () => undefined, warn: console.warn, error: console.error };
const database = await connect({ uri: null, dataDir: folder, dbName: 'bench', log });
const index = createSearchIndex(database);

interface PlainDoc extends SearchDoc {
  readonly _id: string;
}
const plainCollection = defineCollection<PlainDoc>({
  name: 'plain',
  fields: {
    _id: String,
    id: String,
    kind: String,
    title: String,
    text: String,
    keywords: String,
    where: String,
    url: String,
    at: String,
    version: Number,
  },
  indexes: [],
});

function documents(from: number, count: number): readonly SearchDoc[] {
  return Array.from({ length: count }, (_, i) => document(from + i));
}

/** Puts documents into a plain collection, journaled. */
async function putPlain(docs: readonly SearchDoc[]): Promise<void> {
  await database.collection(plainCollection).insertMany(docs.map((doc) => ({ _id: doc.id, ...doc })));
}

async function ms(task: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await task();
  return performance.now() - begun;
}

function p50p99(measured: readonly number[]): readonly [string, string] {
  const ascending = [...measured].sort((a, b) => a - b);
  return [percentile(ascending, 0.5).toFixed(1), percentile(ascending, 0.99).toFixed(1)];
}

// The indexes of a full collection are made faster than they are filled; how fast that is, some more documents tell.
let last = 0;
for (; last < docs; last += batch) await index.putAll(documents(last, Math.min(batch, docs - last)));
await ensureIndexes(database, [searchCollection]);

const inBatches = { index: 0, plain: 0 };
const single = { new: new Array<number>(), changed: new Array<number>(), plain: new Array<number>() };
for (let round = 0; round < batches; round += 1, last += batch) {
  const more = documents(last, batch);
  inBatches.index += await ms(() => index.putAll(more));
  inBatches.plain += await ms(() => putPlain(more));
}
for (let round = 0; round < singles; round += 1, last += 1) {
  const one = document(last);
  single.new.push(await ms(() => index.put(one)));
  single.changed.push(await ms(() => index.put({ ...one, title: sentence(8, false), version: one.version + 1 })));
  single.plain.push(await ms(() => putPlain([one])));
}
const rate = (taken: number): string => ((batches * batch * 1000) / taken).toFixed(0);
console.log(`writing, among ${String(docs)} documents\n`);
table([
  ['', 'documents/s in batches', 'one by one: p50 ms', 'p99 ms'],
  ['new in the search index', rate(inBatches.index), ...p50p99(single.new)],
  ['changed in the search index', '', ...p50p99(single.changed)],
  ['new in a plain collection, journaled', rate(inBatches.plain), ...p50p99(single.plain)],
]);
console.log(`\nsearching, ${String(rounds)} rounds\n`);

const times = new Map<string, number[]>(queries.map((query) => [query, []]));
const totals = new Map<string, number>();
for (let round = 0; round <= rounds; round += 1) {
  for (const query of queries) {
    const { tokens } = readQuery(query);
    const begun = performance.now();
    const { total } = await index.find({ tokens, kind: null, page: 1, perPage: 20 });
    if (round > 0) times.get(query)?.push(performance.now() - begun);
    totals.set(query, total);
  }
}
const rows = [...times, ['all', [...times.values()].flat()] as const].map(([query, measured]) => {
  return [query, String(totals.get(query) ?? ''), ...p50p99(measured)];
});
table([['query', 'results', 'p50 ms', 'p99 ms'], ...rows]);
await database.close();
await rm(folder, { recursive: true, force: true });
