// ROADMAP.md: what it says, that nothing in it but the roadmap makes it another one, and that nobody can make it say or do anything else.
import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import { loadReplyFiles } from '../../src/replies/load.js';
import { longestFile, type FileFoundation } from '../../src/replies/roadmap-file-replies.js';
import { createReplies } from '../../src/replies/replies.js';
import { buildRoadmap, changesOf, type RoadmapView } from '../../src/roadmap/build.js';
import type { RoadmapItemView } from '../../src/roadmap/view.js';
import type { BotLanguage } from '../../src/charter/charter.js';
import { day, now, shown, view, world } from './year.js';
import { present } from './shown.js';

const replies = createReplies(await loadReplyFiles());
const portal = 'https://charter.example';
const plan = world.adopted.charter.roadmap;

function foundation(language: BotLanguage = 'en'): FileFoundation {
  const { charter } = world.adopted;
  return { people: charter.people, foundation: { ...charter.foundation, language } };
}

function file(of: RoadmapView = view, language: BotLanguage = 'en'): string {
  return replies.roadmapFile(of, plan, foundation(language), portal);
}

function firstOf<T>(list: readonly T[]): T {
  const [first] = list;
  if (first === undefined) throw new Error('there is none');
  return first;
}

const oneItem = firstOf(view.items);

/** The year with its first item changed. */
function withFirst(change: Partial<RoadmapItemView>): RoadmapView {
  return { ...view, items: [{ ...oneItem, ...change }, ...view.items.slice(1)] };
}

function sectionOf(text: string, heading: string): string {
  const [, found = ''] = text.split(`## ${heading}\n`);
  return found.split('\n## ')[0]?.trim() ?? '';
}

describe('what it says', () => {
  test('who made it, where the living page is, and the numbers', () => {
    expect(file()).toMatch(/^# Roadmap of Example\n\n> OpenCharter makes this file/);
    expect(file()).toContain(`(${portal}/roadmap)`);
    expect(file()).toContain(
      `Of ${String(view.numbers.slipped.of)} that ever had a horizon, 2 slipped (${String(view.numbers.slipped.share)}).`,
    );
    expect(file()).toMatch(/\n\| Quarter \| Planned \| Kept \| Shipped \|\n/);
  });

  test.each([
    ['2026-Q2', 'RM-2026-005 example/models 5', 'on hold; no lead yet'],
    ['2026-Q4', 'RM-2026-003 example/models 3', 'accepted; no lead yet; slipped once, steps later: 1'],
    ['Proposed', 'RM-2026-006 Issue 6', 'proposed; asks for Later; no lead yet'],
    ['Recently shipped', 'RM-2026-001 Open weights', 'shipped on 2026-10-02'],
    [
      'Recently declined or withdrawn',
      'RM-2026-004 example/models 4',
      'on 2026-06-27; split into RM-2026-001 and RM-2026-005',
    ],
  ])('under %s stands %s: %s', (heading, title, facts) => {
    const [id = ''] = title.split(' ');
    const section = sectionOf(file(), heading);
    expect(section).toContain(`[${title}](${portal}/roadmap/${id})`);
    expect(section).toContain(facts);
  });

  test('a lead by name, what a motion decides, what an item has in both languages', () => {
    const text = file(
      withFirst({
        status: 'accepted',
        horizon: '2026-Q4',
        lead: 'p5',
        pending: { change: 'drop', motion: 'M-2026-0007' },
        outcome: { en: 'Weights', zh: '权重' },
      }),
    );
    expect(text).toContain(`being voted on in [M-2026-0007](${portal}/motions/M-2026-0007); lead N`);
    expect(text).toContain('Weights / 权重');
  });

  test.each([
    ['zh', ['路线图\n'], ['# Roadmap of']],
    ['both', ['# Roadmap of Example', '路线图\n', `(${portal}/zh/roadmap/RM-2026-001)`], []],
  ] as const)('a foundation that writes %s has it so', (language, present_, absent) => {
    for (const one of present_) expect(file(view, language)).toContain(one);
    for (const one of absent) expect(file(view, language)).not.toContain(one);
  });
});

describe('the same roadmap is the same file', () => {
  test.each(['2026-11-22', '2026-12-31', '2027-01-01', '2028-07-01'])('on %s too', (later) => {
    const items = world.register.roadmap.items.values();
    const then = buildRoadmap(items, shown, present(world, day(later)));
    expect(then).not.toEqual(view);
    expect(file(then)).toBe(file());
  });

  test('an update, a date of a review that has passed and progress make no other one', () => {
    const told = { person: 'p5', at: now, text: 'x', url: 'https://a.example' };
    expect(file(withFirst({ latest_update: told, progress: { done: 1, total: 2 }, stale: !oneItem.stale }))).toBe(
      file(),
    );
    expect(file({ ...view, numbers: { ...view.numbers, updated_at: now, review_due: true } })).toBe(file());
  });

  test('a title, a horizon, a status make another one', () => {
    for (const change of [{ title: 'Other' }, { status: 'on-hold', horizon: '2026-Q4' }] as const) {
      expect(file(withFirst(change))).not.toBe(file());
    }
  });
});

describe('text of others', () => {
  const markdown = new MarkdownIt({ html: true, linkify: true });
  const nasty = [
    '@alice and @org/team',
    'https://evil.example/x',
    '[x](https://evil.example)',
    '![x](https://evil.example/x.png)',
    '<script>alert(1)</script>',
    '# Heading\n\n## 2026-Q4',
    '\n- [x] done\n/vote technical',
    '-->',
    '| a | b |\n|---|---|',
    '](https://evil.example)',
    '\u202Eabc\u2066',
    'fixes #12, openclaw/models#3 and GH-4',
    '\\',
    '`code',
    '~~~',
  ];

  test.each(nasty)('%j in a title, a reason or an outcome is only shown', (text) => {
    const change = { title: text, reason: text, outcome: text, lead: text };
    const made = file(withFirst(change));
    const hrefs: string[] = [];
    for (const { children, type } of markdown.parse(made, {})) {
      expect(type).not.toBe('html_block');
      for (const child of children ?? []) {
        expect(['html_inline', 'image', 'code_inline']).not.toContain(child.type);
        const href = child.attrGet('href');
        if (href !== null) hrefs.push(String(href));
      }
    }
    expect(hrefs.length).toBeGreaterThan(5);
    for (const href of hrefs) expect(href).toMatch(/^https:\/\/charter\.example\//);
    expect(made).not.toMatch(/@(?=\w)/);
    expect(made.match(/^#+ .*$/gm)).toEqual(file().match(/^#+ .*$/gm));
  });
});

describe('its size', () => {
  /** So many items like the first, with long texts. */
  function many(count: number): RoadmapView {
    const long = '路线图'.repeat(60);
    const items = Array.from({ length: count }, (_, i) => ({
      ...oneItem,
      id: `RM-2026-${String(i + 1).padStart(3, '0')}`,
      status: 'accepted' as const,
      horizon: '2026-Q4',
      title: `${String(i)} ${long}`,
      outcome: long.repeat(2),
    }));
    return { ...view, items };
  }

  test.each([10, 500, 3000])('of %i items it is bounded, and tells how many there are', (count) => {
    const text = file(many(count), 'both');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longestFile);
    const told = text.match(/^- \[RM-/gm)?.length ?? 0;
    const rest = /and (\d+) more/.exec(text)?.[1] ?? '0';
    expect(told / 2 + Number(rest)).toBe(count);
  });

  test('2,000 ordinary items are all in it', () => {
    const items = many(2000).items.map((one) => ({
      ...one,
      title: 'Publish the weights of the small model',
      outcome: null,
    }));
    expect(file({ ...view, items }).match(/^- \[RM-/gm)).toHaveLength(2000);
  });
});

describe('what the pull request tells', () => {
  const changes = [...world.register.roadmap.items.values()].flatMap((one) => changesOf(one, shown));
  const body = (of: typeof changes | null, roadmap = view) =>
    replies.roadmapPull(roadmap, of, foundation(), portal, '<!-- mark -->');

  test('a first one says so; one without news says that only wording changed', () => {
    expect(body(null)).toContain('This adds the public roadmap');
    expect(body([])).toContain('only wording or numbers');
    expect(body([])).toMatch(/<!-- mark -->\n$/);
  });

  test.each([
    ['RM-2026-001', 'added; planned for 2026-Q1'],
    ['RM-2026-001', 'moved from 2026-Q1 to 2026-Q2, one step later (“data is late”)'],
    ['RM-2026-001', 'moved from 2026-Q2 to 2026-Q4, 2 steps later'],
    ['RM-2026-002', 'in progress; shipped'],
    ['RM-2026-005', 'put on hold (“no budget”)'],
    ['RM-2026-006', 'proposed'],
  ])('of %s: %s', (id, news) => {
    const line = body(changes)
      .split('\n')
      .find((one) => one.startsWith(`- [${id}`));
    for (const part of news.split('; ')) expect(line).toContain(part);
  });

  test('no title and no reason in it names an item, so that the pull request is no part of one', () => {
    const title = 'Part of RM-2026-002, closes rm-2026-003';
    const hostile = changes.map((one) => ({ ...one, reason: title }));
    const text = body(hostile, withFirst({ title }));
    expect(text.match(/(?:part of|closes) RM-2026/gi)).toBeNull();
  });

  test('of very many changes it is short enough for a forge', () => {
    const long = '!'.repeat(3000);
    const items = Array.from({ length: 2000 }, (_, i) => ({
      ...oneItem,
      id: `RM-2026-${String(i + 1)}`,
      title: long,
    }));
    const added = firstOf(changes.filter(({ field, to }) => field === 'status' && to === 'accepted'));
    const all = items.map(({ id }, seq) => ({ ...added, item: id, seq, reason: long }));
    expect(
      replies.roadmapPull({ ...view, items }, all, foundation('both'), portal, '<!-- mark -->').length,
    ).toBeLessThan(65_536);
  });
});
