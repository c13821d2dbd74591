// The first page: what is open now, what was decided last.
import { motionRow } from './motions.js';
import { resolutionRow } from './resolutions.js';
import type { Page } from './page.js';

export const homePage: Page = {
  path: '/',
  async load(context) {
    const { words, store, inForce } = context;
    const top = { page: 1, perPage: 10 };
    const [open, proposed, all, resolutions] = await Promise.all([
      store.motions({ filter: { state: 'open' }, ...top }),
      store.motions({ filter: { state: 'proposed' }, ...top }),
      store.motions({ filter: {}, page: 1, perPage: 1 }),
      store.resolutions({ filter: {}, page: 1, perPage: 5 }),
    ]);
    const foundation = inForce ? words.name(inForce.charter.foundation.name) : 'OpenCharter';
    return {
      template: 'home',
      title: foundation,
      kicker: words.t('home.kicker'),
      sentence: words.t('home.sentence', {
        open: words.t('home.open', { count: open.total }),
        resolutions: words.t('home.resolutions', { count: resolutions.total }),
      }),
      json: null,
      model: {
        numbers: [
          { value: open.total, label: words.t('state.open'), to: '/motions?state=open' },
          { value: proposed.total, label: words.t('state.proposed'), to: '/motions?state=proposed' },
          { value: all.total, label: words.t('home.motions'), to: '/motions' },
          { value: resolutions.total, label: words.t('home.adopted'), to: '/resolutions' },
        ],
        open: open.items.map((motion) => motionRow(context, motion)),
        proposed: proposed.items.map((motion) => motionRow(context, motion)),
        resolutions: resolutions.items.map((resolution) => resolutionRow(context, resolution)),
      },
    };
  },
};
