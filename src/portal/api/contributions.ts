// API: contributions, which are the pull requests of the mirror. No policy is evaluated yet, so that there is no verdict.
import { z } from 'zod';
import type { MirroredSubject } from '../../mirror/store.js';
import type { ItemResource, ListResource, NamedSchema } from './resource.js';

const forge = z.enum(['github', 'gitee']);

const findingSchema = z.strictObject({
  policy: z.string(),
  verdict: z.string(),
  enforce: z.string(),
  summary: z.string(),
  details: z.array(z.string()),
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
  verdict: z.null().meta({ description: 'null: no policy was evaluated' }),
  findings: z.array(findingSchema),
  overrides: z.array(z.strictObject({ policy: z.string(), person: z.string(), reason: z.string() })),
  updated_at: z.string().meta({ description: 'RFC 3339, UTC', format: 'date-time' }),
});
type ContributionObject = z.infer<typeof contributionSchema>;

const contribution: NamedSchema = { name: 'Contribution', schema: contributionSchema };

function objectOf({ ref, url, title, author, head, updatedAt }: MirroredSubject): ContributionObject {
  return {
    ...ref,
    url,
    title,
    author: author && { forge: author.forge, id: author.id, login: author.login },
    head,
    verdict: null,
    findings: [],
    overrides: [],
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
  ],
  async list({ store }, query) {
    const { items, total } = await store.contributions(query);
    return { items: items.map(objectOf), total };
  },
};

export const contributionItem: ItemResource = {
  type: 'item',
  path: '/contributions/:forge/:owner/:repo/:number',
  summary: 'One pull request',
  object: contribution,
  async find({ store }, name = '', owner = '', repo = '', number = '') {
    const known = forge.safeParse(name);
    if (!known.success) return null;
    const ref = { forge: known.data, repo: `${owner}/${repo}`, number };
    const found = await store.contribution(ref, { page: 1, perPage: 1 });
    return found && objectOf(found.subject);
  },
};
