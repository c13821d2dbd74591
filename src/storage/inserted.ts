// Insertions in which documents that are there already are no surprise.
import { mongo } from 'mongoose';

const duplicateKey = 11000;

function onlyDuplicates(error: unknown): boolean {
  if (error instanceof mongo.MongoBulkWriteError) {
    const errors = [error.writeErrors].flat();
    // A lost connection gives a bulk error without write errors: what became of the documents is unknown.
    const known = errors.length > 0 && error.result.getWriteConcernError() === undefined;
    return known && errors.every(({ code }) => code === duplicateKey);
  }
  return error instanceof mongo.MongoServerError && error.code === duplicateKey;
}

/**
 * Whether an insertion (or upsert) put in all its documents; false when a key or another unique field of some was taken. Throws what
 * else happened; after a lost connection the documents may have been written.
 */
export async function inserted(insertion: Promise<unknown>): Promise<boolean> {
  try {
    await insertion;
    return true;
  } catch (error) {
    if (onlyDuplicates(error)) return false;
    throw error;
  }
}
