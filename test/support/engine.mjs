// The one embedded engine of a test run: started before the first test, ended after the last; it ends by itself if the run is killed.
import { mkdtemp, rm } from 'node:fs/promises';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let running = null;
const quiet = { info: () => undefined, warn: console.warn, error: console.error };

export async function startEngine() {
  register('./typescript-hooks.mjs', import.meta.url);
  const { startEmbedded } = await import('../../src/storage/embedded/start.ts');
  const folder = await mkdtemp(join(tmpdir(), 'opencharter-test-'));
  const embedded = await startEmbedded(join(folder, 'db'), quiet);
  running = { embedded, folder };
  process.env.OPENCHARTER_TEST_MONGODB = embedded.uri;
  process.env.OPENCHARTER_TEST_DIR = folder;
}

export async function stopEngine() {
  if (running === null) return;
  await running.embedded.stop();
  await rm(running.folder, { recursive: true, force: true });
}
