// opencharter export DIR: the whole portal as a static site.
import { clockTime } from '../mirror/progress.js';
import type { Instant } from '../shared/time.js';
import { openFolder, type ExportFolder } from './export-folder.js';
import type { SyncOutput } from './sync.js';

/** How far it is: while reading, as far as is known yet. */
interface Progress {
  readonly part: 'reading' | 'writing';
  readonly done: number;
  readonly of: number;
}

/** What the command works with. */
export interface ExportSession {
  /** The moment of the copy: when the last thing happened that the portal knows of. */
  readonly asOf: Instant;
  /** Copies the portal into a folder; throws the signal's reason when it is stopped. */
  copy(
    folder: ExportFolder,
    tell: (progress: Progress) => void,
    stop: AbortSignal,
  ): Promise<{ readonly files: number; readonly bytes: number }>;
  /** Whether something was decided since it was opened. */
  hasChanged(): Promise<boolean>;
  close(): Promise<void>;
}

const barEveryMs = 100;
const lineEveryMs = 5000;
const stopped = 130;

/** Tells the progress now and then, and the end of each part. */
function reporter(io: SyncOutput): (progress: Progress) => void {
  let told = performance.now();
  return ({ part, done, of }) => {
    const now = performance.now();
    if (now - told < (io.bar ? barEveryMs : lineEveryMs)) return;
    told = now;
    const text = `${part} ${done.toLocaleString('en')} of ${of.toLocaleString('en')} pages`;
    if (io.bar) io.bar(text);
    else io.out(text);
  };
}

async function copy(session: ExportSession, folder: ExportFolder, io: SyncOutput, stop: AbortSignal): Promise<string> {
  const began = performance.now();
  const { files, bytes } = await session.copy(folder, reporter(io), stop);
  // Hosts that run pages through Jekyll would leave some out.
  await folder.write('.nojekyll', Buffer.alloc(0));
  await folder.publish();
  const size = `${files.toLocaleString('en')} files, ${(bytes / 2 ** 20).toFixed(1)} MiB`;
  return `done: ${size}, as of ${session.asOf}; ${clockTime(performance.now() - began)}`;
}

/** Runs an export. The exit code: 0 when it is in its place, 1 with the reason on an error, 130 when it was stopped; then what was in the folder is still there. */
export async function exportCommand(
  dir: string,
  open: () => Promise<ExportSession>,
  io: SyncOutput,
  stop: AbortSignal,
): Promise<0 | 1 | 130> {
  const folder = await openFolder(dir);
  if (!folder.ok) {
    io.err(`opencharter: ${folder.error}`);
    return 1;
  }
  try {
    const session = await open();
    try {
      const done = await copy(session, folder.value, io, stop);
      io.bar?.('');
      io.out(done);
      if (await session.hasChanged()) io.err('something was decided meanwhile: export again for a copy of one moment');
      return 0;
    } finally {
      await session.close();
    }
  } catch (error) {
    if (!stop.aborted) throw error;
    io.err(`stopped: ${dir} is as it was`);
    return stopped;
  } finally {
    await folder.value.discard();
  }
}
