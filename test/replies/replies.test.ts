// What the bot says, word for word (golden files), and the manners it keeps.
import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { yes } from '../../src/commands/ballot.js';
import { extend } from '../../src/commands/extend.js';
import { help } from '../../src/commands/help-command.js';
import { roadmap } from '../../src/commands/roadmap.js';
import type { MotionView } from '../../src/motions/view.js';
import { loadReplyFiles } from '../../src/replies/load.js';
import { createReplies } from '../../src/replies/replies.js';
import { advisory, ballot, linked, motions, refusals, refusalWordsIn, wordsIn } from './examples.js';
import { expectGolden } from './golden.js';

const files = await loadReplyFiles();
const replies = createReplies(files);
const mark = replies.marker('example');
const markdown = new MarkdownIt({ html: true });
const languages = ['en', 'zh', 'both'] as const;
const states = Object.entries(motions);

function mentionsIn(body: string): string[] {
  return [...body.matchAll(/@[\w-]+/g)].map(([found]) => found);
}

describe.each(languages)('in language %s', (language) => {
  test.each(states)('the motion comment of a motion that is %s', (state, view) => {
    expectGolden(`motion/${state}.${language}`, replies.motion(view, wordsIn(language), mark));
  });

  test('the motion comment of a motion that lives in two places', () => {
    const here = motions.open.subjects[0] ?? linked;
    const there = { ...linked, url: 'https://gitee.com/openclaw/models/issues/I1ABC', head: null };
    const view = { ...motions.open, subjects: [...motions.open.subjects, there] };
    expectGolden(`motion/linked.${language}`, replies.motion(view, { ...wordsIn(language), here }, mark));
  });

  test.each(states.filter(([, { state }]) => state === 'closed'))('the result comment: %s', (state, view) => {
    expectGolden(`result/${state}.${language}`, replies.result(view, wordsIn(language), mark));
  });

  test.each(Object.values(refusals))('the refusal $code', (refusal) => {
    expectGolden(`refusals/${refusal.code}.${language}`, replies.refusals([refusal], refusalWordsIn(language), mark));
  });

  test('several refusals in one reply', () => {
    const body = replies.refusals(
      [refusals['no-motion'], refusals['not-a-caller'], refusals['near-miss']],
      refusalWordsIn(language),
      mark,
    );
    expectGolden(`refusals/several.${language}`, body);
  });

  test('the reminder mentions those who have not voted, each once', () => {
    const missing = [{ login: 'lin-mei' }, { login: 'kofi' }];
    const body = replies.reminder(motions.open, missing, wordsIn(language), mark);
    expectGolden(`reminder.${language}`, body);
    expect(mentionsIn(body)).toEqual(['@lin-mei', '@kofi']);
  });

  test('help with what the writer may do', () => {
    const items = [yes.help, extend.help, help.help];
    const words = { language, author: 'chen-yu', url: 'https://gov.example.org/commands' };
    expectGolden(`help/list.${language}`, replies.help({ ...words, items }, mark));
    expectGolden(`help/nothing.${language}`, replies.help({ ...words, items: [] }, mark));
    expectGolden(`help/one.${language}`, replies.help({ ...words, items: [], about: extend.help }, mark));
    const about = { ...words, items: [], about: roadmap.help };
    const here = ['/roadmap move HORIZON REASON', '/roadmap status STATUS [reason]'];
    expectGolden(`help/subcommands.${language}`, replies.help({ ...about, here }, mark));
    expectGolden(`help/no-subcommands.${language}`, replies.help({ ...about, here: [] }, mark));
  });

  test.each(states)('the check of a motion that is %s', (state, view) => {
    const { title, summary } = replies.check(view, language);
    expectGolden(`check/${state}.${language}`, `${title}\n\n${summary}\n`);
  });
});

test.each([
  ['add', 'en', 'Roadmap: add “Publish {{horizon}}” for 2027-Q1'],
  ['move', 'both', 'Roadmap: move “Publish {{horizon}}” to 2027-Q1'],
  ['drop', 'zh', '路线图：移除“Publish {{horizon}}”'],
] as const)('a motion to %s, of a foundation that speaks %s, is titled %j', (verb, language, title) => {
  expect(replies.roadmapMotion({ verb, title: 'Publish {{horizon}}', horizon: '2027-Q1' }, language)).toBe(title);
});

describe('the problems with arguments', () => {
  test.each([
    'reason-missing',
    'kind-missing',
    'duration-missing',
    'duration-malformed',
    'duration-calendar-unit',
    'duration-too-long',
    'policy-missing',
    'verb-missing',
    'horizon-missing',
    'status-missing',
    'subject-missing',
    'subject-malformed',
    'only-cancel',
    'unexpected-words',
    'text-too-long',
  ] as const)('%s', (problem) => {
    const refusal = { ...refusals['bad-arguments'], problem };
    expectGolden(`refusals/arguments/${problem}.both`, replies.refusals([refusal], refusalWordsIn('both'), mark));
  });
});

describe('variants of refusals', () => {
  test.each([
    ['unknown-kind-far', { ...refusals['unknown-kind'], nearest: null }],
    ['still-proposed-in-notice', { ...refusals['still-proposed'], secondsMissing: 0 }],
    ['still-proposed-two-seconds', { ...refusals['still-proposed'], secondsMissing: 2 }],
    ['unknown-policy-far', { ...refusals['unknown-policy'], nearest: null }],
    ['not-an-overrider-nobody', { ...refusals['not-an-overrider'], bodies: [] }],
    ['not-an-approver-no-files', { ...refusals['not-an-approver'], files: [] }],
    ['unknown-verb-far', { ...refusals['unknown-verb'], nearest: null }],
    ['unknown-status-far', { ...refusals['unknown-status'], nearest: null }],
    ['unknown-horizon-far', { ...refusals['unknown-horizon'], nearest: null }],
    ['unknown-horizon-none', { ...refusals['unknown-horizon'], nearest: null, known: [] }],
    ['past-horizon-none', { ...refusals['past-horizon'], known: [] }],
    ['already-on-the-roadmap-shipped', { ...refusals['already-on-the-roadmap'], status: 'shipped' as const }],
    [
      'may-not-change-the-roadmap-callers',
      {
        ...refusals['may-not-change-the-roadmap'],
        verb: 'add' as const,
        lead: false,
        clause: 'motions.technical.callers',
      },
    ],
    ['may-not-change-the-roadmap-lead', { ...refusals['may-not-change-the-roadmap'], bodies: [] }],
    [
      'may-not-change-the-roadmap-nobody',
      { ...refusals['may-not-change-the-roadmap'], verb: 'drop' as const, bodies: [], lead: false },
    ],
    ['not-accepted-status', { ...refusals['not-accepted'], verb: 'status' as const }],
    ['item-ended-shipped', { ...refusals['item-ended'], status: 'shipped' as const }],
    ['status-by-add', { ...refusals['status-by-other-command'], status: 'accepted' as const, command: 'add' as const }],
    ['status-by-none', { ...refusals['status-by-other-command'], status: 'proposed' as const, command: null }],
    ['motion-unfinished-proposed', { ...refusals['motion-unfinished'], state: 'proposed' as const }],
  ])('%s', (name, refusal) => {
    expectGolden(`refusals/${name}.both`, replies.refusals([refusal], refusalWordsIn('both'), mark));
  });

  test('the clause is named as the contract has it', () => {
    const body = replies.refusals([refusals['not-a-caller']], refusalWordsIn('en'), mark);
    expect(body).toContain(
      'Only members of the Technical Steering Committee or the Maintainers may call a technical motion (charter: motions.technical.callers).',
    );
  });
});

describe('manners', () => {
  const all = languages.flatMap((language) =>
    states
      .map(([, view]) => replies.motion(view, wordsIn(language), mark))
      .concat(Object.values(refusals).map((refusal) => replies.refusals([refusal], refusalWordsIn(language), mark))),
  );

  test('every comment starts with a bold line and ends with its marker', () => {
    for (const body of all) expect(body).toMatch(/^\*\*.+\*\*\n[\s\S]*\n<!-- opencharter:example -->\n$/);
  });

  test('a motion comment mentions nobody, a refusal its reader once', () => {
    const mentions = new Set(all.map((body) => mentionsIn(body).join(' ')));
    expect(mentions).toEqual(new Set(['', '@chen-yu']));
  });

  test('no asterisk is left as text: every bold run is one', () => {
    for (const body of all) {
      expect(markdown.render(body).replace(/<!--.*?-->|<pre>[\s\S]*?<\/pre>/g, '')).not.toContain('**');
    }
  });

  test('what matters fits on twelve lines before the ballots', () => {
    for (const [, view] of states) {
      const body = replies.motion({ ...view, ballots: [], recused: [] }, wordsIn('en'), mark);
      const lines = body.split('\n').filter((line) => line !== '' && line !== '```' && !line.startsWith('<!--'));
      expect(lines.length).toBeLessThanOrEqual(12);
    }
  });

  test('both locale files hold the same sentences', () => {
    const keys = (phrases: object, path = ''): string[] =>
      Object.entries(phrases).flatMap(([name, value]: [string, unknown]) =>
        typeof value === 'object' && value !== null
          ? keys(value, `${path}${name}.`)
          : [`${path}${name}`.replace(/_one$/, '_other')],
      );
    expect([...new Set(keys(files.locales.zh))].sort()).toEqual([...new Set(keys(files.locales.en))].sort());
  });
});

describe('ballots', () => {
  function withBallots(count: number, reason = 'because'): MotionView {
    const binding = Array.from({ length: count }, (_, i) => ballot(`person-${String(i)}`, 'yes', reason));
    const others = Array.from({ length: count }, (_, i) => advisory(`reader-${String(i)}`, 'no', reason));
    return { ...motions.open, ballots: [...binding, ...others] };
  }

  test('twenty are shown as they are', () => {
    const body = replies.motion(withBallots(20), wordsIn('en'), mark);
    expect(body).not.toContain('<details>');
    expect(body.match(/because/g)).toHaveLength(40);
  });

  test('twenty-one are folded, the advisory ones apart', () => {
    const body = replies.motion(withBallots(21), wordsIn('en'), mark);
    expect(body.match(/<details>/g)).toHaveLength(2);
    expect(body.match(/<\/details>/g)).toHaveLength(2);
    expect(body.match(/because/g)).toHaveLength(42);
  });

  test('the lists inside a fold are lists', () => {
    expect(markdown.render(replies.motion(withBallots(21), wordsIn('zh'), mark))).toContain('<li>person-20：');
  });

  test.each([1, 100, 500])('a comment with %i ballots and the longest reasons fits on a forge', (count) => {
    const body = replies.motion(withBallots(count, '@[x](y) '.repeat(100)), wordsIn('both'), mark);
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('person-0');
  });

  test('a superseded ballot is not shown', () => {
    expect(replies.motion(motions.open, wordsIn('en'), mark)).not.toContain('first thought');
  });
});

describe('untrusted text', () => {
  const evil = '**x** @alice #1 <!-- opencharter:other --> {{url}} $t(list) </details> https://evil.example\n# h';

  test('in titles, reasons, names and logins does nothing', () => {
    const view: MotionView = {
      ...motions.open,
      title: evil,
      proposer: evil,
      recused: [{ person: evil, reason: evil }],
      ballots: [ballot(evil, 'yes', evil), advisory(evil, 'no', evil)],
    };
    const words = { ...wordsIn('both'), bodies: [evil], kindTitle: evil };
    for (const body of [replies.motion(view, words, mark), replies.result(view, words, mark)]) {
      expect(mentionsIn(body)).toEqual([]);
      expect(body.match(/<!--/g)).toHaveLength(1);
      expect(body).not.toMatch(/https:\/\/evil|<\/details>|#1|\n#/);
      expect(body).toContain('{{url}} $t(list)');
    }
  });

  test('in a refusal does nothing', () => {
    const body = replies.refusals(
      [
        { code: 'unknown-kind', kind: evil, nearest: evil, known: [evil] },
        { code: 'near-miss', written: `/\`${evil}`, meant: '/yes', motion: 'M-1' },
        { code: 'not-a-caller', kind: evil, bodies: [evil], clause: evil },
      ],
      refusalWordsIn('en'),
      mark,
    );
    const html = markdown.render(body);
    expect(html.replace(/<code>.*?<\/code>/g, '')).not.toMatch(/@alice|<h1>|<a href="https:\/\/evil/);
    expect(html.match(/<!--/g)).toHaveLength(1);
  });

  test('a reminder to something that is no login mentions nobody', () => {
    const body = replies.reminder(motions.open, [{ login: evil }], wordsIn('en'), mark);
    expect(mentionsIn(body)).toEqual([]);
  });
});

test('a reminder of a motion without a closing time is a mistake of the program', () => {
  expect(() => replies.reminder(motions.proposed, [], wordsIn('en'), mark)).toThrow('M-2026-0007');
});
