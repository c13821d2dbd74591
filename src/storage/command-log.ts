// Which texts' commands were run: a text's commands run at most once, ever.
import type { CommandLog } from '../events/store.js';
import type { Instant } from '../shared/time.js';
import { defineCollection } from './collection.js';
import type { Database } from './connect.js';
import { inserted } from './inserted.js';

export interface CommandLogDoc {
  /** The text's key. */
  readonly _id: string;
  readonly at: Instant;
}

export const commandLogCollection = defineCollection<CommandLogDoc>({
  name: 'command-log',
  fields: { _id: String, at: String },
  indexes: [],
});

/** The command log on MongoDB. The first time noted stays. */
export function createCommandLog(database: Database): CommandLog {
  return {
    isDone: async (text) => (await database.collection(commandLogCollection).findOne({ _id: text })) !== null,
    async done(text, at) {
      await inserted(database.collection(commandLogCollection).insertOne({ _id: text, at }));
    },
  };
}
