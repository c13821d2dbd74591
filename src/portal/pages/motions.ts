// The list of motions, filtered by the form above it.
import { outcomes } from '../../motions/entries.js';
import type { MotionSummary } from '../../motions/view.js';
import { pageAddress, type FilterField } from '../list.js';
import { badQuery, paging, readPage, type Paging } from './listing.js';
import { miniBar } from './motion-count.js';
import { standingSentence } from './motion-sentence.js';
import { kindTitle, personName, type Page, type PageContext } from './page.js';
import { when } from './when.js';

const states = ['proposed', 'open', 'closed'] as const;
const fields: readonly FilterField[] = [
  { name: 'state', values: states },
  { name: 'outcome', values: outcomes },
  { name: 'kind', values: null },
  { name: 'proposer', values: null },
];

/** State, or outcome once there is one: the word, and the name of its badge. */
export function stateOf(
  { words }: Pick<PageContext, 'words'>,
  { state, outcome }: Pick<MotionSummary, 'state' | 'outcome'>,
): { readonly state: string; readonly mark: string } {
  const word = outcome === null ? words.t(`state.${state}`) : words.t(`outcome.${outcome}`);
  return { state: word, mark: outcome ?? state };
}

/** A motion as a row of a list. */
export function motionRow(context: PageContext, motion: MotionSummary): object {
  const { words } = context;
  const { yes, no, ballots, electorate } = motion.tally;
  return {
    id: motion.id,
    title: motion.title === '' ? motion.id : motion.title,
    kind: kindTitle(context, motion.kind),
    ...stateOf(context, motion),
    proposer: personName(context, motion.proposer),
    sentence: standingSentence(motion, words, (person) => personName(context, person)),
    resolution: motion.resolution,
    closes: motion.state === 'open' && motion.closes_at !== null ? when(context, motion.closes_at) : null,
    score: electorate > 0 ? { yes, no, ballots, electorate, segments: miniBar(motion.tally) } : null,
  };
}

function choices(values: readonly (readonly [value: string, label: string])[], chosen: string): readonly object[] {
  return values.map(([value, label]) => ({ value, label, chosen: value === chosen }));
}

/** How many there are of each state, in a sentence. */
async function totals({ store, words }: PageContext, total: number): Promise<string> {
  const one = { page: 1, perPage: 1 };
  const [open, proposed, carried] = await Promise.all([
    store.motions({ filter: { state: 'open' }, ...one }),
    store.motions({ filter: { state: 'proposed' }, ...one }),
    store.motions({ filter: { outcome: 'carried' }, ...one }),
  ]);
  return words.t('motions.sentence', {
    count: total,
    open: words.t('motions.open', { count: open.total }),
    proposed: words.t('motions.proposed', { count: proposed.total }),
    carried: words.t('motions.carried', { count: carried.total }),
  });
}

function modelOf(
  context: PageContext,
  rows: readonly MotionSummary[],
  filter: Readonly<Record<string, string>>,
  links: Paging,
): object {
  const { words, inForce } = context;
  const kinds = (inForce?.charter.motions ?? []).map(({ id, title }) => [id, words.name(title)] as const);
  const named = (area: string, values: readonly string[]): readonly (readonly [string, string])[] =>
    values.map((value) => [value, words.t(`${area}.${value}`)]);
  return {
    rows: rows.map((motion) => motionRow(context, motion)),
    links,
    filtered: Object.keys(filter).length > 0,
    proposer: filter['proposer'] ?? '',
    proposerName: filter['proposer'] === undefined ? '' : personName(context, filter['proposer']),
    states: choices(named('state', states), filter['state'] ?? ''),
    outcomes: choices(named('outcome', outcomes), filter['outcome'] ?? ''),
    kinds: choices(kinds, filter['kind'] ?? ''),
  };
}

export const motionsPage: Page = {
  path: '/motions',
  async load(context) {
    const { words } = context;
    const query = readPage(context, fields);
    if (!query.ok) return badQuery(context, query.error);
    const found = await context.store.motions(query.value);
    const links = paging('/motions', query.value, found);
    if (links === null) return null;
    const filtered = Object.keys(query.value.filter).length > 0;
    return {
      template: 'motions',
      title: words.t('motions.title'),
      kicker: null,
      sentence: filtered ? words.t('motions.filtered', { count: found.total }) : await totals(context, found.total),
      json: pageAddress('/motions', query.value, query.value.page),
      model: modelOf(context, found.items, query.value.filter, links),
    };
  },
};
