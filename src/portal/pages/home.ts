// The first page: what is open now, what changed this week, what was decided last, and how many take part.
import type { MotionSummary } from '../../motions/view.js';
import { plus } from '../../shared/time.js';
import { turnout, type Turnout } from '../charts/turnout.js';
import { motionRow } from './motions.js';
import type { Page, PageContext } from './page.js';
import { resolutionRow } from './resolutions.js';
import { homeRoadmap } from './roadmap-excerpt.js';

const day = 24 * 60 * 60 * 1000;
const week = 7 * day;
const halfYear = 183 * day;
/** As many columns as can be told apart on a phone. */
const mostColumns = 24;

/** The next to close first. */
function byDeadline(a: MotionSummary, b: MotionSummary): number {
  return (a.closes_at ?? '') < (b.closes_at ?? '') ? -1 : 1;
}

function sentenceOf({ words }: PageContext, open: readonly MotionSummary[], total: number, adopted: number): string {
  const [next] = open;
  const { t, time } = words;
  if (next?.closes_at) {
    return t('home.sentence.open', {
      count: total,
      title: next.title === '' ? next.id : next.title,
      closes: time(next.closes_at),
    });
  }
  return adopted === 0 ? t('home.sentence.newborn') : t('home.sentence.quiet', { count: adopted });
}

function turnoutModel({ words }: PageContext, { columns, ballots, possible }: Turnout): object | null {
  if (columns.length < 2) return null;
  return {
    columns,
    first: words.day(columns[0]?.closedAt ?? ''),
    last: words.day(columns.at(-1)?.closedAt ?? ''),
    sentence: words.t('home.turnout.sentence', { ballots, possible, count: columns.length }),
  };
}

export const homePage: Page = {
  path: '/',
  async load(context) {
    const { words, store, inForce, now } = context;
    const [open, proposed, closed, resolutions, changes, roadmap] = await Promise.all([
      store.motions({ filter: { state: 'open' }, page: 1, perPage: 10 }),
      store.motions({ filter: { state: 'proposed' }, page: 1, perPage: 5 }),
      store.motions({ filter: { state: 'closed' }, page: 1, perPage: 30 }),
      store.resolutions({ filter: {}, page: 1, perPage: 5 }),
      store.changesSince(plus(now, -week)),
      homeRoadmap(context),
    ]);
    const soonest = [...open.items].sort(byDeadline);
    return {
      template: 'home',
      title: inForce ? words.name(inForce.charter.foundation.name) : 'OpenCharter',
      kicker: words.t('home.kicker'),
      sentence: sentenceOf(context, soonest, open.total, resolutions.total),
      json: null,
      model: {
        open: soonest.map((motion) => motionRow(context, motion)),
        moreOpen: open.total > open.items.length,
        proposed: proposed.items.map((motion) => motionRow(context, motion)),
        numbers: [
          { value: changes.called, label: words.t('home.called', { count: changes.called }), to: '/motions' },
          {
            value: changes.closed,
            label: words.t('home.closed', { count: changes.closed }),
            to: '/motions?state=closed',
          },
          { value: changes.adopted, label: words.t('home.adopted', { count: changes.adopted }), to: '/resolutions' },
        ],
        resolutions: resolutions.items.map((resolution) => resolutionRow(context, resolution)),
        roadmap,
        turnout: turnoutModel(context, turnout(closed.items, plus(now, -halfYear), mostColumns)),
      },
    };
  },
};
