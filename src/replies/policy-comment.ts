// The comment of the policies: what to mend first and how, the rest below a fold; and the line that is left of it when nothing fails any more.
import type { Finding, Mend } from '../contributions/finding.js';
import { inSentence } from '../shared/text.js';
import { link } from '../shared/neutralise.js';
import {
  actorInWords,
  blocking,
  detailLines,
  headline,
  markOf,
  policyLink,
  toldOf,
  verdictInWords,
  type PolicyTelling,
} from './policy-telling.js';
import { shortCommit } from './policy-words.js';

/** Details of the first finding, and of each of the others. */
const detailsOfFirst = 5;
const detailsOfOthers = 3;

/** Longer texts to paste are left to the page: cut they would be worth nothing. Four of them fit into a comment. */
const longestBlock = 10_000;

/** Text to paste, in a fence that it cannot end. Nothing in it reads like a marker of ours, or turns what stands around it. */
function fenced(text: string, kind: string): string {
  const lines = text.trimEnd().split(/\r?\n/).map(inSentence);
  const shown = lines.join('\n').replaceAll('<!--', '<!\u200B--');
  const longest = Math.max(2, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${kind}\n${shown}\n${fence}`;
}

function block({ report, language, say }: PolicyTelling, text: string, kind: string): string {
  if (text.length > longestBlock)
    return say('policy.too-long', { page: link(say('policy.page'), report.url[language]) });
  return fenced(text, kind);
}

/** The ways to put it right: a heading and the text to paste for each. */
function waysOf(telling: PolicyTelling, mend: Mend): readonly { readonly how: string; readonly text: string }[] {
  const { say, words, language } = telling;
  const { commandLine, web } = mend;
  const ways = [];
  if (commandLine !== null) ways.push({ how: say('policy.command-line'), text: block(telling, commandLine, 'sh') });
  if (web !== null) {
    const where = words.policyMarkdown(web.where, language);
    const text = web.text === null ? '' : block(telling, web.text, 'text');
    ways.push({ how: say(text === '' ? 'policy.browser' : 'policy.browser-paste', { where }), text });
  }
  return ways;
}

function otherModel(telling: PolicyTelling, finding: Finding): object {
  const { words, language, say } = telling;
  const title = say('policy.other', {
    policy: policyLink(telling, finding.policy),
    verdict: verdictInWords(telling, finding),
    sentence: words.policyMarkdown(finding.summary, language),
  });
  const what = finding.mend ? words.policyMarkdown(finding.mend.what, language) : '';
  return { title, what, details: detailLines(telling, finding, detailsOfOthers) };
}

/** The model of templates/replies/policy-comment.hbs. Throws when nothing that blocks fails. */
export function commentModel(telling: PolicyTelling, mentions: boolean): object {
  const { report, words, language, say } = telling;
  const [first] = blocking(report, 'fail');
  if (!first) throw new Error(`nothing that blocks fails at ${report.evaluated.head}`);
  const others = toldOf(report).filter((one) => one !== first && ['fail', 'warn', 'pending'].includes(markOf(one)));
  const { contribution, evaluated } = report;
  return {
    headline: say('policy.failing', { sentence: words.policyMarkdown(first.summary, language) }),
    next: say('policy.next', { who: actorInWords(telling, evaluated.waitsFor, mentions) }),
    draft: contribution.draft ? say('policy.draft') : '',
    why: words.policyWhy(first.policy, language),
    details: detailLines(telling, first, detailsOfFirst),
    what: first.mend ? words.policyMarkdown(first.mend.what, language) : '',
    ways: first.mend ? waysOf(telling, first.mend) : [],
    more: say('policy.more', { count: others.length }),
    others: others.map((finding) => otherModel(telling, finding)),
    about: say('policy.about', {
      page: link(say('policy.page'), report.url[language]),
      head: `\`${shortCommit(evaluated.head)}\``,
    }),
  };
}

/** What the comment is reduced to, in one language. */
export function clearedLine(telling: PolicyTelling): string {
  const { report, language, say } = telling;
  const marks = toldOf(report).map(markOf);
  const well = marks.includes('pass') && marks.every((mark) => mark === 'pass' || mark === 'skip');
  const key = report.evaluated.verdict === 'pending' ? 'cleared-waiting' : well ? 'cleared' : 'cleared-but';
  const head = `\`${shortCommit(report.evaluated.head)}\``;
  const page = link(say('policy.page'), report.url[language]);
  return say(`policy.${key}`, { head, page, sentence: headline(telling, 'markdown') });
}
