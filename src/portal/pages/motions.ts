// The list of motions, filtered by the form above it.
import { outcomes } from '../../motions/entries.js';
import { pageAddress, type FilterField } from '../list.js';
import { motionSentence } from './motion-sentence.js';
import { pageQuery, paging } from './listing.js';
import { kindTitle, personName, type Page, type PageContext } from './page.js';
import type { MotionSummary } from '../../motions/view.js';

const states = ['proposed', 'open', 'closed'];
const fields: readonly FilterField[] = [
  { name: 'state', values: states },
  { name: 'outcome', values: outcomes },
  { name: 'kind', values: null },
  { name: 'proposer', values: null },
];

/** A motion as a row of a list. */
export function motionRow(context: PageContext, motion: MotionSummary): object {
  const { words } = context;
  return {
    id: motion.id,
    title: motion.title === '' ? motion.id : motion.title,
    kind: kindTitle(context, motion.kind),
    state: motion.outcome === null ? words.t(`state.${motion.state}`) : words.t(`outcome.${motion.outcome}`),
    mark: motion.outcome ?? motion.state,
    proposer: personName(context, motion.proposer),
    at: motion.proposed_at,
    sentence: motionSentence(motion, words, (person) => personName(context, person)),
  };
}

function choices(values: readonly (readonly [value: string, label: string])[], chosen: string): readonly object[] {
  return values.map(([value, label]) => ({ value, label, chosen: value === chosen }));
}

export const motionsPage: Page = {
  path: '/motions',
  async load(context) {
    const { words, inForce } = context;
    const query = pageQuery(context.query, fields);
    if (query === null) return null;
    const found = await context.store.motions(query);
    const links = paging('/motions', query, found);
    if (links === null) return null;
    const { filter } = query;
    return {
      template: 'motions',
      title: words.t('motions.title'),
      kicker: null,
      sentence: words.t(Object.keys(filter).length > 0 ? 'motions.filtered' : 'motions.sentence', {
        count: found.total,
      }),
      json: pageAddress('/motions', query, query.page),
      model: {
        rows: found.items.map((motion) => motionRow(context, motion)),
        links,
        proposer: filter['proposer'] ?? '',
        states: choices(
          states.map((state) => [state, words.t(`state.${state}`)]),
          filter['state'] ?? '',
        ),
        outcomes: choices(
          outcomes.map((outcome) => [outcome, words.t(`outcome.${outcome}`)]),
          filter['outcome'] ?? '',
        ),
        kinds: choices(
          (inForce?.charter.motions ?? []).map(({ id, title }) => [id, words.name(title)]),
          filter['kind'] ?? '',
        ),
      },
    };
  },
};
