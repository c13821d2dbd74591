// Resolutions as the outside sees them: the projection behind the API and the pages.
import { resolutionViewSchema, type ResolutionView } from '../motions/view.js';
import type { ListPage, ListQuery } from '../shared/page.js';
import type { Database } from './connect.js';
import { countSince, defineProjection, findView, listViews, orderOf, putView, termsOf } from './projection.js';

export const resolutionsCollection = defineProjection('resolutions');

export interface ResolutionProjection {
  /** Writes the view unless one of a later `seq` (the ledger entry it was made from) is there. */
  put(view: ResolutionView, seq: number): Promise<void>;
  find(id: string): Promise<ResolutionView | null>;
  /** Newest first, by `in_force_at`. Filters by any text of the view, or by `year`, that of `in_force_at` in UTC. */
  list(query: ListQuery): Promise<ListPage<ResolutionView>>;
  /** How many came into force at `since` or later. */
  countSince(since: string): Promise<number>;
  /** Before a rebuild. */
  removeAll(): Promise<void>;
}

export function resolutionProjection(database: Database): ResolutionProjection {
  return {
    put: (view, seq) =>
      putView(database, resolutionsCollection, {
        _id: view.id,
        seq,
        order: orderOf(view.in_force_at, view.id),
        terms: [...termsOf(view), `year=${view.in_force_at.slice(0, 4)}`],
        view,
      }),
    async find(id) {
      return resolutionViewSchema.nullable().parse(await findView(database, resolutionsCollection, id));
    },
    async list(query) {
      const { items, total } = await listViews(database, resolutionsCollection, query);
      return { items: items.map((item) => resolutionViewSchema.parse(item)), total };
    },
    countSince: (since) => countSince(database, resolutionsCollection, 'in_force_at', since),
    async removeAll() {
      await database.collection(resolutionsCollection).deleteMany({ _id: { $gte: '' } });
    },
  };
}
