// Contribution policies: what policy.yml says, and, plainly, that this version enforces none of it.
import { fileText, policiesOf, type WrittenPolicy } from '../facts/policies.js';
import type { Page, PageContext } from './page.js';

const known = new Set([
  'dco',
  'cla',
  'title',
  'description',
  'linked-issue',
  'owners',
  'affiliation-review',
  'paths',
  'size',
  'license',
  'artifact-card',
  'ai-disclosure',
]);

/** What a policy is about; its id where the portal has no words for it. */
function nameOf({ words }: PageContext, { id }: WrittenPolicy): string {
  return known.has(id) ? words.t(`policies.known.${id}`) : id;
}

function sentenceOf({ words, inForce }: PageContext, count: number): string {
  if (count > 0) return words.t('policies.sentence', { count });
  return words.t(fileText(inForce, 'policy.yml') === null ? 'policies.absent' : 'policies.none');
}

export const policiesPage: Page = {
  path: '/policies',
  load(context) {
    const { words, inForce } = context;
    const policies = policiesOf(inForce);
    return Promise.resolve({
      template: 'policies',
      title: words.t('policies.title'),
      kicker: null,
      sentence: sentenceOf(context, policies.length),
      json: '/policies',
      model: {
        rows: policies.map((policy) => ({ id: policy.id, name: nameOf(context, policy) })),
        raw: fileText(inForce, 'policy.yml'),
      },
    });
  },
};

export const policyPage: Page = {
  path: '/policies/:id',
  load(context) {
    const { words, inForce, id } = context;
    const policy = policiesOf(inForce).find((written) => written.id === id);
    if (!policy) return Promise.resolve(null);
    return Promise.resolve({
      template: 'policy',
      title: nameOf(context, policy),
      kicker: words.t('policies.kicker', { id }),
      sentence: words.t('policies.one', { id }),
      json: `/policies/${id}`,
      model: {
        id,
        options: Object.entries(policy.options).map(([name, value]) => ({ name, value: JSON.stringify(value) })),
      },
    });
  },
};
