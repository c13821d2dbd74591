// A portal on a real port over a real database, with a charter and views to look at.
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { afterAll } from '@jest/globals';
import { z } from 'zod';
import { parseCondition } from '../../src/charter/condition.js';
import type { Charter, MotionKind, Person } from '../../src/charter/charter.js';
import { yes } from '../../src/commands/ballot.js';
import type { BallotView, MotionView, ResolutionView } from '../../src/motions/view.js';
import { findShown, listShown, type ShownSources } from '../../src/evaluation/shown.js';
import type { ContributionStore, ShownOverride } from '../../src/evaluation/store.js';
import type { MirrorReader, MirrorWriter } from '../../src/mirror/store.js';
import { createPortal, type PortalDeps } from '../../src/portal/app.js';
import { createMetrics } from '../../src/portal/metrics.js';
import { loadReplyFiles } from '../../src/replies/load.js';
import { createPolicyWords } from '../../src/replies/policy-words.js';
import type { CharterInForce, PortalStore } from '../../src/portal/store.js';
import { ensureIndexes } from '../../src/storage/connect.js';
import { contributionsCollection } from '../../src/storage/contribution-document.js';
import { evaluationsCollection } from '../../src/storage/contribution-history.js';
import { createContributionReader } from '../../src/storage/contribution-reader.js';
import { createContributionStore } from '../../src/storage/contributions.js';
import { createLedgerReader } from '../../src/storage/ledger-reader.js';
import { createLedgerStore, ledgerCollection } from '../../src/storage/ledger.js';
import { motionRecords } from '../../src/storage/motion-records.js';
import { mirrorCollection } from '../../src/storage/mirror-document.js';
import { createMirrorReader } from '../../src/storage/mirror-reader.js';
import { createMirrorWriter } from '../../src/storage/mirror-writer.js';
import { motionProjection, motionsCollection, type MotionProjection } from '../../src/storage/motions.js';
import {
  resolutionProjection,
  resolutionsCollection,
  type ResolutionProjection,
} from '../../src/storage/resolutions.js';
import type { SearchIndex } from '../../src/search/store.js';
import { createSearchIndex, searchCollection } from '../../src/storage/search.js';
import { openTestDatabase, quietLog } from './database.js';
import { memoryRoadmap, type SeededRoadmap } from './roadmap.js';

export const hostile = '<script>alert(1)</script>"\'&{{7*7}}\u202E<img src=x onerror=alert(2)>';

function condition(text: string): MotionKind['quorum'][number] {
  const parsed = parseCondition(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

function person(id: string, name: Person['name'], org: string, account: number): Person {
  return {
    id,
    name,
    accounts: { github: { login: id, id: account } },
    affiliations: [{ org, from: '2024-03-01', until: null }],
  };
}

const day = 86_400_000;

const charter: Charter = {
  version: `sha256:${'a'.repeat(64)}`,
  foundation: {
    id: 'openclaw',
    name: { en: 'OpenClaw Foundation', zh: 'OpenClaw 基金会' },
    license: 'Apache-2.0',
    language: 'both',
  },
  repositories: ['github:openclaw/*'],
  defaultMotion: 'technical',
  prefixOnly: false,
  bodies: [
    {
      id: 'tsc',
      name: { en: 'Technical Steering Committee', zh: '技术指导委员会' },
      seats: [
        { person: 'lin-mei', from: null, until: null },
        { person: 'wang-bo', from: '2026-01-01', until: '2027-12-31' },
        { person: 'kofi-mensah', from: null, until: '2025-12-31' },
      ],
      seatsCap: '1/3',
    },
  ],
  motions: [
    {
      id: 'technical',
      title: { en: 'Technical decision', zh: '技术决定' },
      scope: 'technical',
      electorate: ['tsc'],
      callers: ['tsc'],
      seconds: 0,
      notice: 0,
      period: 7 * day,
      method: 'majority',
      quorum: [condition('ballots >= 1/2 of electorate')],
      passesWhen: [condition('yes > 1/2 of cast')],
      closeEarly: 'when-decided',
      minimumPeriod: 3 * day,
      onPush: 'supersede',
      remind: day,
    },
  ],
  organizations: [
    { id: 'huaxin-group', name: 'Huaxin Group', type: null, parent: null },
    { id: 'starforge', name: 'StarForge Labs', type: 'company', parent: 'huaxin-group' },
  ],
  people: [
    person('lin-mei', { en: 'Lin Mei', zh: '林梅' }, 'starforge', 1001),
    person('wang-bo', { en: 'Wang Bo', zh: '王博' }, 'independent', 1002),
    person('kofi-mensah', hostile, 'starforge', 1003),
  ],
  roadmap: null,
  policy: {
    version: 1,
    policies: {
      dco: { enforce: ['warn', { level: 'block', from: '2026-01-05' }], remediation: 'individual', override: ['tsc'] },
      title: { enforce: { level: 'block', repositories: ['github:openclaw/tools'] } },
      description: { enforce: 'off' },
    },
  },
};

const inForce: CharterInForce = {
  charter,
  adoptedAt: '2026-01-02T08:00:00.000Z',
  source: './governance',
  files: [
    { name: 'charter.yml', text: `version: 1 # ${hostile}` },
    { name: 'policy.yml', text: 'version: 1 # as in the model above\n' },
    {
      name: 'roadmap.yml',
      text: 'version: 1\nhorizons: [now, 2027-q1]\nthemes: [{ id: safety, name: { en: Safety, zh: 安全 } }]\n',
    },
  ],
  accounts: new Map([['lin-mei', { github: { login: 'lin-mei', id: 1001 } }]]),
  refs: new Map([
    ['lin-mei', '3f9c2a7be1d04455'],
    ['wang-bo', '00112233445566ff'],
  ]),
};

export function ballot(fields: Partial<BallotView>): BallotView {
  return {
    person: 'lin-mei',
    account: null,
    choice: 'yes',
    reason: '',
    binding: true,
    cast_at: '2026-03-02T10:00:00.000Z',
    url: 'https://forge.example/openclaw/models/issues/12#c1',
    superseded: false,
    ...fields,
  };
}

/** An open motion, M-2026-NNNN, proposed on that minute of the year's first day. */
export function motion(number: number, fields: Partial<MotionView> = {}): MotionView {
  const at = new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString();
  return {
    id: `M-2026-${String(number).padStart(4, '0')}`,
    kind: 'technical',
    title: `Motion number ${String(number)}`,
    state: 'open',
    outcome: null,
    subjects: [
      {
        forge: 'github',
        repo: 'openclaw/models',
        number: String(number),
        url: `https://forge.example/openclaw/models/issues/${String(number)}`,
        head: null,
      },
    ],
    proposer: 'wang-bo',
    proposed_at: at,
    opened_at: at,
    closes_at: '2026-03-06T14:00:00.000Z',
    closed_at: null,
    in_force_at: null,
    charter_version: charter.version,
    rule: {
      method: 'majority',
      quorum: ['ballots >= 1/2 of electorate'],
      passes_when: ['yes > 1/2 of cast'],
      affiliation_cap: null,
      period: 'P7D',
      close_early: 'when-decided',
      minimum_period: 'P3D',
      on_push: 'supersede',
    },
    waiting: null,
    seconds: [],
    electorate: [
      { person: 'lin-mei', organization: 'starforge', group: 'huaxin-group' },
      { person: 'wang-bo', organization: 'independent', group: 'independent:00112233445566ff' },
    ],
    recused: [],
    tally: {
      yes: 1,
      no: 0,
      abstain: 0,
      cast: 1,
      ballots: 1,
      electorate: 2,
      affiliations: 1,
      advisory: { yes: 1, no: 0, abstain: 0 },
      counted: null,
      conditions: [
        { text: 'ballots >= 1/2 of electorate', role: 'quorum', met: true },
        { text: 'yes > 1/2 of cast', role: 'passes_when', met: true },
      ],
      would_be: 'carried',
    },
    ballots: [
      ballot({ reason: 'It reads well.' }),
      ballot({
        person: null,
        account: { forge: 'github', id: 77, login: 'passer-by' },
        binding: false,
        cast_at: '2026-03-02T11:00:00.000Z',
      }),
    ],
    ended_by: null,
    resolution: null,
    ...fields,
  };
}

export function resolution(number: number, fields: Partial<ResolutionView> = {}): ResolutionView {
  return {
    id: `R-2026-${String(number).padStart(3, '0')}`,
    title: `Resolution number ${String(number)}`,
    kind: 'technical',
    motion: 'M-2026-0001',
    outcome: 'carried',
    in_force_at: new Date(Date.UTC(2026, 1, 1, 0, number)).toISOString(),
    url: `https://portal.example/resolutions/R-2026-${String(number).padStart(3, '0')}`,
    supersedes: null,
    superseded_by: null,
    ...fields,
  };
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface TestPortal {
  /** Where it listens. */
  readonly url: string;
  readonly search: SearchIndex;
  readonly mirror: MirrorReader & MirrorWriter;
  readonly contributions: ContributionStore;
  /** By the contribution's origin. */
  readonly overrides: Record<string, readonly ShownOverride[]>;
  readonly motions: MotionProjection;
  readonly resolutions: ResolutionProjection;
  readonly store: PortalStore;
  /** Shows this roadmap from now on; none before the first. */
  showRoadmap(seeded: SeededRoadmap): void;
  /** Sends the path exactly as given. */
  ask(path: string, options?: { method?: string; headers?: Record<string, string>; body?: string }): Promise<Answer>;
  /** The JSON of an answer. */
  json(path: string): Promise<unknown>;
}

const address = z.object({ port: z.number() });
const closing: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Opens a portal; `change` may replace what it is made of. */
export async function openPortal(change: (deps: PortalDeps) => PortalDeps = (deps) => deps): Promise<TestPortal> {
  const database = await openTestDatabase();
  await ensureIndexes(database, [
    searchCollection,
    mirrorCollection,
    motionsCollection,
    resolutionsCollection,
    ledgerCollection,
    contributionsCollection,
    evaluationsCollection,
  ]);
  const search = createSearchIndex(database);
  const mirror = { ...createMirrorReader(database), ...createMirrorWriter(database, search) };
  const contributions = createContributionStore(database);
  const reader = createContributionReader(database);
  const overrides: Record<string, readonly ShownOverride[]> = {};
  const shown: ShownSources = {
    mirror,
    contributions: reader,
    overrides: (origin) => Promise.resolve(overrides[origin] ?? []),
  };
  const motions = motionProjection(database);
  const resolutions = resolutionProjection(database);
  const records = motionRecords(database);
  const ledger = createLedgerReader(database);
  const origin = { origin: 'portal.example/ledger', mode: 'live' } as const;
  await createLedgerStore(database).append([
    { seq: 0, at: inForce.adoptedAt, key: 'log', entry: { type: 'log.created', foundation: 'openclaw', ...origin } },
  ]);
  let seeded: SeededRoadmap | null = null;
  let seedings = 0;
  const version = (): number => database.changes.version() + seedings;
  const roadmap = memoryRoadmap(() => seeded, { clock: { now: () => deps.clock.now() }, version });
  const nothing = { pending: 0, oldestAgeSeconds: null, dead: 0, newestDead: [] };
  const store: PortalStore = {
    motions: (query) => motions.list(query),
    motion: (id) => motions.find(id),
    resolutions: (query) => resolutions.list(query),
    resolution: (id) => resolutions.find(id),
    search: (query) => search.find(query),
    contributions: (query) => listShown(shown, query),
    contribution: (ref, comments) => findShown(shown, ref, comments),
    policyCounts: () => reader.counts(),
    repositories: () => mirror.repositories(),
    mirror: async () => ({
      counts: await mirror.counts(),
      repositories: await mirror.repositories(),
      lastDeliveryAt: null,
    }),
    charter: () => Promise.resolve(inForce),
    participation: (people) => records.participation(people),
    motionsOf: (person, part) => records.ofPerson(person, part),
    motionsSince: (time) => records.since(time),
    accountUrl: (forge, login) => (forge === 'github' ? `https://forge.example/${login}` : null),
    async changesSince(time) {
      const [called, closed, adopted] = await Promise.all([
        motions.countSince('proposed_at', time),
        motions.countSince('closed_at', time),
        resolutions.countSince(time),
      ]);
      return { called, closed, adopted };
    },
    history: (id) => ledger.ofMotion(id, 2000),
    ledger: (part) => ledger.list(part),
    ledgerEntry: (seq) => ledger.entry(seq),
    ledgerOrigin: () => Promise.resolve(origin),
    roadmap: () => roadmap.roadmap(),
    roadmapChanges: (query, span) => roadmap.changes(query, span),
    roadmapChangesOf: (item) => roadmap.changesOf(item),
    roadmapUpdates: (item) => roadmap.updates(item),
    roadmapLinks: (item) => roadmap.links(item),
    delivery: (id) =>
      Promise.resolve(
        id === 'd-1'
          ? { id, forge: 'github', event: 'issue_comment', state: 'done', received_at: inForce.adoptedAt, attempts: 1 }
          : null,
      ),
    status: () =>
      Promise.resolve({
        version: '1.2.3',
        mode: 'live',
        forgeWrites: 'on',
        forges: [{ id: 'github', account: 'opencharter[bot]', url: 'https://forge.example' }],
        deliveries: nothing,
        effects: nothing,
        rejectedCharter: null,
      }),
  };
  const gauges = { queuePending: 3, queueOldestAgeSeconds: 7, deliveriesDead: 1, effectsPending: 2, effectsDead: 0 };
  const deps: PortalDeps = change({
    store,
    clock: { now: () => '2026-03-04T12:00:00.000Z' },
    log: quietLog,
    version,
    commands: [{ name: 'yes', aliases: yes.aliases, ...yes.help }],
    policyWords: createPolicyWords((await loadReplyFiles()).policies),
    metrics: createMetrics({ gauges: () => Promise.resolve(gauges), log: quietLog }),
    ready: () => ({ ready: true, reasons: [] }),
    mode: 'live',
    publicUrl: 'https://portal.example/',
  });
  const server = createServer(createPortal(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = address.parse(server.address());
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );

  function ask(path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port, path, method, headers }, (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => {
          resolve({ status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() });
        });
      });
      sent.on('error', reject).end(body);
    });
  }
  async function json(path: string): Promise<unknown> {
    const { text } = await ask(path);
    return JSON.parse(text);
  }
  return {
    url: `http://127.0.0.1:${String(port)}`,
    search,
    mirror,
    contributions,
    overrides,
    motions,
    resolutions,
    store,
    showRoadmap(next) {
      seeded = next;
      seedings += 1;
    },
    ask,
    json,
  };
}
