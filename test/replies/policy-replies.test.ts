// The check and the comment of the policies, word for word (golden files), and the manners they keep.
import { describe, expect, test } from '@jest/globals';
import MarkdownIt from 'markdown-it';
import type { Finding } from '../../src/contributions/finding.js';
import { loadReplyFiles } from '../../src/replies/load.js';
import { createReplies } from '../../src/replies/replies.js';
import { account, sha } from '../contributions/support/facts.js';
import { expectGolden } from './golden.js';
import { evaluations, evil, report } from './policy-reports.js';

const replies = createReplies(await loadReplyFiles());
const mark = replies.marker('policy github:openclaw/models#12');
const markdown = new MarkdownIt({ html: true, linkify: true });
const languages = ['en', 'zh', 'both'] as const;
const names = Object.entries(evaluations);
const failing = names.filter(([, { verdict }]) => verdict === 'fail');
const cleared = names.filter(([, { verdict }]) => verdict !== 'fail');

function mentionsIn(body: string): string[] {
  const html = markdown.render(body).replace(/<pre>[\s\S]*?<\/pre>|<code>.*?<\/code>/g, '');
  return [...html.matchAll(/@[\w-]+/g)].map(([found]) => found);
}

describe.each(languages)('in language %s', (language) => {
  test.each(names)('the check: %s', (name, evaluation) => {
    const { title, summary, annotations } = replies.policyCheck(report(evaluation, language));
    const remarks = annotations.map(
      ({ path, line, level, message }) => `${level} ${JSON.stringify(path)}:${String(line)} ${message}`,
    );
    expectGolden(`policies/check/${name}.${language}`, `${[title, summary, ...remarks].join('\n\n')}\n`);
  });

  test.each(failing)('the comment: %s', (name, evaluation) => {
    expectGolden(`policies/comment/${name}.${language}`, replies.policyComment(report(evaluation, language), mark));
  });

  test('the comment on a draft says when it is told again', () => {
    const draft = report(evaluations['dco-failing'], language, { draft: true });
    expectGolden(`policies/comment/draft.${language}`, replies.policyComment(draft, mark));
  });

  test.each(cleared)('what is left of the comment: %s', (name, evaluation) => {
    const body = replies.policyCleared(report(evaluation, language), mark);
    expectGolden(`policies/cleared/${name}.${language}`, body);
    expect(body.trimEnd().split('\n')).toHaveLength(3);
  });
});

describe('the comment', () => {
  test.each(languages)('in %s mentions once those who must act, and nobody else', (language) => {
    const told = failing.map(([name, evaluation]) => [
      name,
      mentionsIn(replies.policyComment(report(evaluation, language), mark)),
    ]);
    expect(Object.fromEntries(told)).toEqual({
      'dco-failing': ['@lin-mei'],
      'dco-remediation': ['@lin-mei'],
      'owners-waiting': ['@fang', '@wang-bo'],
      'on-hold': ['@eve'],
      several: ['@lin-mei'],
      motion: [],
      'policy-file': ['@lin-mei'],
      hostile: ['@lin-mei'],
    });
  });

  test('mentions three of many, and names five', () => {
    const logins = Array.from({ length: 9 }, (_, i) => `owner-${String(i)}`);
    const asked = report(evaluations['owners-waiting'], 'en');
    const evaluated = { ...asked.evaluated, waitsFor: { role: 'approvers', logins } as const };
    const body = replies.policyComment({ ...asked, evaluated }, mark);
    expect(mentionsIn(body)).toEqual(['@owner-0', '@owner-1', '@owner-2']);
    expect(body).toContain('owner-4 and 4 others');
  });

  test('calls no bot', () => {
    const author = account(7, 'renovate', { bot: true });
    expect(mentionsIn(replies.policyComment(report(evaluations['dco-failing'], 'en', { author }), mark))).toEqual([]);
  });

  test('ends with its marker, and holds no other', () => {
    for (const language of languages) {
      for (const [, evaluation] of failing) {
        const body = replies.policyComment(report(evaluation, language), mark);
        expect(body.endsWith(`\n\n${mark}\n`)).toBe(true);
        expect(body.match(/<!--/g)).toHaveLength(1);
        expect(markdown.render(body).replace(/<pre>[\s\S]*?<\/pre>/g, '')).not.toContain('**');
      }
    }
  });

  test('holds the text to paste as it is, in a fence that it cannot end', () => {
    const [first] = evaluations.hostile.findings;
    const body = replies.policyComment(report(evaluations.hostile, 'zh'), mark);
    const blocks = markdown.parse(body, {}).filter(({ type }) => type === 'fence');
    expect(blocks.map(({ info }) => info)).toEqual(['sh', 'text']);
    expect(blocks.map(({ content }) => content.replaceAll('\u200B', '').trimEnd())).toEqual([
      first?.mend?.commandLine,
      first?.mend?.web?.text?.replace(/\u202E/g, ' '),
    ]);
  });

  test('is of nothing when nothing fails', () => {
    expect(() => replies.policyComment(report(evaluations.pass, 'en'), mark)).toThrow('nothing that blocks fails');
  });

  test('leaves a text that is too long to the page', () => {
    const [first] = evaluations['dco-failing'].findings;
    const long: Finding[] = first?.mend
      ? [{ ...first, mend: { ...first.mend, commandLine: 'git \n'.repeat(5000) } }]
      : [];
    const body = replies.policyComment(report({ verdict: 'fail', findings: long }, 'both'), mark);
    expect(body).toContain('The text is too long for a comment');
    expect(body.length).toBeLessThan(10_000);
  });
});

describe('the check', () => {
  test('has a title of one line that fits, whatever the languages', () => {
    for (const language of languages) {
      for (const [, evaluation] of names) {
        const { title } = replies.policyCheck(report(evaluation, language));
        expect(title).toMatch(/^[^\n\u200B\u202E]{5,255}$/u);
      }
    }
  });

  test('has one row for each finding that is told', () => {
    for (const [, evaluation] of names) {
      const html = markdown.render(replies.policyCheck(report(evaluation, 'both')).summary);
      const told = evaluation.findings.filter(({ enforce }) => enforce !== 'shadow').length;
      expect(html.match(/<tr>/g)).toHaveLength(2 * (told + 1));
      expect(html.match(/<td>/g)?.length ?? 0).toBe(2 * 4 * told);
    }
  });

  test('mentions nobody', () => {
    for (const [, evaluation] of names) {
      expect(mentionsIn(replies.policyCheck(report(evaluation, 'both')).summary)).toEqual([]);
    }
  });

  test('speaks of a re-run only where there is a button for it', () => {
    const ref = { forge: 'gitee', repo: 'openclaw/models', number: '12' } as const;
    expect(replies.policyCheck(report(evaluations.pass, 'en')).summary).toContain('Re-run');
    expect(replies.policyCheck(report(evaluations.pass, 'en', { ref })).summary).not.toContain('Re-run');
  });

  test('remarks on at most fifty lines, on what blocks first', () => {
    const [first] = evaluations['policy-file'].findings;
    const details = Array.from({ length: 200 }, (_, i) => ({ key: 'x', values: {}, file: 'OWNERS', line: i + 1 }));
    const findings: Finding[] = first
      ? [
          { ...first, enforce: 'warn', details },
          { ...first, details: details.slice(0, 9) },
        ]
      : [];
    const { annotations } = replies.policyCheck(report({ verdict: 'fail', findings }, 'en'));
    expect(annotations).toHaveLength(50);
    expect(annotations.slice(0, 10).map(({ level }) => level)).toEqual([
      ...Array<string>(9).fill('failure'),
      'warning',
    ]);
  });

  test('remarks on nothing that passes, was overridden or is only recorded', () => {
    const [first] = evaluations['policy-file'].findings;
    const one = { policy: 'policy-file', head: sha('c1'), person: 'bo', reason: 'x', at: '2026-11-20T10:00:00.000Z' };
    const findings: Finding[] = first
      ? [
          { ...first, verdict: 'pass' },
          { ...first, enforce: 'shadow' },
          { ...first, override: one },
        ]
      : [];
    expect(findings).toHaveLength(3);
    expect(replies.policyCheck(report({ verdict: 'pass', findings }, 'en')).annotations).toEqual([]);
  });

  test('and the comment fit on a forge with as many and as long details as there can be', () => {
    const values = { title: evil.repeat(50), expected: '<'.repeat(1000), found: '林'.repeat(1000), line: 7 };
    const detail = { key: 'dco.commit.other-name', commit: sha('c1'), values };
    const text = '梅'.repeat(9999);
    const findings = ['dco', 'paths', 'title', 'description', 'owners', 'policy-file'].flatMap((policy): Finding[] => {
      const [first] = evaluations['dco-failing'].findings;
      if (!first?.mend?.web) return [];
      const mend = { ...first.mend, commandLine: text, web: { ...first.mend.web, text } };
      return [{ ...first, policy, mend, details: Array.from({ length: 200 }, () => detail) }];
    });
    const told = report({ verdict: 'fail', findings }, 'both');
    expect(findings).toHaveLength(6);
    expect(replies.policyCheck(told).summary.length).toBeLessThanOrEqual(60_000);
    expect(replies.policyComment(told, mark).length).toBeLessThan(65_536);
  });
});
