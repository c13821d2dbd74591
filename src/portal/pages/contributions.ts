// Pull requests of the foundation's repositories, as mirrored, newest first.
import type { MirroredSubject } from '../../mirror/store.js';
import { pageAddress, type FilterField } from '../list.js';
import { badQuery, paging, readPage } from './listing.js';
import type { Page, PageContext } from './page.js';

const states = ['open', 'closed', 'merged'];
const fields: readonly FilterField[] = [
  { name: 'state', values: states },
  { name: 'repo', values: null },
  { name: 'forge', values: ['github', 'gitee'] },
  { name: 'author', values: null },
];

/** A state of a pull request in words, with the badge that shows it. */
export function stateOf({ words }: PageContext, { state, draft }: MirroredSubject): { label: string; mark: string } {
  const label = words.t(`contributions.${state === 'open' && draft ? 'draft' : state}`);
  return { label, mark: state === 'merged' ? 'good' : state === 'open' ? 'proposed' : 'off' };
}

/** `github:openclaw/models#12`. */
export function labelOf({ ref }: Pick<MirroredSubject, 'ref'>): string {
  return `${ref.forge}:${ref.repo}#${ref.number}`;
}

function row(context: PageContext, subject: MirroredSubject): object {
  const { forge, repo, number } = subject.ref;
  return {
    to: `/contributions/${forge}/${repo}/${number}`,
    title: subject.title,
    label: labelOf(subject),
    author: subject.author?.login ?? null,
    state: stateOf(context, subject),
    at: subject.createdAt,
    comments: subject.commentsCount,
  };
}

export const contributionsPage: Page = {
  path: '/contributions',
  async load(context) {
    const { words, store } = context;
    const read = readPage(context, fields);
    if (!read.ok) return badQuery(context, read.error);
    const query = read.value;
    const [found, { repositories }] = await Promise.all([store.contributions(query), store.mirror()]);
    const links = paging('/contributions', query, found);
    if (links === null) return null;
    const { filter } = query;
    const filtered = Object.keys(filter).length > 0;
    return {
      template: 'contributions',
      title: words.t('contributions.title'),
      kicker: null,
      sentence: words.t(filtered ? 'contributions.filtered' : 'contributions.sentence', { count: found.total }),
      json: pageAddress('/contributions', query, query.page),
      model: {
        rows: found.items.map((subject) => row(context, subject)),
        links,
        filtered,
        author: filter['author'] ?? '',
        states: states.map((value) => {
          return { value, label: words.t(`contributions.${value}`), chosen: value === filter['state'] };
        }),
        repositories: [...new Set(repositories.map(({ repo }) => repo))].sort().map((value) => {
          return { value, chosen: value === filter['repo'] };
        }),
      },
    };
  },
};
