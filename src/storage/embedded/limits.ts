// What the engine may take of the machine. Memory: more than the 256 MiB it takes by itself, where there is some, since indexes that outgrow
// its cache are read and written over and over. Open files: few, since it keeps those of dropped collections too and dies at the system's limit.
import { totalmem } from 'node:os';
import mongoose from 'mongoose';
import type { Log } from '../../shared/log.js';

const mib = 1024 * 1024;
const [leastMiB, mostMiB] = [256, 1024];
/** Files over the first 250 are closed when nobody has used them for 10 s; one that is wanted again is opened again. */
const fewFiles = 'file_manager=(close_handle_minimum=250,close_idle_time=10,close_scan_interval=5)';

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
export async function limitEngine(uri: string, log: Pick<Log, 'warn'>): Promise<void> {
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    const wiredTigerEngineRuntimeConfig = `cache_size=${String(cacheMiB(memoryHere()))}M,${fewFiles}`;
    await client.db('admin').command({ setParameter: 1, wiredTigerEngineRuntimeConfig });
  } catch (error) {
    log.warn({ err: error }, 'the embedded database keeps its own limits of memory and files');
  } finally {
    await client.close();
  }
}
