// Findings in one language: what check and comment are made of. All texts are Markdown unless they are said to be plain.
import type { SubjectRef } from '../shared/refs.js';
import type { BotLanguage } from '../charter/charter.js';
import { blocks } from '../contributions/evaluate.js';
import type { Actor, Detail, Finding } from '../contributions/finding.js';
import { policyFileId } from '../contributions/policy-file.js';
import type { ContributionFacts, Evaluated } from '../evaluation/store.js';
import type { Language } from '../shared/text.js';
import { allOf } from './format.js';
import { link, mention, neutralise } from '../shared/neutralise.js';
import { code, shortCommit, type PolicyWords } from './policy-words.js';
import type { Say } from './say.js';

/** An address of the portal in each language. */
interface PageUrl {
  readonly en: string;
  readonly zh: string;
}

/** What the policies said of a contribution, and where to read more. */
export interface PolicyReport {
  readonly contribution: Pick<ContributionFacts, 'title' | 'author' | 'draft' | 'head' | 'ref'>;
  readonly evaluated: Evaluated;
  /** The check is on another pull request with the same head; what is said of this one is the worse. */
  readonly sharedWith?: SubjectRef;
  readonly language: BotLanguage;
  /** The contribution's page. */
  readonly url: PageUrl;
  /** The page of a policy. */
  readonly policyUrl: (policy: string) => PageUrl;
}

/** One report, to be told in one language. */
export interface PolicyTelling {
  readonly report: PolicyReport;
  readonly language: Language;
  readonly words: PolicyWords;
  readonly say: Say;
}

/** So many people are named in one place, and so many of them mentioned. */
const mostNamed = 5;
const mostMentioned = 3;

type Mark = 'pass' | 'fail' | 'warn' | 'pending' | 'skip' | 'overridden' | 'recorded';

/** How a finding stands. What is mended by nobody, because it was overridden or is only recorded, is no failure. */
export function markOf({ verdict, enforce, override }: Finding): Mark {
  if (verdict === 'pass' || verdict === 'skip') return verdict;
  if (override !== null) return 'overridden';
  if (verdict === 'pending') return 'pending';
  return enforce === 'block' ? 'fail' : enforce === 'warn' ? 'warn' : 'recorded';
}

/** What is told: all but what is only recorded. */
export function toldOf({ evaluated }: PolicyReport): readonly Finding[] {
  return evaluated.findings.filter(({ enforce }) => enforce !== 'shadow');
}

/** What blocks now, failing or pending. */
export function blocking(report: PolicyReport, verdict: 'fail' | 'pending'): readonly Finding[] {
  return report.evaluated.findings.filter((finding) => blocks(finding) && finding.verdict === verdict);
}

/** All findings in a sentence; of what blocks the first one's own. `plain` for titles. */
export function headline({ report, language, words, say }: PolicyTelling, style: 'plain' | 'markdown'): string {
  const text = style === 'plain' ? words.policyText : words.policyMarkdown;
  for (const verdict of ['fail', 'pending'] as const) {
    const [first, ...others] = blocking(report, verdict);
    if (!first) continue;
    const sentence = text(first.summary, language);
    return others.length === 0 ? sentence : say('policy.headline-more', { sentence, count: others.length });
  }
  const marks = toldOf(report).map(markOf);
  const parts = (['pass', 'overridden', 'warn', 'pending'] as const).flatMap((mark) => {
    const count = marks.filter((one) => one === mark).length;
    return count === 0 ? [] : [say(`policy.counts.${mark}`, { count })];
  });
  if (parts.length === 0) return say('policy.nothing');
  return say(marks.some((mark) => mark !== 'pass' && mark !== 'skip') ? 'policy.nothing-blocks' : 'policy.well', {
    counts: parts.join(say('list.comma')),
  });
}

/** Logins as a list; at most three of them mentioned. */
function people({ say }: PolicyTelling, logins: readonly string[], mentions: boolean): string {
  const named = logins.slice(0, mostNamed);
  const names = named.map((login, i) => (mentions && i < mostMentioned ? mention(login) : neutralise(login, 80)));
  const more = logins.length - named.length;
  return allOf(more > 0 ? [...names, say('policy.more-people', { count: more })] : names, say);
}

/** Who must act, as a clause; with `mentions` they are called. */
export function actorInWords(telling: PolicyTelling, actor: Actor | null, mentions = false): string {
  const { say, report } = telling;
  switch (actor?.role) {
    case 'author': {
      const { login, bot } = report.contribution.author;
      return say('policy.actor.author', { person: people(telling, [login], mentions && !bot) });
    }
    case 'approvers':
    case 'holders': {
      const { role, logins } = actor;
      return logins.length === 0
        ? say(`policy.actor.${role}-any`)
        : say(`policy.actor.${role}`, { people: people(telling, logins, mentions) });
    }
    case 'motion':
      return say('policy.actor.motion', { kind: code(actor.kind) });
    case 'maintainers':
    case 'app':
      return say(`policy.actor.${actor.role}`);
    case undefined:
      return say('policy.actor.nobody');
  }
}

/** A policy's name, linked to its page; the repository's own file has none. */
export function policyLink({ report, language, words }: PolicyTelling, policy: string): string {
  const name = neutralise(words.policyName(policy, language), 80);
  return policy === policyFileId ? name : link(name, report.policyUrl(policy)[language]);
}

/** `✅ passes`: a mark that is not told by its colour alone. */
export function verdictInWords({ say }: PolicyTelling, finding: Finding): string {
  return say(`policy.verdicts.${markOf(finding)}`);
}

function detailInWords({ words, language }: PolicyTelling, detail: Detail): string {
  const { commit, file, line } = detail;
  const sentence = words.policyMarkdown(detail, language);
  if (commit !== undefined) return `\`${shortCommit(commit)}\` ${sentence}`;
  return file !== undefined && line !== undefined ? `${code(`${file}:${String(line)}`)} ${sentence}` : sentence;
}

/** The first details as lines, and how many more there are. */
export function detailLines(telling: PolicyTelling, { details }: Finding, most: number): readonly string[] {
  const lines = details.slice(0, most).map((detail) => detailInWords(telling, detail));
  const more = details.length - lines.length;
  return more > 0 && most > 0 ? [...lines, telling.say('policy.more-lines', { count: more })] : lines;
}
