// One contribution policy: what it asks, its options, who may override it, how often it passes, and what fails most.
import type { PolicyCounts } from '../../evaluation/store.js';
import { dayOf, type Day } from '../../shared/time.js';
import { percent } from '../charts/share.js';
import { countsOf, levelOn, policiesOf, type PolicyFacts } from '../facts/policies.js';
import { bodiesInWords, type Page, type PageContext } from './page.js';
import { enforcementOf, rateOf } from './policies.js';

function leadOf({ level, steps }: PolicyFacts, today: Day): string {
  if (level === 'off') return 'later';
  const elsewhere = levelOn(
    steps.filter(({ repositories }) => repositories === undefined),
    today,
  );
  return level === 'block' && elsewhere !== 'block' ? 'blockSome' : level;
}

function sentenceOf({ words, now }: PageContext, policy: PolicyFacts, { pass, fail }: PolicyCounts): string {
  if (!policy.asked) return words.t('policies.lead.off');
  const judged = pass + fail;
  const rate = judged === 0 ? words.t('policies.leadRateNone') : words.t('policies.leadRate', { pass, judged });
  return words.t(`policies.lead.${leadOf(policy, dayOf(now))}`, { rate });
}

/** A value as somebody may write it in policy.yml; nothing, yes and no in words. */
function valueInWords({ words }: PageContext, value: unknown): { readonly text: string; readonly isCode: boolean } {
  const isNothing = value === null || (Array.isArray(value) && value.length === 0);
  if (isNothing) return { text: words.t('policies.nothingSet'), isCode: false };
  if (typeof value === 'boolean') return { text: words.t(value ? 'policies.yes' : 'policies.no'), isCode: false };
  const isList = Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number');
  const text = typeof value === 'string' ? value : isList ? value.join(', ') : JSON.stringify(value, null, 2);
  return { text, isCode: true };
}

function overrideInWords({ words, inForce }: PageContext, { id, override }: PolicyFacts): string {
  if (override.length === 0) return words.t('policies.overrideNobody');
  const names = override.map((body) => inForce?.charter.bodies.find((one) => one.id === body)?.name ?? body);
  return words.t('policies.override', { bodies: bodiesInWords(words, names), id });
}

function failuresOf({ policyWords, words }: PageContext, { failures, fail }: PolicyCounts): object[] {
  return failures.map(({ key, count }) => {
    return { kind: policyWords.policyKind(key, words.language), count, value: percent(count, fail) };
  });
}

function countRows({ words }: PageContext, counts: PolicyCounts): object[] {
  return (['pass', 'fail', 'pending', 'skip', 'overridden'] as const).map((name) => {
    return { label: words.t(`policies.count.${name}`), count: counts[name] };
  });
}

export const policyPage: Page = {
  path: '/policies/:id',
  async load(context) {
    const { words, policyWords, inForce, store, now, id } = context;
    const policy = policiesOf(inForce, dayOf(now)).find((known) => known.id === id);
    if (!policy) return null;
    const counts = countsOf(await store.policyCounts(), id);
    return {
      template: 'policy',
      title: policyWords.policyName(id, words.language),
      kicker: words.t('policies.kicker', { id }),
      sentence: sentenceOf(context, policy, counts),
      json: `/policies/${id}`,
      model: {
        id,
        asked: policy.asked,
        why: policyWords.policyWhy(id, words.language),
        mend: words.t(`policies.mend.${id}`),
        enforcement: enforcementOf(context, policy),
        override: overrideInWords(context, policy),
        options: policy.options.map(({ name, value, written }) => {
          return { name, ...valueInWords(context, value), written };
        }),
        rate: rateOf(context, counts),
        counts: countRows(context, counts),
        failures: failuresOf(context, counts),
      },
    };
  },
};
