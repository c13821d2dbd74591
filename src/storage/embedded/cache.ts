// The engine's cache: more than the 256 MiB it takes by itself, where there is the memory. Indexes that outgrow it are read and written over and over.
import { totalmem } from 'node:os';
import mongoose from 'mongoose';
import type { Log } from '../../shared/log.js';

const mib = 1024 * 1024;
const [leastMiB, mostMiB] = [256, 1024];

/** MiB for the cache where there are so many bytes of memory: a quarter of them, at least what the engine takes anyhow, at most 1 GiB. */
export function cacheMiB(memory: number): number {
  return Math.min(mostMiB, Math.max(leastMiB, Math.floor(memory / 4 / mib)));
}

/** The bytes of memory this process may use: the machine's, or the container's. */
function memoryHere(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

/** Tells a running engine how much it may take. One that won't be told runs with what it has. */
export async function widenCache(uri: string, log: Pick<Log, 'warn'>): Promise<void> {
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    const wiredTigerEngineRuntimeConfig = `cache_size=${String(cacheMiB(memoryHere()))}M`;
    await client.db('admin').command({ setParameter: 1, wiredTigerEngineRuntimeConfig });
  } catch (error) {
    log.warn({ err: error }, 'the embedded database keeps its small cache');
  } finally {
    await client.close();
  }
}
