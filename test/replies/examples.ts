// Motions, refusals and words to tell of, one of each sort.
import type { BotLanguage } from '../../src/charter/charter.js';
import type { Refusal, RefusalCode } from '../../src/motions/refusal.js';
import type { BallotView, MotionView } from '../../src/motions/view.js';
import type { MotionWords } from '../../src/replies/motion-text.js';
import type { RefusalWords } from '../../src/replies/replies.js';
import { contributionRefusals } from './contribution-refusals.js';
import { roadmapRefusals } from './roadmap-refusals.js';

const names: Readonly<Record<string, { en: string; zh: string }>> = {
  'lin-mei': { en: 'Lin Mei', zh: '林梅' },
  'wang-bo': { en: 'Wang Bo', zh: '王博' },
  'chen-yu': { en: 'Chen Yu', zh: '陈宇' },
  'kofi-mensah': { en: 'Kofi Mensah', zh: '科菲·门萨' },
};

export function wordsIn(language: BotLanguage): MotionWords {
  return {
    language,
    kindTitle: { en: 'Technical decision', zh: '技术决定' },
    bodies: [{ en: 'Technical Steering Committee', zh: '技术指导委员会' }],
    url: {
      en: 'https://gov.example.org/motions/M-2026-0007',
      zh: 'https://gov.example.org/zh/motions/M-2026-0007',
    },
    nameOf: (person) => names[person] ?? person,
  };
}

export function ballot(person: string, choice: BallotView['choice'], reason = ''): BallotView {
  return {
    person,
    account: null,
    choice,
    reason,
    binding: true,
    cast_at: '2026-03-03T09:12:00.000Z',
    url: 'https://github.com/openclaw/models/issues/12#issuecomment-991',
    superseded: false,
  };
}

export function advisory(login: string, choice: BallotView['choice'], reason = ''): BallotView {
  return { ...ballot('', choice, reason), person: null, account: { forge: 'github', id: 7, login }, binding: false };
}

const open: MotionView = {
  id: 'M-2026-0007',
  kind: 'technical',
  title: 'Adopt safetensors as the interchange format',
  state: 'open',
  outcome: null,
  subjects: [
    {
      forge: 'github',
      repo: 'openclaw/models',
      number: '12',
      url: 'https://github.com/openclaw/models/issues/12',
      head: null,
    },
  ],
  proposer: 'wang-bo',
  proposed_at: '2026-02-27T14:00:11.000Z',
  opened_at: '2026-02-27T14:00:11.000Z',
  closes_at: '2026-03-06T14:00:11.000Z',
  closed_at: null,
  in_force_at: null,
  charter_version: `sha256:${'0'.repeat(64)}`,
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
  electorate: [],
  recused: [],
  tally: {
    yes: 2,
    no: 1,
    abstain: 0,
    cast: 3,
    ballots: 3,
    electorate: 7,
    affiliations: 2,
    advisory: { yes: 1, no: 0, abstain: 0 },
    counted: null,
    conditions: [
      { text: 'ballots >= 1/2 of electorate', role: 'quorum', met: false },
      { text: 'yes > 1/2 of cast', role: 'passes_when', met: true },
    ],
    would_be: 'no-quorum',
  },
  ballots: [
    ballot('wang-bo', 'yes'),
    ballot('chen-yu', 'yes', 'The benchmark results convinced me.'),
    ballot('kofi-mensah', 'no', '加载速度变慢，我反对。'),
    { ...ballot('wang-bo', 'no', 'first thought'), superseded: true },
    advisory('a-reader', 'yes', 'see <b>this</b>, @lin-mei: https://example.org #12'),
  ],
  ended_by: null,
  resolution: null,
};

const nothingCounted: MotionView['tally'] = {
  ...open.tally,
  yes: 0,
  no: 0,
  cast: 0,
  ballots: 0,
  electorate: 0,
  affiliations: 0,
  advisory: { yes: 0, no: 0, abstain: 0 },
  conditions: [],
  would_be: null,
};

const proposed: MotionView = {
  ...open,
  state: 'proposed',
  opened_at: null,
  closes_at: null,
  charter_version: null,
  rule: null,
  waiting: { seconds: 1, seconds_needed: 2, opens_after: '2026-03-02T14:00:11.000Z' },
  seconds: [{ person: 'chen-yu', at: '2026-02-28T09:00:00.000Z' }],
  tally: nothingCounted,
  ballots: [],
};

function closed(outcome: NonNullable<MotionView['outcome']>, change: Partial<MotionView> = {}): MotionView {
  const conditions = open.tally.conditions.map((condition) => ({ ...condition, met: true }));
  return {
    ...open,
    state: 'closed',
    outcome,
    closed_at: '2026-03-06T14:00:11.000Z',
    tally: { ...open.tally, yes: 5, no: 1, cast: 6, ballots: 6, conditions, would_be: outcome },
    ...change,
  };
}

function missed(...texts: readonly string[]): MotionView['tally'] {
  const conditions = open.tally.conditions.map((condition) => ({ ...condition, met: !texts.includes(condition.text) }));
  return { ...open.tally, conditions };
}

const neverOpen = { opened_at: null, closes_at: null, rule: null, tally: nothingCounted, ballots: [] };

/** A motion in each state. */
export const motions = {
  proposed,
  'proposed-in-notice': {
    ...proposed,
    waiting: { seconds: 0, seconds_needed: 0, opens_after: '2026-03-02T14:00:11.000Z' },
    seconds: [],
  },
  'proposed-without-its-head': {
    ...proposed,
    waiting: { seconds: 0, seconds_needed: 0, opens_after: '2026-03-02T14:00:11.000Z', head_missing: true },
    seconds: [],
  },
  open,
  'open-on-a-pull-request': {
    ...open,
    subjects: open.subjects.map((subject) => ({ ...subject, head: 'c0ffee1234567890c0ffee1234567890c0ffee12' })),
    recused: [{ person: 'lin-mei', reason: 'My employer sells a rival format.' }],
    tally: { ...missed(), yes: 4, cast: 5, ballots: 5, electorate: 6, would_be: 'carried' as const },
  },
  carried: closed('carried', { resolution: 'R-2026-003', in_force_at: '2026-03-06T14:00:11.000Z' }),
  lost: closed('lost', {
    tally: { ...missed('yes > 1/2 of cast'), yes: 1, no: 3, cast: 4, ballots: 4, would_be: 'lost' },
  }),
  'no-quorum': closed('no-quorum', { tally: missed('ballots >= 1/2 of electorate') }),
  'too-few-affiliations': closed('too-few-affiliations', {
    rule: open.rule && {
      ...open.rule,
      passes_when: ['yes > 1/2 of cast', 'affiliations >= 3'],
      affiliation_cap: '1/3',
    },
    tally: {
      ...open.tally,
      conditions: [{ text: 'affiliations >= 3', role: 'passes_when', met: false }],
    },
  }),
  lapsed: closed('lapsed', neverOpen),
  withdrawn: closed('withdrawn', { ended_by: { person: 'wang-bo', reason: 'More data is needed first.' } }),
  cancelled: closed('cancelled', { ended_by: { person: null, reason: '' } }),
  superseded: closed('superseded', { ended_by: { person: null, reason: '' } }),
  vetoed: closed('vetoed', { ended_by: { person: 'lin-mei', reason: 'It breaks the charter.' } }),
} satisfies Record<string, MotionView>;

export function refusalWordsIn(language: BotLanguage): RefusalWords {
  const bodies: Readonly<Record<string, { en: string; zh: string }>> = {
    tsc: { en: 'Technical Steering Committee', zh: '技术指导委员会' },
    maintainers: { en: 'Maintainers', zh: '维护者' },
  };
  return {
    language,
    author: 'chen-yu',
    bodyName: (body) => bodies[body] ?? body,
    charterUrl: { en: 'https://gov.example.org/charter', zh: 'https://gov.example.org/zh/charter' },
    sourceUrl: 'https://github.com/openclaw/models/issues/12#issuecomment-991',
  };
}

const motion = 'M-2026-0007';
export const linked = { forge: 'gitee', repo: 'openclaw/models', number: 'I1ABC' } as const;
const bodies = ['tsc', 'maintainers'];

/** One refusal of each code. */
export const refusals: { readonly [Code in RefusalCode]: Extract<Refusal, { code: Code }> } = {
  'too-many-commands': { code: 'too-many-commands', count: 11, limit: 10 },
  'invisible-characters': { code: 'invisible-characters', command: 'yes', line: 3 },
  'bad-arguments': {
    code: 'bad-arguments',
    command: 'extend',
    problem: 'duration-malformed',
    usage: '/extend DURATION REASON',
    example: '/extend P3D Two members are travelling',
  },
  'unknown-kind': { code: 'unknown-kind', kind: 'tecnical', nearest: 'technical', known: ['technical', 'governance'] },
  'private-repository': { code: 'private-repository' },
  'no-default-kind': { code: 'no-default-kind', known: ['technical', 'governance'] },
  'not-a-caller': { code: 'not-a-caller', kind: 'technical', bodies, clause: 'motions.technical.callers' },
  'motion-unfinished': { code: 'motion-unfinished', motion, state: 'open' },
  'too-many-motions': { code: 'too-many-motions', limit: 3 },
  'no-electorate': { code: 'no-electorate', kind: 'technical', clause: 'motions.technical.electorate' },
  'called-too-late': { code: 'called-too-late', receivedAt: '2026-02-27T14:00:11.000Z' },
  'no-motion': { code: 'no-motion', command: 'yes' },
  'motion-closed': { code: 'motion-closed', motion, outcome: 'carried' },
  'still-proposed': { code: 'still-proposed', motion, opensAfter: '2026-03-02T14:00:11.000Z', secondsMissing: 1 },
  'already-open': { code: 'already-open', motion },
  'not-an-elector': {
    code: 'not-an-elector',
    command: 'recuse',
    motion,
    bodies: ['tsc'],
    clause: 'motions.technical.electorate',
  },
  'own-motion': { code: 'own-motion', motion },
  'already-seconded': { code: 'already-seconded', motion },
  recused: { code: 'recused', motion },
  'already-recused': { code: 'already-recused', motion },
  'not-the-proposer': { code: 'not-the-proposer', command: 'withdraw', motion },
  'ballots-cast': { code: 'ballots-cast', motion },
  'may-not-extend': { code: 'may-not-extend', motion, bodies: ['tsc'], clause: 'motions.technical.electorate' },
  'already-extended': { code: 'already-extended', motion },
  'extension-too-long': { code: 'extension-too-long', motion, longest: 'P7D', clause: 'motions.technical.period' },
  'link-too-late': { code: 'link-too-late', motion },
  'already-linked': { code: 'already-linked', motion, subject: linked },
  'link-same': { code: 'link-same', motion, subject: linked },
  'link-outside': { code: 'link-outside', subject: linked, clause: 'repositories' },
  'link-no-forge': { code: 'link-no-forge', forge: 'gitee' },
  'link-not-found': { code: 'link-not-found', subject: linked },
  'link-private': { code: 'link-private', subject: linked },
  'link-occupied': { code: 'link-occupied', subject: linked, motion: 'M-2026-0009', state: 'proposed' },
  'checked-lately': { code: 'checked-lately', nextAt: '2026-03-02T15:07:00.000Z' },
  'near-miss': { code: 'near-miss', written: '/yess', meant: '/yes', motion },
  'changed-unseen': { code: 'changed-unseen', written: '/vote' },
  'edited-ballot': { code: 'edited-ballot', written: '/yes', motion },
  ...contributionRefusals,
  ...roadmapRefusals,
};
