// Neutrality: whether any organization group holds too much, in seats today and in ballots of the last twelve months.
import { neutralityOf, type Neutrality } from '../facts/neutrality.js';
import type { CharterInForce } from '../store.js';
import type { Page, PageContext } from './page.js';
import { groupName, groupPath, shareRows } from './shares.js';

function bodyName({ words, inForce }: PageContext, id: string): string {
  return words.name(inForce?.charter.bodies.find((body) => body.id === id)?.name ?? id);
}

/** About the caps: whether any is exceeded, and by whom. */
function seatsPhrase(context: PageContext, { bodies }: Neutrality): string {
  const { t } = context.words;
  for (const { id, groups } of bodies) {
    const over = groups.find(({ withinCap }) => !withinCap);
    if (over) return t('neutrality.over', { name: groupName(context, over.group), body: bodyName(context, id) });
  }
  return t(bodies.some(({ cap }) => cap !== null) ? 'neutrality.within' : 'neutrality.noCaps');
}

function modelOf(context: PageContext, facts: Neutrality): object {
  const { words } = context;
  const { ballots, bodies, since } = facts;
  const cast = ballots.groups.filter(({ count }) => count > 0);
  return {
    bodies: bodies.map(({ id, seats, groups, cap, fewest }) => ({
      id,
      name: bodyName(context, id),
      size: words.t('neutrality.seatsCount', { count: seats, needed: fewest }),
      cap,
      shares: shareRows(context, groups, { of: seats, cap }),
    })),
    ballots: {
      total: ballots.ballots,
      fewest: ballots.fewest,
      groups: cast.length,
      how: words.t('neutrality.castHow', { motions: ballots.motions, day: words.day(since) }),
      shares: shareRows(context, cast, { of: ballots.ballots, cap: null }),
      rows: ballots.groups.map(({ group, count, electorate }) => ({
        name: groupName(context, group),
        to: groupPath(context, group),
        count,
        electorate,
      })),
    },
  };
}

async function answer(context: PageContext, inForce: CharterInForce): Promise<{ sentence: string; model: object }> {
  const facts = await neutralityOf(context.store, inForce, context.now);
  const { ballots } = facts;
  const seats = seatsPhrase(context, facts);
  const sentence =
    ballots.ballots === 0
      ? context.words.t('neutrality.noBallots', { seats })
      : context.words.t('neutrality.ballots', { seats, count: ballots.fewest, ballots: ballots.ballots });
  return { sentence, model: modelOf(context, facts) };
}

export const neutralityPage: Page = {
  path: '/neutrality',
  async load(context) {
    const { words, inForce } = context;
    const { sentence, model } = inForce
      ? await answer(context, inForce)
      : { sentence: words.t('neutrality.none'), model: { bodies: [], ballots: null } };
    return {
      template: 'neutrality',
      title: words.t('neutrality.title'),
      kicker: null,
      sentence,
      json: '/neutrality',
      model,
    };
  },
};
