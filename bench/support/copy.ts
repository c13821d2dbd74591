// A second database like the first: what takes long to seed is seeded once.
import { collections } from '../../src/storage/collections.js';
import { ensureIndexes, type Database } from '../../src/storage/connect.js';

/** Puts every document of one database into another one, an empty one, with the indexes of the app. */
export async function copy(from: Database, to: Database): Promise<void> {
  await ensureIndexes(to, collections);
  const db = (database: Database) => database.connection.getClient().db(database.connection.name);
  for (const { name } of collections) {
    const documents = await db(from).collection(name).find().toArray();
    if (documents.length > 0) await db(to).collection(name).insertMany(documents);
  }
}
