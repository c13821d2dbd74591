// What the portal reads of the ledger, written by the application.
import type { Projections } from '../events/store.js';
import type { Database } from './connect.js';
import { motionProjection, motionsCollection } from './motions.js';
import { resolutionProjection } from './resolutions.js';

/** The projections on MongoDB. */
export function createProjections(database: Database): Projections {
  const motions = motionProjection(database);
  const resolutions = resolutionProjection(database);
  return {
    putMotion: (view, seq) => motions.put(view, seq),
    putResolution: (view, seq) => resolutions.put(view, seq),
    async projected() {
      const found = await database
        .collection(motionsCollection)
        .find({ seq: { $gte: 0 } }, { projection: { _id: 1, seq: 1 } })
        .toArray();
      return new Map(found.map(({ _id, seq }) => [_id, seq]));
    },
  };
}
