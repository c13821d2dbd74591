// Motions as the outside sees them: the projection behind the API and the pages.
import { motionSummarySchema, motionViewSchema, type MotionSummary, type MotionView } from '../motions/view.js';
import type { ListPage, ListQuery } from '../shared/page.js';
import { subjectKey } from '../shared/refs.js';
import type { Database } from './connect.js';
import { countSince, defineProjection, findView, listViews, orderOf, putView, termsOf } from './projection.js';

export const motionsCollection = defineProjection('motions');

export interface MotionProjection {
  /** Writes the view unless one of a later `seq` (the motion's last ledger entry) is there. */
  put(view: MotionView, seq: number): Promise<void>;
  find(id: string): Promise<MotionView | null>;
  /** Newest first, by `proposed_at`. Filters by any top-level text of the view, by `subject`, a subject's key, or by `elector` or `voter`, a person. */
  list(query: ListQuery): Promise<ListPage<MotionSummary>>;
  /** How many were proposed or closed at `since` or later. */
  countSince(field: 'proposed_at' | 'closed_at', since: string): Promise<number>;
  /** Before a rebuild. */
  removeAll(): Promise<void>;
}

/** `elector=PERSON` for each who could vote and did not recuse themselves, `voter=PERSON` for each whose ballot stands. */
function votersOf({ electorate, recused, ballots }: MotionView): readonly string[] {
  const out = new Set(recused.map(({ person }) => person));
  const standing = ballots.filter(({ binding, superseded }) => binding && !superseded);
  return [
    ...electorate.filter(({ person }) => !out.has(person)).map(({ person }) => `elector=${person}`),
    ...standing.flatMap(({ person }) => (person === null || out.has(person) ? [] : [`voter=${person}`])),
  ];
}

export function motionProjection(database: Database): MotionProjection {
  return {
    put: (view, seq) =>
      putView(database, motionsCollection, {
        _id: view.id,
        seq,
        order: orderOf(view.proposed_at, view.id),
        terms: [
          ...termsOf(view),
          ...view.subjects.map((subject) => `subject=${subjectKey(subject)}`),
          ...votersOf(view),
        ],
        view,
      }),
    async find(id) {
      return motionViewSchema.nullable().parse(await findView(database, motionsCollection, id));
    },
    async list(query) {
      const { items, total } = await listViews(database, motionsCollection, query, ['electorate', 'ballots']);
      return { items: items.map((item) => motionSummarySchema.parse(item)), total };
    },
    countSince: (field, since) => countSince(database, motionsCollection, field, since),
    async removeAll() {
      await database.collection(motionsCollection).deleteMany({ _id: { $gte: '' } });
    },
  };
}
