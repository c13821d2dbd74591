// The history of contributions: the last evaluation of each head, for the pages that show how a contribution came to be as it is.
import { Schema } from 'mongoose';
import type { ContributionDraft, HistoryItem } from '../evaluation/store.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface EvaluationDoc extends HistoryItem {
  /** `github:openclaw/models#12@HEAD`. */
  readonly _id: string;
  /** The contribution's origin: it stays when its repository is renamed. */
  readonly origin: string;
}

export const evaluationsCollection = defineCollection<EvaluationDoc>({
  name: 'evaluations',
  fields: { _id: String, origin: String, head: String, at: String, verdict: String, findings: Schema.Types.Mixed },
  shown: true,
  indexes: [{ keys: { origin: 1, at: -1 } }],
});

/** So many heads are shown. */
const longest = 50;

/** Keeps what was found of the head, unless something later is kept. */
export async function keepEvaluation(database: Database, { origin, evaluated }: ContributionDraft): Promise<void> {
  if (evaluated === null) return;
  const { head, at, verdict } = evaluated;
  const findings = evaluated.findings.map(({ policy, verdict: own, enforce, summary, override }) => {
    return { policy, verdict: own, enforce, key: summary.key, overridden: override !== null };
  });
  const doc: EvaluationDoc = { _id: `${origin}@${head}`, origin, head, at, verdict, findings };
  const evaluations = database.collection(evaluationsCollection);
  // A later one is there: the upsert finds nothing and runs into the unique `_id`.
  await inserted(evaluations.replaceOne({ _id: doc._id, at: { $lte: at } }, doc, { upsert: true }));
}

/** The evaluations by head, the newest first; at most 50. */
export async function historyOf(database: Database, origin: string): Promise<readonly HistoryItem[]> {
  const found = await database
    .collection(evaluationsCollection)
    .find({ origin }, { sort: { at: -1 }, limit: longest })
    .toArray();
  return found.map(({ head, at, verdict, findings }) => ({ head, at, verdict, findings }));
}
