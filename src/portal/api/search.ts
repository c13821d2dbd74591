// API: search over everything.
import { z } from 'zod';
import { longestQuery, readQuery } from '../../search/query.js';
import { snippet, textFor } from '../../search/snippet.js';
import { searchKinds, type SearchHit } from '../../search/store.js';
import type { ListResource, NamedSchema } from './resource.js';

const resultSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(searchKinds),
  title: z.union([z.string(), z.strictObject({ en: z.string().optional(), zh: z.string().optional() })]),
  url: z.string().meta({ description: 'an address on a forge, or a path of the portal' }),
  snippet: z.string().meta({ description: 'plain text around the first word found' }),
  at: z.string().nullable().meta({ description: 'RFC 3339, UTC', format: 'date-time' }),
});
type ResultObject = z.infer<typeof resultSchema>;

const result: NamedSchema = { name: 'SearchResult', schema: resultSchema };

function objectOf({ id, kind, title, text, url, at }: SearchHit, tokens: readonly string[]): ResultObject {
  const segments = snippet(textFor(text, 'en', tokens), tokens);
  return { id, kind, title, url, snippet: segments.map((segment) => segment.text).join(''), at };
}

export const searchList: ListResource = {
  type: 'list',
  path: '/search',
  summary: 'Everything that holds all the words of q: by title first, then newest first; no more than 1,000',
  object: result,
  filters: [
    { name: 'q', values: null, longest: longestQuery, about: 'words, of which each must be found' },
    { name: 'kind', values: searchKinds },
  ],
  live: true,
  async list({ store }, { filter, page, perPage }) {
    const { tokens } = readQuery(filter['q'] ?? '');
    const kind = searchKinds.find((one) => one === filter['kind']) ?? null;
    const { items, total } = await store.search({ tokens, kind, page, perPage });
    return { items: items.map((hit) => objectOf(hit, tokens)), total };
  },
};
