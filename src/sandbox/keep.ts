// Keeps what changes: one write in flight, and the next takes everything that came meanwhile.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../shared/log.js';
import type { Keeper } from './forge/keeper.js';

export interface KeepOptions {
  /** Writes everything as it is now, durably. Called between changes, never in the middle of one. */
  readonly write: () => Promise<void>;
  readonly log: Log;
}

export interface RunningKeeper extends Keeper {
  /** Begins to keep; until then nothing is, and nobody waits. */
  start(): void;
  /** Gives up: nothing is written any more, and who waits for it waits in vain. */
  abandon(): void;
}

/** After a write that failed, so many milliseconds until the next. */
const pauseMs = 500;

/** A failing write is repeated until it succeeds: what cannot be kept must not be told. */
export function createKeeper({ write, log }: KeepOptions): RunningKeeper {
  let state: 'off' | 'on' | 'abandoned' = 'off';
  let changes = 0;
  let written = 0;
  let writing: Promise<void> | null = null;

  async function writeAll(): Promise<void> {
    while (written < changes && state === 'on') {
      // The change that asked for it is finished first.
      await Promise.resolve();
      const upTo = changes;
      try {
        await write();
        written = upTo;
      } catch (err) {
        log.error({ err }, "the sandbox's world could not be kept; trying again");
        await sleep(pauseMs);
      }
    }
    writing = null;
  }

  async function durable(): Promise<void> {
    if (state === 'off') return;
    const upTo = changes;
    while (written < upTo) {
      if (state === 'abandoned') await new Promise(() => undefined);
      writing ??= writeAll();
      await writing;
    }
  }

  return {
    changed() {
      changes += 1;
      if (state === 'on') writing ??= writeAll();
    },
    durable,
    start() {
      state = 'on';
    },
    abandon() {
      state = 'abandoned';
    },
  };
}
