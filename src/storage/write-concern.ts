// What "acknowledged" must ask for, so that a write survives a kill -9 of the server.
import { type mongo } from 'mongoose';
import { z } from 'zod';

/** The two fields of a `hello` answer that tell a cluster (replica set member, router) from a standalone server. */
const hello = z.object({ setName: z.string().optional(), msg: z.string().optional() });

/** A journaled write concern, in the form that commands and the driver's calls take. */
export interface Journaled {
  readonly w: 'majority' | 1;
  readonly j: true;
}

/**
 * The journaled write concern for a server, by its `hello` answer. On a cluster, a majority. On a standalone server `w: 1`: there
 * the engine answers `{ w: 'majority', j: true }` before the journal is on disk, and loses about one write in a hundred when killed.
 */
export function journaledBy(answer: mongo.Document): Journaled {
  const { setName, msg } = hello.parse(answer);
  return { w: setName !== undefined || msg === 'isdbgrid' ? 'majority' : 1, j: true };
}
