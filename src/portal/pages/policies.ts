// The contribution policies: which are in force, how far each is enforced, and how often it passes.
import type { Step } from '../../contributions/enforcement.js';
import type { PolicyCounts } from '../../evaluation/store.js';
import { dayOf, instant } from '../../shared/time.js';
import { percent } from '../charts/share.js';
import { countsOf, fileText, policiesOf, type PolicyFacts } from '../facts/policies.js';
import type { Page, PageContext } from './page.js';

/** A step of enforcement in words. */
function stepInWords({ words }: PageContext, { level, from, repositories }: Step): string {
  const key = from === undefined ? (repositories ? 'in' : 'all') : repositories ? 'fromIn' : 'from';
  return words.t(`policies.step.${key}`, {
    level: words.t(`policies.level.${level}`),
    day: from === undefined ? '' : words.day(instant(from)),
    repositories: (repositories ?? []).join(words.t('list.joint')),
  });
}

/** The level of a policy today, and its steps where there is more to say than that. */
export function enforcementOf(context: PageContext, { level, steps }: PolicyFacts): object {
  const isPlain = steps.length === 1 && steps.every(({ from, repositories }) => (from ?? repositories) === undefined);
  return {
    label: context.words.t(`policies.levelShort.${level}`),
    blocks: level === 'block',
    steps: isPlain ? [] : steps.map((step) => stepInWords(context, step)),
  };
}

/** How often it passes, of those it was evaluated on; null when of none. */
export function rateOf({ words }: PageContext, { pass, fail }: PolicyCounts): object | null {
  const judged = pass + fail;
  if (judged === 0) return null;
  const value = percent(pass, judged);
  const rounded = Math.floor((100 * pass) / judged);
  return { value, percent: rounded, text: words.t('policies.rateOf', { pass, judged }) };
}

function row(context: PageContext, policy: PolicyFacts, counts: readonly PolicyCounts[]): object {
  const { policyWords, words } = context;
  return {
    id: policy.id,
    name: policyWords.policyName(policy.id, words.language),
    why: policyWords.policyWhy(policy.id, words.language),
    enforcement: enforcementOf(context, policy),
    rate: rateOf(context, countsOf(counts, policy.id)),
  };
}

function sentenceOf({ words, inForce }: PageContext, policies: readonly PolicyFacts[]): string {
  const count = policies.filter(({ level }) => level !== 'off').length;
  if (count === 0) return words.t(fileText(inForce, 'policy.yml') === null ? 'policies.absent' : 'policies.none');
  const stopping = policies.filter(({ level }) => level === 'block').length;
  return words.t('policies.sentence', { count, blocking: words.t('policies.blocking', { count: stopping }) });
}

export const policiesPage: Page = {
  path: '/policies',
  async load(context) {
    const { words, inForce, store, now } = context;
    const policies = policiesOf(inForce, dayOf(now));
    const counts = await store.policyCounts();
    return {
      template: 'policies',
      title: words.t('policies.title'),
      kicker: null,
      sentence: sentenceOf(context, policies),
      json: '/policies',
      model: {
        asked: policies.filter(({ asked }) => asked).map((policy) => row(context, policy, counts)),
        others: policies.filter(({ asked }) => !asked).map((policy) => row(context, policy, counts)),
        raw: fileText(inForce, 'policy.yml'),
      },
    };
  },
};
