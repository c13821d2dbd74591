// What `opencharter policy try` prints of one contribution, for people. Pure.
import type { Evaluation } from '../contributions/evaluate.js';
import type { Detail, Finding, Mend, Verdict, Words } from '../contributions/finding.js';
import type { PullNow } from '../forges/forge.js';
import type { Say } from '../replies/say.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import { inSentence, type Language } from '../shared/text.js';

/** The words of findings in plain text: `createPolicyWords` of the replies. */
export type PolicyText = (words: Words, language: Language) => string;

/** How it is said: the command's own sentences, those of the findings, and whether marks are coloured. */
export interface Style {
  readonly language: Language;
  readonly say: Say;
  readonly policyText: PolicyText;
  readonly colours: boolean;
}

/** So many details of a finding are printed. */
const mostDetails = 20;

const marks: Readonly<Record<Verdict, string>> = { pass: '✔', fail: '✘', pending: '…', skip: '–' };
const colourOf: Readonly<Record<Verdict, number>> = { pass: 32, fail: 31, pending: 33, skip: 90 };

/** The mark of a verdict, which tells it without its colour too. */
export function mark(verdict: Verdict, { colours }: Style): string {
  return colours ? `\u001B[${String(colourOf[verdict])}m${marks[verdict]}\u001B[0m` : marks[verdict];
}

/** `fails (block)`. */
export function standing({ verdict, enforce }: Pick<Finding, 'verdict' | 'enforce'>, { say }: Style): string {
  return say('policy-try.standing', { verdict: say(`policy-try.verdicts.${verdict}`), enforce });
}

/** A sentence of a finding, in one line that can do nothing to a terminal. */
export function sentence(words: Words, { policyText, language }: Style): string {
  return inSentence(policyText(words, language));
}

function detailLine(detail: Detail, style: Style): string {
  const at = detail.line === undefined ? '' : `:${String(detail.line)}`;
  const place = [
    ...(detail.commit === undefined ? [] : [detail.commit.slice(0, 10)]),
    ...(detail.file === undefined ? [] : [`${detail.file}${at}`]),
  ];
  const said = sentence(detail, style);
  const missing = place.filter((one) => !said.includes(inSentence(one)));
  return [...missing.map(inSentence), said].join('  ');
}

/** Lines to paste, as they are but for what a terminal would obey; not indented, for the spaces would be pasted too. */
function pasted(text: string): readonly string[] {
  return text.replace(/\n+$/, '').split('\n').map(inSentence);
}

function mendLines({ what, commandLine, web }: Mend, style: Style): readonly string[] {
  const { say } = style;
  const lines = [indented(say('policy-try.mend', { what: sentence(what, style) }))];
  if (commandLine !== null) lines.push(indented(say('policy-try.command-line')), '', ...pasted(commandLine), '');
  if (web) {
    lines.push(indented(say('policy-try.browser', { where: sentence(web.where, style) })));
    if (web.text !== null) lines.push('', ...pasted(web.text));
  }
  return lines;
}

function indented(line: string): string {
  return `    ${line}`;
}

/** Details and how to mend are told only of what is not well. */
function findingLines(finding: Finding, style: Style): readonly string[] {
  const { policy, verdict, details, mend } = finding;
  const values = { policy, standing: standing(finding, style), summary: sentence(finding.summary, style) };
  const head = `${mark(verdict, style)} ${style.say('policy-try.finding', values)}`;
  if (verdict === 'pass' || verdict === 'skip') return [head];
  const more = details.length - mostDetails;
  const told = details.slice(0, mostDetails).map((detail) => detailLine(detail, style));
  if (more > 0) told.push(style.say('policy-try.more', { count: more }));
  return [head, ...told.map(indented), ...(mend ? mendLines(mend, style) : [])];
}

function headline({ verdict, findings, first }: Evaluation, subject: SubjectRef, style: Style): string {
  const waiting = findings.find((finding) => finding.verdict === 'pending' && finding.enforce === 'block');
  const why = first ?? (verdict === 'pending' ? waiting : undefined);
  const values = { subject: `${subject.repo}#${subject.number}`, why: why ? sentence(why.summary, style) : '' };
  return `${mark(verdict, style)} ${style.say(`policy-try.headline.${verdict}`, values)}`;
}

/** What does not count here. */
export function notReadLines(forge: ForgeId, { say }: Style): readonly string[] {
  return [say('policy-try.not-read'), ...(forge === 'gitee' ? [say('policy-try.passes-not-read')] : [])];
}

/** Everything that is printed of one contribution: the verdict first, then each finding, then what was not read. */
export function contributionLines(
  subject: SubjectRef,
  pull: PullNow,
  evaluation: Evaluation,
  style: Style,
): readonly string[] {
  const about = {
    title: inSentence(pull.title),
    login: inSentence(pull.author.login),
    head: pull.head.slice(0, 10),
    branch: inSentence(pull.base.branch),
  };
  const { say } = style;
  const findings = evaluation.findings.flatMap((finding) => ['', ...findingLines(finding, style)]);
  return [
    headline(evaluation, subject, style),
    say('policy-try.about', about),
    ...(findings.length > 0 ? findings : ['', say('policy-try.no-policies')]),
    '',
    ...notReadLines(subject.forge, style),
  ];
}
