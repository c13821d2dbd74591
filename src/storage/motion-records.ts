// What the stored motions say of people: which they could vote in, which they voted in, and everybody's ballots of a year.
import { motionViewSchema, type MotionView } from '../motions/view.js';
import type { ListPage } from '../shared/page.js';
import type { Instant } from '../shared/time.js';
import type { Database } from './connect.js';
import { motionsCollection } from './motions.js';
import { listViews } from './projection.js';

/** Of the motions opened so far: in how many a person could vote (recusals are left out), and in how many they did. */
export interface Participation {
  readonly electorate: number;
  readonly ballots: number;
}

export interface MotionRecords {
  /** By person id, for each person asked for. */
  participation(people: readonly string[]): Promise<ReadonlyMap<string, Participation>>;
  /** The motions in which a person could vote, whole, newest first. */
  ofPerson(person: string, part: { page: number; perPage: number }): Promise<ListPage<MotionView>>;
  /** The motions proposed at `time` or later, whole, oldest first; one at a time. */
  since(time: Instant): AsyncIterable<MotionView>;
}

export function motionRecords(database: Database): MotionRecords {
  function count(term: string): Promise<number> {
    return database.collection(motionsCollection).countDocuments({ terms: term });
  }
  return {
    async participation(people) {
      const counted = people.map(async (person) => {
        const [electorate, ballots] = await Promise.all([count(`elector=${person}`), count(`voter=${person}`)]);
        return [person, { electorate, ballots }] as const;
      });
      return new Map(await Promise.all(counted));
    },
    async ofPerson(person, { page, perPage }) {
      const query = { filter: { elector: person }, page, perPage };
      const { items, total } = await listViews(database, motionsCollection, query);
      return { items: items.map((item) => motionViewSchema.parse(item)), total };
    },
    async *since(time) {
      const found = database
        .collection(motionsCollection)
        .find({ order: { $gte: time } }, { projection: { view: 1 }, sort: { order: 1 }, batchSize: 100 });
      for await (const { view } of found) yield motionViewSchema.parse(view);
    },
  };
}
