// opencharter start: reads the settings, runs the app, and ends it in order when asked to.
import { pino } from 'pino';
import { startApp } from './compose/app.js';
import { readConfig } from './config.js';

/** After a signal the process ends within 10 s, done or not: what is not done is taken up at the next start. */
const stopWithinMs = 9000;

/** Runs the app until SIGTERM or SIGINT; the exit code. Settings that are wrong are told on `err`, one line each. */
export async function start(err: (line: string) => void): Promise<number> {
  const config = readConfig();
  if (!config.ok) {
    for (const error of config.error) err(`opencharter: ${error}`);
    return 1;
  }
  const log = pino({ level: config.value.logLevel });
  const signalled = new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
  let app;
  try {
    const tell = process.stderr.isTTY ? err : undefined;
    app = await startApp({ config: config.value, log, ...(tell ? { tell } : {}) });
  } catch (error) {
    err(`opencharter: cannot start: ${error instanceof Error ? error.message : String(error)}`);
    log.debug({ err: error }, 'cannot start');
    return 1;
  }
  log.info({ signal: await signalled }, 'stopping');
  setTimeout(() => {
    log.warn({}, 'work in hand was left for the next start');
    process.exit(0);
  }, stopWithinMs).unref();
  await app.stop();
  return 0;
}
