// Insertions in which documents that are there already are no surprise.
import { mongo } from 'mongoose';

const duplicateKey = 11000;

/** The positions of the documents whose key was taken; null for an error that says anything else. */
function duplicates(error: unknown): readonly number[] | null {
  if (error instanceof mongo.MongoBulkWriteError) {
    const errors = [error.writeErrors].flat();
    // A lost connection gives a bulk error without write errors: what became of the documents is unknown.
    const known = errors.length > 0 && error.result.getWriteConcernError() === undefined;
    return known && errors.every(({ code }) => code === duplicateKey) ? errors.map(({ index }) => index) : null;
  }
  return error instanceof mongo.MongoServerError && error.code === duplicateKey ? [0] : null;
}

/**
 * The positions of the documents that an unordered insertion (or upsert) did not put in, since a key or another unique field of theirs was
 * taken. Throws what else happened; after a lost connection the documents may have been written.
 */
export async function takenIn(insertion: Promise<unknown>): Promise<readonly number[]> {
  try {
    await insertion;
    return [];
  } catch (error) {
    const taken = duplicates(error);
    if (taken === null) throw error;
    return taken;
  }
}

/** Whether an insertion (or upsert) put in all its documents. Throws as `takenIn` does. */
export async function inserted(insertion: Promise<unknown>): Promise<boolean> {
  return (await takenIn(insertion)).length === 0;
}
