// API: contributions, which are the pull requests of the mirror, with what the policies found.
import { z } from 'zod';
import type { Finding } from '../../contributions/finding.js';
import type { ListedContribution } from '../../evaluation/store.js';
import { detailText, roles, verdicts } from '../facts/findings.js';
import type { ApiSource, ItemResource, ListResource, NamedSchema } from './resource.js';

const forge = z.enum(['github', 'gitee']);
const time = z.string().meta({ description: 'RFC 3339, UTC', format: 'date-time' });

const findingSchema = z.strictObject({
  policy: z.string(),
  verdict: z.enum([...verdicts, 'skip']),
  enforce: z.enum(['block', 'warn', 'shadow']),
  summary: z.string().meta({ description: 'in English' }),
  details: z.array(z.string()).meta({ description: 'in English; at most 200' }),
});

const overrideSchema = z.strictObject({
  policy: z.string(),
  head: z.string().meta({ description: 'the commit it is for, and no other' }),
  person: z.string().meta({ description: 'the id of the person, or what stands for one who was erased' }),
  reason: z.string(),
  at: time,
});

const contributionSchema = z.strictObject({
  forge,
  repo: z.string(),
  number: z.string(),
  url: z.string(),
  title: z.string(),
  author: z
    .strictObject({ forge, id: z.int(), login: z.string() })
    .nullable()
    .meta({ description: 'null when the account no longer exists' }),
  head: z.string().nullable().meta({ description: 'the head commit; null until a delivery has told it' }),
  verdict: z
    .enum(verdicts)
    .nullable()
    .meta({ description: 'of all that blocks, when it was evaluated last; null: it was not evaluated' }),
  findings: z.array(findingSchema).meta({ description: 'what is to be mended first comes first' }),
  overrides: z.array(overrideSchema).meta({ description: 'the oldest first' }),
  updated_at: time,
});
type ContributionObject = z.infer<typeof contributionSchema>;

const contribution: NamedSchema = { name: 'Contribution', schema: contributionSchema };

function objectOf({ policyWords }: ApiSource, { subject, record, overrides }: ListedContribution): ContributionObject {
  const { ref, url, title, author, head, updatedAt } = subject;
  const findingOf = ({
    policy,
    verdict,
    enforce,
    summary,
    details,
  }: Finding): ContributionObject['findings'][number] => ({
    policy,
    verdict,
    enforce,
    summary: policyWords.policyText(summary, 'en'),
    details: details.map((detail) => {
      const { place, text } = detailText(policyWords, detail, 'en');
      return place === '' ? text : `${place}: ${text}`;
    }),
  });
  return {
    forge: ref.forge,
    repo: ref.repo,
    number: ref.number,
    url,
    title,
    author: author && { forge: author.forge, id: author.id, login: author.login },
    head,
    verdict: record?.evaluated?.verdict ?? null,
    findings: record?.evaluated?.findings.map(findingOf) ?? [],
    overrides: overrides.map(({ policy, head: at, person, reason, at: when }) => {
      return { policy, head: at, person, reason, at: when };
    }),
    updated_at: updatedAt,
  };
}

export const contributionList: ListResource = {
  type: 'list',
  path: '/contributions',
  summary: "Pull requests of the foundation's repositories, newest first by creation",
  object: contribution,
  filters: [
    { name: 'forge', values: forge.options },
    { name: 'repo', values: null },
    { name: 'number', values: null },
    { name: 'state', values: ['open', 'closed', 'merged'] },
    { name: 'author', values: null },
    { name: 'head', values: null },
    { name: 'verdict', values: verdicts, about: 'only those that were evaluated, with this verdict' },
    { name: 'waiting', values: roles, about: 'only open ones that wait for this to act next' },
  ],
  async list(source, query) {
    const { items, total } = await source.store.contributions(query);
    return { items: items.map((item) => objectOf(source, item)), total };
  },
};

export const contributionItem: ItemResource = {
  type: 'item',
  path: '/contributions/:forge/:owner/:repo/:number',
  summary: 'One pull request',
  object: contribution,
  async find(source, name = '', owner = '', repo = '', number = '') {
    const known = forge.safeParse(name);
    if (!known.success) return null;
    const ref = { forge: known.data, repo: `${owner}/${repo}`, number };
    const found = await source.store.contribution(ref, { page: 1, perPage: 1 });
    return found && objectOf(source, found);
  },
};
