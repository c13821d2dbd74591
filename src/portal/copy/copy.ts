// A static copy of the portal: every page is asked for and laid by, then all that were found get names, then each page is written with links to files.
import type { Ask } from './ask.js';
import { canBeCopied, roots, targetOf } from './address.js';
import { fileNames, linkBetween, type Found } from './file-names.js';
import { ownLinks, withLinks, withoutServer } from './html.js';

/** Where the files go. */
export interface CopyFolder {
  /** Lays an answer by under a number, and hands it out once. */
  layBy(number: number, body: Buffer): Promise<void>;
  take(number: number): Promise<Buffer>;
  /** Writes a file; `name` is relative, with `/`. */
  write(name: string, body: Buffer): Promise<void>;
}

export interface CopyProgress {
  readonly part: 'reading' | 'writing';
  readonly done: number;
  /** While reading: as far as is known yet. */
  readonly of: number;
}

export interface CopyOptions {
  readonly ask: Ask;
  /** Of the living portal, without a final slash: where links lead to what is not in the copy. */
  readonly publicUrl: string;
  readonly folder: CopyFolder;
  readonly tell: (progress: CopyProgress) => void;
  /** Throws its reason out of the copy. */
  readonly stop: AbortSignal;
}

/** How much was written. */
export interface Copied {
  readonly files: number;
  readonly bytes: number;
}

interface LaidBy extends Found {
  readonly number: number;
}

/** So many addresses are asked for, or files written, at a time. */
const width = 8;

/** Does a task for each item, so many at a time; after the first failure no more are begun, and it is thrown. */
async function forEachOf<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  let failed = false;
  async function work(): Promise<void> {
    for (const item of left) {
      if (failed) return;
      try {
        await task(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: width }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** Asks for the roots and all that they lead to. What is not there is left out. Throws when the portal fails. */
async function gather({ ask, publicUrl, folder, tell, stop }: CopyOptions): Promise<readonly LaidBy[]> {
  const known = new Set(roots);
  const found: LaidBy[] = [];
  let [wave, done, next] = [[...known], 0, 0];
  async function visit(address: string, discovered: string[]): Promise<void> {
    stop.throwIfAborted();
    const { status, type, body } = await ask(address);
    done += 1;
    if (status === 200) {
      const page = type === 'text/html' ? withoutServer(body.toString()) : null;
      for (const href of page === null ? [] : ownLinks(page)) {
        const target = targetOf(href, address, publicUrl)?.address;
        if (target === undefined || known.has(target) || !canBeCopied(target)) continue;
        known.add(target);
        discovered.push(target);
      }
      const number = next;
      next += 1;
      await folder.layBy(number, page === null ? body : Buffer.from(page));
      found.push({ address, type, number });
    } else if (status >= 500) throw new Error(`the portal answered ${String(status)} at ${address}`);
    tell({ part: 'reading', done, of: known.size });
  }
  while (wave.length > 0) {
    const discovered: string[] = [];
    await forEachOf(wave, (address) => visit(address, discovered));
    wave = discovered;
  }
  return found;
}

/** Where a link of a page leads in the copy; what is not in it is where it lives. Null: where it says. */
function placed(href: string, address: string, publicUrl: string, names: ReadonlyMap<string, string>): string | null {
  if (href.startsWith('#') || URL.canParse(href) || !URL.canParse(href, publicUrl + address)) return null;
  const target = targetOf(href, address, publicUrl);
  const [from, to] = [names.get(address), names.get(target?.address ?? '')];
  return target && from !== undefined && to !== undefined
    ? linkBetween(from, to) + target.fragment
    : new URL(href, publicUrl + address).href;
}

/** Copies the portal. The same state gives the same files. Throws when the portal or the folder fails, and the reason when it is stopped. */
export async function copyPortal(options: CopyOptions): Promise<Copied> {
  const { publicUrl, folder, tell, stop } = options;
  const found = await gather(options);
  const names = fileNames(found);
  let [files, bytes] = [0, 0];
  await forEachOf(found, async ({ address, type, number }) => {
    stop.throwIfAborted();
    const kept = await folder.take(number);
    const body =
      type === 'text/html'
        ? Buffer.from(withLinks(kept.toString(), (href) => placed(href, address, publicUrl, names)))
        : kept;
    await folder.write(names.get(address) ?? '', body);
    files += 1;
    bytes += body.length;
    tell({ part: 'writing', done: files, of: found.length });
  });
  return { files, bytes };
}
