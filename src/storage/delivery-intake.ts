// Storing deliveries: a whole batch with one journaled insert.
import { mongo } from 'mongoose';
import { z } from 'zod';
import type { ReceivedDelivery } from '../inbox/delivery.js';
import { commitTimeoutMs, type Acceptance, type DeliveryIntake } from '../inbox/store.js';
import type { Database } from './connect.js';
import { split, writeParts } from './delivery-bodies.js';
import { deliveriesCollection, type DeliveryDoc } from './delivery-document.js';

const duplicateKey = 11000;

const insertAnswer = z.object({
  n: z.number(),
  writeErrors: z.array(z.object({ index: z.number(), code: z.number() })).default([]),
  writeConcernError: z.unknown().optional(),
});

/** The intake's part of the delivery store; `now` is the machine's clock in ms since 1970. */
export function createDeliveryIntake(database: Database, now: () => number): DeliveryIntake {
  function db(): mongo.Db {
    return database.connection.getClient().db(database.connection.name);
  }

  async function documentOf(delivery: ReceivedDelivery): Promise<DeliveryDoc> {
    const { id, forge, event, lane, receivedAt, order, body } = delivery;
    const hash = new mongo.Binary(body.hash);
    const pieces = split(body.compressed);
    if (pieces.length > 1) await writeParts(database, { forge, hash, receivedAt }, pieces);
    return {
      _id: `${forge}:${id}`,
      forge,
      event,
      lane,
      receivedAt,
      order,
      state: 'pending',
      attempts: 0,
      dueAt: now(),
      error: null,
      hash,
      body: new mongo.Binary(pieces[0] ?? Buffer.alloc(0)),
      parts: pieces.length,
    };
  }

  /** Why documents were refused as there already: by their id, or by their body alone. */
  async function judge(refused: readonly DeliveryDoc[]): Promise<Acceptance[]> {
    if (refused.length === 0) return [];
    const [ids, hashes] = [refused.map(({ _id }) => _id), refused.map(({ hash }) => hash)];
    const known = await database
      .collection(deliveriesCollection)
      .find({ $or: [{ _id: { $in: ids } }, { hash: { $in: hashes } }] }, { projection: { hash: 1, forge: 1 } })
      .toArray();
    const hashOfId = new Map(known.map(({ _id, hash }) => [_id, hash.toString('hex')]));
    const bodies = new Set(known.map(({ forge, hash }) => `${forge} ${hash.toString('hex')}`));
    return refused.map(({ _id, forge, hash }) => {
      const theirs = hashOfId.get(_id);
      if (theirs !== undefined) return theirs === hash.toString('hex') ? 'duplicate' : 'conflict';
      return bodies.has(`${forge} ${hash.toString('hex')}`) ? 'duplicate' : 'unavailable';
    });
  }

  async function insert(batch: readonly ReceivedDelivery[]): Promise<readonly Acceptance[]> {
    const documents = await Promise.all(batch.map(documentOf));
    const command = { insert: deliveriesCollection.name, documents, ordered: false, writeConcern: database.journaled };
    const answer = insertAnswer.parse(await db().command(command, { timeoutMS: commitTimeoutMs }));
    const accounted = answer.n + answer.writeErrors.length === batch.length && answer.writeConcernError === undefined;
    if (!accounted) return batch.map(() => 'unavailable');
    const acceptances = batch.map((): Acceptance => 'stored');
    for (const { index } of answer.writeErrors) acceptances[index] = 'unavailable';
    const known = answer.writeErrors.filter(({ code }) => code === duplicateKey).map(({ index }) => index);
    const judged = await judge(documents.filter((_, i) => known.includes(i)));
    for (const [i, index] of known.entries()) acceptances[index] = judged[i] ?? 'unavailable';
    return acceptances;
  }

  return { insert };
}
