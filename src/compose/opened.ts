// What was opened so far, to be closed in reverse: by a stop, and by a start that fails half way.
import type { Log } from '../shared/log.js';

export interface Opened {
  /** Opened now. `close` is called once, after those of everything opened later. */
  add(close: () => unknown): void;
  /** Closes everything. What cannot be closed is logged, and holds up nothing else. */
  close(): Promise<void>;
}

export function createOpened(log: Log): Opened {
  const closing: (() => unknown)[] = [];
  return {
    add(close) {
      closing.push(close);
    },
    async close() {
      for (let close = closing.pop(); close; close = closing.pop()) {
        try {
          await close();
        } catch (err) {
          log.error({ err }, 'a part of the app could not be closed');
        }
      }
    },
  };
}
