// The ledger: how long it is, where it comes from, and its entries as they stand, newest first.
import { publishedEntry } from '../facts/ledger.js';
import { pageAddress } from '../list.js';
import { badQuery, paging, readPage } from './listing.js';
import type { Page } from './page.js';

export const ledgerPage: Page = {
  path: '/ledger',
  async load(context) {
    const { words, store } = context;
    const read = readPage(context, []);
    if (!read.ok) return badQuery(context, read.error);
    const query = read.value;
    const [found, first, origin] = await Promise.all([
      store.ledger(query),
      store.ledger({ page: 1, perPage: 1 }),
      store.ledgerOrigin(),
    ]);
    const links = paging('/ledger', query, found);
    if (links === null) return null;
    const newest = first.items[0];
    return {
      template: 'ledger',
      title: words.t('ledger.title'),
      kicker: null,
      sentence: words.t('ledger.sentence', { count: found.total, day: newest ? words.day(newest.at) : '' }),
      json: pageAddress('/ledger', query, query.page),
      model: {
        total: found.total,
        origin: origin?.origin ?? null,
        mode: origin && words.t(`ledger.${origin.mode}`),
        newest: newest ? publishedEntry(newest) : null,
        rows: found.items.map(publishedEntry),
        links,
      },
    };
  },
};
