// opencharter sync FORGE:OWNER/REPO: backfills issues, pull requests and comments, with progress; stopped and run again it goes on.
import { setTimeout as sleep } from 'node:timers/promises';
import { clockTime, progressBar, progressText, type Read } from '../mirror/progress.js';
import { syncRepository, type SyncNews, type SyncTools } from '../mirror/sync.js';
import type { ForgeId } from '../shared/refs.js';
import type { CommandOutput } from './check.js';
import { readPlace } from './places.js';

/** What the command works with, opened once its argument is known to be good. */
export interface SyncSession {
  readonly tools: Pick<SyncTools, 'forge' | 'lists' | 'store' | 'see' | 'clock'>;
  isOurs(repo: string): boolean;
  calls(): number;
  close(): Promise<void>;
}

/** Where progress goes. */
export interface SyncOutput extends CommandOutput {
  /** Replaces the last line of a terminal by this one; null where there is no terminal. */
  readonly bar: ((line: string) => void) | null;
}

const lineEveryMs = 5000;
const stopped = 130;

/** Tells the progress of one run. */
function reporter(io: SyncOutput): (news: SyncNews) => void {
  const start = performance.now();
  let [part, began, told, before]: [Read['part'] | null, number, number, number] = [null, start, 0, start];
  return (news) => {
    const now = performance.now();
    if (news.kind === 'waiting') {
      io.err(`waiting ${clockTime(news.ms)}: ${news.why}`);
      return;
    }
    if (news.part !== part) [part, began, told] = [news.part, before, 0];
    before = now;
    if (io.bar) io.bar(progressBar(news, now - began));
    else if (news.left === 0 || now - told >= lineEveryMs) {
      io.out(progressText(news, now - began));
      told = now;
    }
    if (io.bar && news.left === 0) io.out('');
  };
}

/** Waits so many milliseconds, or until it is stopped. */
export async function waitFor(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: stop }).catch((error: unknown) => {
    if (!stop.aborted) throw error;
  });
}

/**
 * Runs a sync. The exit code: 0 when all is read, 1 with the reason on an error, 130 when it was stopped after the page in hand.
 */
export async function syncCommand(
  argument: string,
  open: (forge: ForgeId) => Promise<SyncSession>,
  io: SyncOutput,
  stop: AbortSignal,
): Promise<0 | 1 | 130> {
  const place = readPlace(argument);
  if (!place.ok) {
    io.err(`opencharter: ${place.error}`);
    return 1;
  }
  const { forge, repo } = place.value;
  const began = performance.now();
  const session = await open(forge);
  try {
    if (!session.isOurs(repo)) {
      io.err(`opencharter: ${repo} is not one of the foundation's repositories, by the charter in force`);
      return 1;
    }
    const tools = { ...session.tools, stop, sleep: (ms: number) => waitFor(ms, stop), tell: reporter(io) };
    const end = await syncRepository(tools, repo);
    if (!end.ok) {
      io.err(`opencharter: ${end.error}`);
      return 1;
    }
    const { finished, counts } = end.value;
    const read = `${counts.issues.toLocaleString('en')} issues and pull requests, ${counts.comments.toLocaleString('en')} comments`;
    const cost = `${session.calls().toLocaleString('en')} calls, ${clockTime(performance.now() - began)}`;
    io.out(`${finished ? 'done' : 'stopped'}: ${read}; ${cost}`);
    if (!finished) io.err(`go on with: opencharter sync ${argument}`);
    return finished ? 0 : stopped;
  } finally {
    await session.close();
  }
}
