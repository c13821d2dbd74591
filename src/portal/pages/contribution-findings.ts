// What the policies found of one pull request, told on its page: the sentence, each finding, its history and its overrides.
import { blocks } from '../../contributions/evaluate.js';
import type { Finding } from '../../contributions/finding.js';
import type { Evaluated, HistoryItem, ShownContribution, ShownOverride } from '../../evaluation/store.js';
import { detailText, shortHead } from '../facts/findings.js';
import { fileText, policiesOf } from '../facts/policies.js';
import { dayOf } from '../../shared/time.js';
import { personName, type PageContext } from './page.js';
import { actsNext, findingVerdict, verdictOf } from './verdicts.js';

/** So many details are shown; the others are folded. */
const unfolded = 10;

function summaryOf({ policyWords, words }: PageContext, { summary }: Finding): string {
  return policyWords.policyText(summary, words.language);
}

function ended(finding: Finding): boolean {
  return finding.verdict === 'pass' || finding.verdict === 'skip';
}

function openSentence(context: PageContext, { subject }: ShownContribution, evaluated: Evaluated): string {
  const { t } = context.words;
  const { verdict, findings } = evaluated;
  // They stand in the order in which they are to be mended.
  const first = findings.find((one) => one.verdict === verdict && blocks(one));
  if (verdict !== 'pass' && first) {
    const acts = first.actor ? actsNext(context, first.actor, subject.author) : '';
    const summary = summaryOf(context, first);
    return t(`contribution.lead.${verdict === 'fail' ? 'blocked' : 'pending'}`, { summary, acts }).trim();
  }
  if (findings.some((one) => one.enforce === 'block' && !ended(one))) return t('contribution.lead.passOverridden');
  const count = findings.filter((one) => one.enforce === 'warn' && one.verdict === 'fail').length;
  return count > 0 ? t('contribution.lead.passWarned', { count }) : t('contribution.lead.pass');
}

/** Where it stands, in a sentence; null when it was not evaluated. */
export function standing(context: PageContext, found: ShownContribution): string | null {
  const evaluated = found.record?.evaluated ?? null;
  if (evaluated === null) return null;
  return found.subject.state === 'open'
    ? openSentence(context, found, evaluated)
    : context.words.t(`contribution.lead.ended.${evaluated.verdict}`);
}

function mendOf({ policyWords, words }: PageContext, { mend }: Finding): object | null {
  if (mend === null) return null;
  const where = mend.web && policyWords.policyText(mend.web.where, words.language);
  const text = mend.web?.text ?? null;
  return {
    what: policyWords.policyText(mend.what, words.language),
    commandLine: mend.commandLine,
    browser: where && words.t(text === null ? 'contribution.browser' : 'contribution.browserText', { where }),
    text,
  };
}

function findingRow(context: PageContext, finding: Finding, pages: ReadonlySet<string>): object {
  const { words, policyWords } = context;
  const { policy, enforce, override, details } = finding;
  const told = details.map((detail) => detailText(policyWords, detail, words.language));
  const overridden = override && {
    name: personName(context, override.person),
    reason: override.reason,
  };
  return {
    policy,
    name: policyWords.policyName(policy, words.language),
    page: pages.has(policy) ? `/policies/${policy}` : null,
    level: words.t(`contribution.level.${override && !ended(finding) ? 'overridden' : enforce}`),
    verdict: findingVerdict(context, finding),
    summary: summaryOf(context, finding),
    overridden: overridden && words.t('contribution.overridden', overridden),
    shown: ended(finding) ? [] : told.slice(0, unfolded),
    rest: ended(finding) ? [] : told.slice(unfolded),
    folded: ended(finding) ? told : [],
    mend: finding.verdict === 'fail' && override === null ? mendOf(context, finding) : null,
  };
}

function historyRow(context: PageContext, { head, at, verdict, findings }: HistoryItem): object {
  const { words, policyWords } = context;
  const failing = findings.filter((one) => one.verdict === 'fail' && one.enforce !== 'shadow');
  return {
    head: shortHead(head),
    at,
    verdict: verdictOf(context, { verdict }),
    failed: failing.map(({ policy, key, overridden }) => ({
      name: policyWords.policyName(policy, words.language),
      kind: policyWords.policyKind(key, words.language),
      overridden,
    })),
  };
}

function overrideRow(context: PageContext, { policy, head, person, reason, at, seq }: ShownOverride): object {
  const { words, policyWords, inForce } = context;
  const known = inForce?.charter.people.some(({ id }) => id === person) ?? false;
  const name = policyWords.policyName(policy, words.language);
  return {
    what: words.t('contribution.override', { policy: name, head: shortHead(head) }),
    name: personName(context, person),
    person: known ? `/people/${person}` : null,
    reason,
    at,
    entry: `/api/v1/ledger/${String(seq)}`,
  };
}

/** Why there are no findings. */
function absence({ inForce }: PageContext, { subject }: ShownContribution): string {
  if (fileText(inForce, 'policy.yml') === null) return 'noPolicyFile';
  return subject.state === 'open' ? 'notEvaluated' : 'neverEvaluated';
}

/** Everything about the policies that the page's template shows. */
export function findingsModel(context: PageContext, found: ShownContribution): object {
  const { words, inForce, now } = context;
  const { subject, record, history, overrides } = found;
  const evaluated = record?.evaluated ?? null;
  const pages = new Set(policiesOf(inForce, dayOf(now)).map(({ id }) => id));
  const findings = evaluated?.findings ?? [];
  const stale = evaluated !== null && subject.head !== null && subject.head !== evaluated.head;
  const actor = subject.state === 'open' ? (evaluated?.waitsFor ?? null) : null;
  return {
    verdict: verdictOf(context, evaluated),
    evaluatedAt: evaluated?.at ?? null,
    evaluatedHead: evaluated?.head ?? null,
    stale: stale ? words.t('contribution.stale', { head: shortHead(evaluated.head) }) : null,
    absent: words.t(`contribution.${absence(context, found)}`),
    next: actor && actsNext(context, actor, subject.author),
    open: findings.filter((one) => !ended(one)).map((one) => findingRow(context, one, pages)),
    ended: findings.filter(ended).map((one) => findingRow(context, one, pages)),
    history: history.map((item) => historyRow(context, item)),
    overrides: overrides.map((one) => overrideRow(context, one)),
  };
}
