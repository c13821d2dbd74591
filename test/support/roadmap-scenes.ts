// Roadmaps to look at: one with something of everything and hostile text in it, one of many items.
import { followEdit } from '../../src/roadmap/decide/follow.js';
import { drop, label } from '../../src/roadmap/decide/verbs.js';
import { accountOf, adoptVersion, charterWith, createWorld, issue, refOf, type World } from '../roadmap/world.js';
import { day, to } from '../roadmap/year.js';
import { hostile } from './portal.js';
import type { SeededRoadmap } from './roadmap.js';

const settings = `horizons: [2026-Q1, 2026-Q2, 2026-Q3, 2026-Q4, 2027-Q1, later]
themes: [{ id: weights, name: { en: Open weights, zh: 开放权重 } }, { id: evals, name: '<script>alert(3)</script>' }]
update_within: P30D
review_every: P90D
publish: github:example/governance:docs/ROADMAP.md`;
const first = charterWith(settings);
const withMotions = charterWith(`${settings}\nmotions: { drop: technical, add: technical, move: technical }`);

/** The day on which the scene is looked at. */
export const sceneDay = day('2026-11-21');

function begin(world: World): void {
  world.do('p1', day('2026-03-03'), to.add('2026-Q1'), {
    issue: 1,
    described: {
      lead: refOf('p2'),
      outcome: '[en] Weights on **two** mirrors\n[zh] 权重在**两个**镜像上',
      theme: 'weights',
      body: 'tsc',
      text: 'one\ntwo',
    },
  });
  world.do('p1', day('2026-03-04'), to.add('2026-Q2'), {
    issue: 2,
    described: { outcome: hostile, theme: 'evals', text: Array.from({ length: 9 }, () => hostile).join('\n') },
  });
  world.do('p1', day('2026-03-05'), to.add('2026-Q2'), { issue: 3, described: { body: 'tsc', lead: refOf('p1') } });
  world.do('p2', day('2026-03-20'), to.move('2026-Q2'), { issue: 1, reason: 'The mirror is late; see RM-2026-003.' });
  world.do('p2', day('2026-06-25'), to.move('2026-Q4'), { issue: 1, reason: hostile });
  world.do('p1', day('2026-06-26'), to.status('shipped'), { issue: 3 });
  world.do('p1', day('2026-06-27'), to.add('2026-Q3'), { issue: 4 });
  world.do('p1', day('2026-06-28'), drop, { issue: 4, reason: 'Nobody wants it any more.' });
  world.do('p1', day('2026-09-20'), to.status('in-progress'), { issue: 1 });
  world.do('p1', day('2026-09-21'), to.add('later'), { issue: 5 });
  world.do('p1', day('2026-09-22'), to.add('2027-Q1'), { issue: 6, described: { theme: 'weights' } });
}

/**
 * RM-2026-001 slipped twice and is in progress; 002 is hostile and overdue; 003 shipped; 004 was dropped; 005 stands for later; a motion is to move 006; 007 is proposed.
 */
export function openScene(): SeededRoadmap {
  const world = createWorld(first);
  begin(world);
  adoptVersion(world, withMotions, day('2026-11-01'));
  const edit = {
    key: 'edit',
    subject: issue(1),
    editor: accountOf('p2'),
    at: day('2026-11-02'),
    described: { text: 'one\nthree' },
  };
  world.append(followEdit(world.state(edit.at), edit).drafts, edit.at);
  world.do('p1', day('2026-11-10'), label, { issue: 7, described: { theme: 'weights' } });
  world.do('p1', day('2026-11-20'), to.move('later'), { issue: 6, reason: 'Nobody has time.' });
  const update = (on: string, text: string) => ({
    ref: refOf('p2'),
    at: day(on),
    text,
    url: `https://forge.example/c/${on}`,
  });
  const link = (number: string, isPull: boolean, title: string) => ({
    subject: { forge: 'github', repo: 'example/models', number } as const,
    isPull,
    title,
    url: 'javascript:alert(4)',
    state: isPull ? ('merged' as const) : ('open' as const),
  });
  return {
    world,
    earlier: [first],
    issues: {
      '1': {
        title: 'Open weights',
        measure: { en: 'Within a day', zh: '一天之内' },
        asks: [
          { body: 'tsc', text: `Decide. ${hostile}` },
          { body: 'nobody', text: 'Help.' },
        ],
        progress: { done: 5, total: 8 },
        updates: ['2026-11-19', '2026-10-20', '2026-10-05', '2026-10-04', '2026-10-03', '2026-10-02'].map((on) =>
          update(on, `**Said** on ${on} [x](javascript:alert(5)) ${hostile}`),
        ),
      },
      '2': { title: hostile, url: 'javascript:alert(6)', subject: { forge: 'gitee', repo: hostile, number: 'I1' } },
      '7': { title: '', wish: '2027-Q1' },
    },
    links: { 'RM-2026-001': [link('88', true, hostile), link('77', false, '')] },
  };
}

/** So many items for 2026-Q4, added one by one; every third has shipped, every seventh was dropped. */
export function manyItems(count: number): SeededRoadmap {
  const world = createWorld(first);
  for (let number = 1; number <= count; number += 1) {
    const id = `RM-2026-${String(number).padStart(3, '0')}`;
    const status = number % 7 === 0 ? 'withdrawn' : number % 3 === 0 ? 'shipped' : 'accepted';
    const set = (field: 'subject' | 'horizon' | 'status', value: string) => ({
      key: `${id} ${field}`,
      entry: {
        type: 'roadmap.changed',
        item: id,
        field,
        from: null,
        to: value,
        ref: refOf('p1'),
        motion: null,
        reason: null,
      } as const,
    });
    world.append(
      [set('subject', `github:example/models#${String(number)}`), set('horizon', '2026-Q4'), set('status', status)],
      day('2026-10-05'),
    );
  }
  return { world };
}
