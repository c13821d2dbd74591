// Pull requests of the foundation's repositories, newest first, with what the policies found and who must act next.
import type { ListedContribution } from '../../evaluation/store.js';
import { roles, verdicts } from '../facts/findings.js';
import { pageAddress, type FilterField } from '../list.js';
import { badQuery, paging, readPage } from './listing.js';
import type { Page, PageContext } from './page.js';
import { verdictOf, waitsFor, type Badge } from './verdicts.js';

const states = ['open', 'closed', 'merged'];
const fields: readonly FilterField[] = [
  { name: 'state', values: states },
  { name: 'repo', values: null },
  { name: 'forge', values: ['github', 'gitee'] },
  { name: 'author', values: null },
  { name: 'verdict', values: verdicts },
  { name: 'waiting', values: roles },
];

/** Filters that many ask for, by the key of their words. */
const quick: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  all: {},
  blocked: { state: 'open', verdict: 'fail' },
  approval: { waiting: 'approvers' },
  ready: { state: 'open', verdict: 'pass' },
};

type Subject = ListedContribution['subject'];

/** A state of a pull request in words, with the badge that shows it. */
export function stateOf({ words }: PageContext, { state, draft }: Subject): Badge {
  const label = words.t(`contributions.${state === 'open' && draft ? 'draft' : state}`);
  return { label, mark: state === 'merged' ? 'good' : state === 'open' ? 'proposed' : 'off' };
}

/** `github:openclaw/models#12`. */
export function labelOf({ ref }: Pick<Subject, 'ref'>): string {
  return `${ref.forge}:${ref.repo}#${ref.number}`;
}

function row(context: PageContext, listed: ListedContribution): object {
  const { subject, record } = listed;
  const { forge, repo, number } = subject.ref;
  const actor = subject.state === 'open' ? (record?.evaluated?.waitsFor ?? null) : null;
  return {
    to: `/contributions/${forge}/${repo}/${number}`,
    title: subject.title === '' ? labelOf(subject) : subject.title,
    label: labelOf(subject),
    author: subject.author?.login ?? null,
    by: `/contributions?${new URLSearchParams({ author: subject.author?.login ?? '' }).toString()}`,
    state: stateOf(context, subject),
    verdict: verdictOf(context, record?.evaluated ?? null),
    at: subject.createdAt,
    next: actor && waitsFor(context, actor, subject.author),
  };
}

async function sentenceOf({ words, store }: PageContext, filtered: boolean, total: number): Promise<string> {
  if (filtered) return words.t('contributions.filtered', { count: total });
  const failing = await store.contributions({ filter: { state: 'open', verdict: 'fail' }, page: 1, perPage: 1 });
  const blocked = words.t('contributions.blocked', { count: failing.total });
  return words.t('contributions.sentence', { count: total, blocked });
}

/** The choices of a form's list, each value with its words. */
function choices(values: readonly string[], chosen: string | undefined, label: (value: string) => string): object[] {
  return values.map((value) => ({ value, label: label(value), chosen: value === chosen }));
}

function quickLinks({ words }: PageContext, filter: Readonly<Record<string, string>>): object[] {
  const here = new URLSearchParams(filter);
  here.sort();
  return Object.entries(quick).map(([key, wanted]) => {
    const query = new URLSearchParams(wanted);
    query.sort();
    const to = query.size === 0 ? '/contributions' : `/contributions?${query.toString()}`;
    return { to, label: words.t(`contributions.quickly.${key}`), current: query.toString() === here.toString() };
  });
}

export const contributionsPage: Page = {
  path: '/contributions',
  filtersCopied: 2,
  async load(context) {
    const { words, store } = context;
    const read = readPage(context, fields);
    if (!read.ok) return badQuery(context, read.error);
    const query = read.value;
    const [found, repositories] = await Promise.all([store.contributions(query), store.repositories()]);
    const links = paging('/contributions', query, found);
    if (links === null) return null;
    const { filter } = query;
    const filtered = Object.keys(filter).length > 0;
    const names = [...new Set(repositories.map(({ repo }) => repo))].sort();
    return {
      template: 'contributions',
      title: words.t('contributions.title'),
      kicker: null,
      sentence: await sentenceOf(context, filtered, found.total),
      json: pageAddress('/contributions', query, query.page),
      model: {
        rows: found.items.map((listed) => row(context, listed)),
        links,
        filtered,
        author: filter['author'] ?? '',
        states: choices(states, filter['state'], (value) => words.t(`contributions.${value}`)),
        verdicts: choices(verdicts, filter['verdict'], (value) => words.t(`verdict.${value}`)),
        waiting: choices(roles, filter['waiting'], (value) => words.t(`waiting.${value}`)),
        repositories: choices(names, filter['repo'], (value) => value),
        quick: quickLinks(context, filter),
      },
    };
  },
};
