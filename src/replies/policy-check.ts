// The check of the policies: its title, the table of findings with what is below each, and the remarks on lines.
import type { Finding } from '../contributions/finding.js';
import type { Annotation } from '../forges/forge.js';
import { utc } from './format.js';
import { languagesOf } from './layout.js';
import { cleanText, link, neutralise } from '../shared/neutralise.js';
import {
  actorInWords,
  blocking,
  detailLines,
  headline,
  markOf,
  policyLink,
  toldOf,
  verdictInWords,
  type PolicyReport,
  type PolicyTelling,
} from './policy-telling.js';
import type { PolicyWords } from './policy-words.js';
import { spaceHan } from './say.js';

/** GitHub takes so many at once. */
const mostAnnotations = 50;

/** In graphemes, of all languages together. */
const longestTitle = 200;

function row(telling: PolicyTelling, finding: Finding): string {
  const open = ['fail', 'warn', 'pending'].includes(markOf(finding));
  const cells = [
    policyLink(telling, finding.policy),
    verdictInWords(telling, finding),
    telling.words.policyMarkdown(finding.summary, telling.language),
    open ? actorInWords(telling, finding.actor) : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

function overrideLine(telling: PolicyTelling, { policy, override }: Finding): readonly string[] {
  if (override === null) return [];
  const { person, reason, at } = override;
  const values = {
    policy: policyLink(telling, policy),
    person: neutralise(person, 80),
    reason: neutralise(reason),
    time: utc(at),
  };
  return [telling.say('policy.override', values)];
}

/** The model of templates/replies/policy-check.hbs; `most` details are told of each finding. */
export function checkModel(telling: PolicyTelling, most: number): object {
  const { report, language, words, say } = telling;
  const told = toldOf(report);
  const recorded = report.evaluated.findings.filter((finding) => !told.includes(finding));
  const folds = told.flatMap((finding) => {
    const items = detailLines(telling, finding, most);
    const name = neutralise(words.policyName(finding.policy, language), 80);
    return items.length === 0 ? [] : [{ title: say('policy.fold', { name, count: finding.details.length }), items }];
  });
  return {
    headline: headline(telling, 'markdown'),
    shared: report.sharedWith ? say('policy.shared', { number: report.sharedWith.number }) : '',
    next: say('policy.next', { who: actorInWords(telling, report.evaluated.waitsFor) }),
    columns: `| ${['policy', 'verdict', 'says', 'next'].map((name) => say(`policy.columns.${name}`)).join(' | ')} |`,
    rows: told.map((finding) => row(telling, finding)),
    overrides: told.flatMap((finding) => overrideLine(telling, finding)),
    folds,
    recordedTitle: say('policy.recorded', { count: recorded.length }),
    recorded: recorded.map((finding) =>
      say('policy.recorded-line', {
        policy: policyLink(telling, finding.policy),
        verdict: verdictInWords(telling, finding),
        sentence: words.policyMarkdown(finding.summary, language),
      }),
    ),
    again: say(report.contribution.ref.forge === 'github' ? 'policy.again-button' : 'policy.again'),
    page: link(say('policy.page'), report.url[language]),
  };
}

/** The title, plain, in the report's languages. */
export function checkTitle(tellings: readonly PolicyTelling[]): string {
  const longest = Math.floor(longestTitle / tellings.length) - 3;
  const titles = tellings.map((telling) => {
    const title = cleanText(headline(telling, 'plain'), longest);
    return telling.language === 'zh' ? spaceHan(title) : title;
  });
  return titles.join(' · ');
}

/** Remarks of one failing finding: failures where the author must act. Only there, and only by what is to be mended first, is a whole file remarked on. */
function annotationsOf(finding: Finding, report: PolicyReport, words: PolicyWords): readonly Annotation[] {
  const { verdict, enforce, details, actor, override } = finding;
  if (verdict !== 'fail' || enforce === 'shadow' || override !== null) return [];
  const authors = enforce === 'block' && actor?.role === 'author';
  return details.flatMap((detail): Annotation[] => {
    const { file: path, line } = detail;
    const whole = authors && detail.key === details[0]?.key;
    if (path === undefined || (line === undefined && !whole)) return [];
    const texts = languagesOf(report.language).map((language) => words.policyText(detail, language));
    return [{ path, line: line ?? 1, level: authors ? 'failure' : 'warning', message: texts.join('\n') }];
  });
}

/** Remarks on lines and files, what blocks before what warns; at most fifty. */
export function annotationsIn(report: PolicyReport, words: PolicyWords): readonly Annotation[] {
  const first = blocking(report, 'fail');
  const others = report.evaluated.findings.filter((finding) => !first.includes(finding));
  return [...first, ...others].flatMap((one) => annotationsOf(one, report, words)).slice(0, mostAnnotations);
}
