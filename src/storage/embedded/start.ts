// The embedded MongoDB engine as a service: started or joined, kept running, at an address that never changes.
import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../shared/log.js';
import { linkFor, pointLink, uriOf } from './address.js';
import { joinEngine, spawnEngine, type Engine } from './engine.js';
import { limitEngine } from './limits.js';
import { nodeCommand, type Command } from './loader.js';

/** A running embedded database. */
export interface Embedded {
  /** Good for as long as this service runs, over restarts of the engine. */
  readonly uri: string;
  /** The process id of the engine when this process runs it now; null when another does. */
  pid(): number | null;
  /** Whether an engine runs now. */
  running(): boolean;
  /** Ends the engine if it is ours; nothing acknowledged is lost. */
  stop(): Promise<void>;
}

/** A killed engine keeps its folder locked for a moment, an ending one until it has written everything. */
const inUseLimitMs = 10_000;
const retryMs = 200;

/** The engine on a folder: the one that runs, else a new one. Throws when there is neither within 10 s. */
async function openEngine(command: Command, dir: string, link: string, log: Log): Promise<Engine> {
  const deadline = performance.now() + inUseLimitMs;
  for (;;) {
    const running = await joinEngine(link);
    if (running !== null) return running;
    const started = await spawnEngine(command, dir);
    if (started.ok) {
      await pointLink(link, started.value.socket);
      await limitEngine(uriOf(link), log);
      return started.value;
    }
    if (started.error.kind === 'failed') throw new Error(`The embedded database did not start: ${started.error.text}`);
    if (performance.now() > deadline) {
      throw new Error(`The embedded database's folder ${dir} is in use by a process that can't be reached from here`);
    }
    await pause(retryMs);
  }
}

/**
 * Serves the folder's database to this process until `stop`: joins the engine another process runs on it, or starts one, and does so
 * again whenever the engine has gone. Throws an Error for people when the engine can't run here or its folder is taken.
 */
export async function startEmbedded(dir: string, log: Log): Promise<Embedded> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const link = await linkFor(dir);
  const command = await nodeCommand(log);
  const stopping = new AbortController();
  let engine = await openEngine(command, dir, link, log);
  let running = true;
  log.info(
    { folder: dir, pid: engine.pid },
    engine.pid === null ? 'joined the embedded database of another process' : 'started the embedded database',
  );

  function stopped(): boolean {
    return stopping.signal.aborted;
  }

  async function reopen(): Promise<void> {
    try {
      engine = await openEngine(command, dir, link, log);
      running = true;
      log.info({ folder: dir, pid: engine.pid }, 'the embedded database is back');
    } catch (error) {
      log.error({ err: error }, 'the embedded database could not be restarted yet');
      await pause(1000);
    }
  }

  async function keepRunning(): Promise<void> {
    for (;;) {
      const ending = await engine.gone;
      running = false;
      if (stopped()) return;
      log.warn({ pid: engine.pid, ending }, 'the embedded database has ended; restarting it');
      await reopen();
      if (stopped()) await engine.stop();
    }
  }

  const kept = keepRunning();
  return {
    uri: uriOf(link),
    pid: () => engine.pid,
    running: () => running,
    async stop() {
      stopping.abort();
      await engine.stop();
      await kept;
    },
  };
}
