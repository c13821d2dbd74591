// One refusal of each sort that a command on the roadmap can meet.
import type { RoadmapRefusal } from '../../src/roadmap/refusal.js';

type Code = RoadmapRefusal['code'];

const item = 'RM-2026-014';
const horizons = ['2026-Q4', '2027-Q1', 'later'];

export const roadmapRefusals: {
  readonly [Each in Code]: Extract<RoadmapRefusal, { readonly code: Each }>;
} = {
  'no-roadmap': { code: 'no-roadmap' },
  'only-in-an-issue': { code: 'only-in-an-issue' },
  'private-roadmap': { code: 'private-roadmap' },
  'unknown-verb': {
    code: 'unknown-verb',
    written: 'ad',
    nearest: 'add',
    known: ['add', 'move', 'status', 'drop'],
  },
  'unknown-status': {
    code: 'unknown-status',
    written: 'shiped',
    nearest: 'shipped',
    known: ['accepted', 'in-progress', 'on-hold', 'shipped'],
  },
  'unknown-horizon': { code: 'unknown-horizon', written: '2027-Q11', nearest: '2027-Q1', known: horizons },
  'past-horizon': { code: 'past-horizon', horizon: '2026-Q3', current: '2026-Q4', known: horizons },
  'not-on-the-roadmap': { code: 'not-on-the-roadmap', verb: 'move' },
  'already-on-the-roadmap': {
    code: 'already-on-the-roadmap',
    item,
    status: 'in-progress',
    horizon: '2027-Q1',
  },
  'may-not-change-the-roadmap': {
    code: 'may-not-change-the-roadmap',
    verb: 'move',
    bodies: ['tsc', 'maintainers'],
    lead: true,
    clause: 'who.move',
  },
  'same-horizon': { code: 'same-horizon', item, horizon: '2027-Q1' },
  'not-accepted': { code: 'not-accepted', item, verb: 'move' },
  'item-ended': { code: 'item-ended', item, status: 'declined', verb: 'move' },
  'change-pending': { code: 'change-pending', item, motion: 'M-2026-0007', pending: 'add 2027-Q1' },
  'same-status': { code: 'same-status', item, status: 'on-hold' },
  'status-by-other-command': { code: 'status-by-other-command', status: 'declined', command: 'drop' },
  'no-such-step': {
    code: 'no-such-step',
    item,
    from: 'shipped',
    to: 'on-hold',
    allowed: ['in-progress'],
  },
};
