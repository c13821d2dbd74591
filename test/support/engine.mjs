// The one embedded engine of a test run: started before the first test, ended after the last; it ends by itself if the run is killed.
import { access, constants, mkdtemp, readdir, rm, statfs } from 'node:fs/promises';
import { register } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let running = null;
const quiet = { info: () => undefined, warn: console.warn, error: console.error };

const shared = '/dev/shm';
/** What a run may need, in bytes. */
const room = 8 * 2 ** 30;

/** Where the run keeps its data: in memory where there is room, for every database waits for its disk at every write. */
async function place() {
  try {
    await access(shared, constants.W_OK);
    const { bavail, bsize } = await statfs(shared);
    return bavail * bsize > room ? shared : tmpdir();
  } catch (error) {
    if (error?.code !== 'ENOENT' && error?.code !== 'EACCES') throw error;
    return tmpdir();
  }
}

const prefix = 'opencharter-test-';

function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error?.code === 'EPERM';
  }
}

/** The address with more time to connect than a process is ever held up. */
function patient(uri) {
  const address = new URL(uri);
  address.searchParams.set('serverSelectionTimeoutMS', '60000');
  return address.href;
}

/** Removes what runs left behind that were killed. */
async function tidy(parent) {
  for (const name of await readdir(parent)) {
    const pid = Number(name.startsWith(prefix) ? name.slice(prefix.length).split('-')[0] : Number.NaN);
    if (Number.isInteger(pid) && !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true });
  }
}

export async function startEngine() {
  register('./typescript-hooks.mjs', import.meta.url);
  const { startEmbedded } = await import('../../src/storage/embedded/start.ts');
  const parent = await place();
  await tidy(parent);
  const folder = await mkdtemp(join(parent, `${prefix}${process.pid}-`));
  const embedded = await startEmbedded(join(folder, 'db'), quiet);
  running = { embedded, folder };
  process.env.OPENCHARTER_TEST_MONGODB = patient(embedded.uri);
  process.env.OPENCHARTER_TEST_DIR = folder;
}

export async function stopEngine() {
  if (running === null) return;
  await running.embedded.stop();
  await rm(running.folder, { recursive: true, force: true });
}
