// One person: affiliations and seats over time, accounts, and every motion they could vote in with the ballot they cast.
import { isInForce } from '../../charter/affiliations.js';
import type { Person } from '../../charter/charter.js';
import type { MotionView } from '../../motions/view.js';
import { dayOf } from '../../shared/time.js';
import type { CharterInForce, Participation } from '../store.js';
import { badQuery, paging, readPage } from './listing.js';
import { bodiesInWords, kindTitle, organizationName, type Page, type PageContext } from './page.js';
import { itemsOfLead } from './roadmap-excerpt.js';
import { organizationToday, seatsToday } from './people.js';

interface Dated {
  readonly from: string | null;
  readonly until: string | null;
}

/** Newest first; what has no beginning is the oldest. */
function byTime(a: Dated, b: Dated): number {
  return (b.from ?? '') < (a.from ?? '') ? -1 : 1;
}

function datesOf({ words, now }: PageContext, dated: Dated): object {
  return {
    from: dated.from === null ? null : words.day(dated.from),
    until: dated.until === null ? null : words.day(dated.until),
    now: isInForce(dated, dayOf(now)),
  };
}

function affiliations(context: PageContext, person: Person): readonly object[] {
  return [...person.affiliations].sort(byTime).map((affiliation) => ({
    id: affiliation.org === 'independent' ? null : affiliation.org,
    name: organizationName(context, affiliation.org),
    ...datesOf(context, affiliation),
  }));
}

function seats(context: PageContext, { charter }: CharterInForce, person: string): readonly object[] {
  const all = charter.bodies.flatMap((body) =>
    body.seats.filter((seat) => seat.person === person).map((seat) => ({ body, ...seat })),
  );
  return all.sort(byTime).map(({ body, ...seat }) => ({
    id: body.id,
    name: context.words.name(body.name),
    ...datesOf(context, seat),
  }));
}

/** The accounts as written; the numeric id is known once the charter was adopted. */
function accounts({ store }: PageContext, { accounts: bound }: CharterInForce, person: Person): readonly object[] {
  return (['github', 'gitee'] as const).flatMap((forge) => {
    const account = person.accounts[forge];
    if (!account) return [];
    const { login } = account;
    const id = bound.get(person.id)?.[forge]?.id ?? account.id;
    return [{ label: `${forge}:${login}`, url: store.accountUrl(forge, login), number: id }];
  });
}

function ballotRow(context: PageContext, person: string, motion: MotionView): object {
  const own = motion.ballots.find((one) => one.person === person && one.binding && !one.superseded);
  const { words } = context;
  return {
    id: motion.id,
    title: motion.title === '' ? motion.id : motion.title,
    kind: kindTitle(context, motion.kind),
    mark: motion.outcome ?? motion.state,
    state: motion.outcome === null ? words.t(`state.${motion.state}`) : words.t(`outcome.${motion.outcome}`),
    open: motion.state === 'open',
    ballot: own ? { choice: own.choice, reason: own.reason, url: own.url, at: own.cast_at } : null,
  };
}

function sentenceOf(context: PageContext, inForce: CharterInForce, person: Person, votes: Participation): string {
  const { words } = context;
  const { t } = words;
  const bodies = inForce.charter.bodies.filter(({ seats: all }) =>
    all.some((seat) => seat.person === person.id && isInForce(seat, dayOf(context.now))),
  );
  const { id, name: organization } = organizationToday(context, person);
  const from =
    organization === null
      ? t('person.from.unknown')
      : id === null
        ? t('person.from.independent')
        : t('person.from.known', { organization });
  const sits =
    bodies.length === 0
      ? t('person.noSeat')
      : t('person.seat', {
          bodies: bodiesInWords(
            words,
            bodies.map((body) => body.name),
          ),
        });
  return from + sits + t('person.voted', { count: votes.electorate, ballots: votes.ballots });
}

export const personPage: Page = {
  path: '/people/:id',
  async load(context) {
    const { inForce, words, store, id } = context;
    const person = inForce?.charter.people.find((known) => known.id === id);
    if (!inForce || !person) return null;
    const read = readPage(context, []);
    if (!read.ok) return badQuery(context, read.error);
    const query = read.value;
    const [found, participation, leads] = await Promise.all([
      store.motionsOf(id, query),
      store.participation([id]),
      itemsOfLead(context, id),
    ]);
    const links = paging(`/people/${id}`, query, found);
    if (links === null) return null;
    const votes = participation.get(id) ?? { electorate: 0, ballots: 0 };
    return {
      template: 'person',
      title: words.name(person.name),
      kicker: words.t('person.kicker', { id }),
      sentence: sentenceOf(context, inForce, person, votes),
      json: `/people/${id}`,
      model: {
        id,
        ref: inForce.refs.get(id) ?? null,
        votes,
        bodies: seatsToday(context, inForce, id),
        affiliations: affiliations(context, person),
        seats: seats(context, inForce, id),
        accounts: accounts(context, inForce, person),
        leads,
        rows: found.items.map((motion) => ballotRow(context, id, motion)),
        links,
      },
    };
  },
};
