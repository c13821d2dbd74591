// Search over everything: motions, resolutions, what the charter names, and what is written in the repositories.
import { longestQuery, mostTokens, readQuery, type Asked } from '../../search/query.js';
import { marked, snippet, textFor } from '../../search/snippet.js';
import { maxResults, searchKinds, type SearchHit, type SearchResults } from '../../search/store.js';
import { pageAddress, type FilterField } from '../list.js';
import type { PageAnswer } from '../render.js';
import { badQuery, paging, readPage, type Paging } from './listing.js';
import type { Page, PageContext } from './page.js';

const fields: readonly FilterField[] = [
  { name: 'q', values: null, longest: longestQuery },
  { name: 'kind', values: searchKinds },
];

function row({ words }: PageContext, hit: SearchHit, tokens: readonly string[]): object {
  const { kind, title, text, where, url, at } = hit;
  return {
    kind: words.t(`search.kinds.${kind}`),
    title: marked(textFor(title, words.language, tokens) || url, tokens),
    snippet: snippet(textFor(text, words.language, tokens), tokens),
    where,
    url,
    inPortal: url.startsWith('/'),
    at,
  };
}

/** What every answer of this page has: the form as it was filled in. */
function answer(
  { words: { t } }: PageContext,
  asked: Pick<Asked, 'text'>,
  chosen: string,
  { sentence, found }: { sentence: string; found: { rows: readonly object[]; links: Paging } | null },
): PageAnswer {
  const kinds = searchKinds.map((kind) => ({ value: kind, label: t(`search.kinds.${kind}`), chosen: kind === chosen }));
  return {
    template: 'search',
    title: asked.text === '' ? t('search.title') : t('search.for', { query: asked.text }),
    kicker: null,
    sentence,
    json: null,
    model: {
      query: asked.text,
      longest: longestQuery,
      kinds,
      searched: found !== null,
      rows: found?.rows ?? [],
      links: found?.links ?? null,
    },
  };
}

function sentenceOf({ words: { t } }: PageContext, { text, tokens }: Asked, { total, partial }: SearchResults): string {
  return [
    t(total === maxResults ? 'search.most' : 'search.sentence', { count: total, query: text }),
    ...(tokens.length === mostTokens ? [t('search.first', { count: mostTokens })] : []),
    ...(partial ? [t('search.partial')] : []),
  ].join('');
}

export const searchPage: Page = {
  path: '/search',
  live: true,
  async load(context) {
    const { words, store } = context;
    const read = readPage(context, fields);
    if (!read.ok) return badQuery(context, read.error);
    const { filter, page, perPage } = read.value;
    const asked = readQuery(filter['q'] ?? '');
    const { text, tokens } = asked;
    const chosen = filter['kind'] ?? '';
    if (tokens.length === 0) {
      const sentence = words.t(text === '' ? 'search.empty' : 'search.nothing', { query: text });
      return answer(context, { text }, chosen, { sentence, found: null });
    }
    const kind = searchKinds.find((one) => one === chosen) ?? null;
    const found = await store.search({ tokens, kind, page, perPage });
    const query = { ...read.value, filter: { ...filter, q: text } };
    const links = paging('/search', query, found);
    if (links === null) return null;
    const rows = found.items.map((hit) => row(context, hit, tokens));
    return {
      ...answer(context, { text }, chosen, {
        sentence: sentenceOf(context, asked, found),
        found: { rows, links },
      }),
      json: pageAddress('/search', query, page),
    };
  },
};
