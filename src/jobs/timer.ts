// Repeats a job: the next run begins a while after the last one ended; a failure is logged and the job goes on.
import type { Log } from '../shared/log.js';

export interface Timer {
  /** Returns when the run in hand is over; none begins after that. */
  stop(): Promise<void>;
}

/** Runs the job now and then every `everyMs` of real time. */
export function repeat(name: string, everyMs: number, log: Log, job: () => Promise<unknown>): Timer {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    try {
      await job();
    } catch (err) {
      log.error({ err, job: name }, 'a job failed; it runs again');
    }
    if (!stopped) timer = setTimeout(start, everyMs);
  }
  function start(): void {
    running = run();
  }

  start();
  return {
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
