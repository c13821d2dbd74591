// A static copy of the portal: every page is asked for and laid by, then all that were found get names, then each page is written with links to files.
import type { Ask } from './ask.js';
import { canBeCopied, roots, targetsIn, type Target } from './address.js';
import { fileNames, linkBetween, type Found } from './file-names.js';
import { ownLinks, withLinks, withoutServer } from './html.js';

/** Where the files go. */
export interface CopyFolder {
  /** Lays an answer by; answers where its first byte is. */
  layBy(body: Buffer): number;
  /** So many bytes from a place. */
  read(place: number, length: number): Buffer;
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
  /** How long the ledger is. */
  readonly entries: number;
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

type Targets = (href: string, from: string) => Target | null;

interface LaidBy extends Found {
  readonly place: number;
  readonly length: number;
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
async function gather({ ask, folder, tell, stop }: CopyOptions, targets: Targets): Promise<readonly LaidBy[]> {
  const known = new Set(roots);
  const found: LaidBy[] = [];
  let [wave, done] = [[...known], 0];
  async function visit(address: string, discovered: string[]): Promise<void> {
    stop.throwIfAborted();
    const { status, type, body } = await ask(address);
    done += 1;
    if (status === 200) {
      const page = type === 'text/html' ? withoutServer(body.toString()) : null;
      for (const href of page === null ? [] : ownLinks(page)) {
        const target = targets(href, address)?.address;
        if (target === undefined || known.has(target) || !canBeCopied(target)) continue;
        known.add(target);
        discovered.push(target);
      }
      const kept = page === null ? body : Buffer.from(page);
      found.push({ address, type, place: folder.layBy(kept), length: kept.length });
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

/** Makes the links of a page; null for one that stays as it is. What is not in the copy is where it lives. */
function linker(publicUrl: string, targets: Targets, names: ReadonlyMap<string, string>) {
  return (address: string) => {
    const from = names.get(address) ?? '';
    return (href: string): string | null => {
      const target = href.startsWith('#') ? null : targets(href, address);
      const to = target && names.get(target.address);
      if (target && to !== null && to !== undefined) return linkBetween(from, to) + target.fragment;
      const stays = href.startsWith('#') || URL.canParse(href) || !URL.canParse(href, publicUrl + address);
      return stays ? null : new URL(href, publicUrl + address).href;
    };
  };
}

/** Copies the portal. The same state gives the same files. Throws when the portal or the folder fails, and the reason when it is stopped. */
export async function copyPortal(options: CopyOptions): Promise<Copied> {
  const { publicUrl, entries, folder, tell, stop } = options;
  const targets = targetsIn(publicUrl, entries);
  const found = await gather(options, targets);
  const names = fileNames(found);
  const linksOf = linker(publicUrl, targets, names);
  let [files, bytes] = [0, 0];
  await forEachOf(found, async ({ address, type, place, length }) => {
    stop.throwIfAborted();
    const kept = folder.read(place, length);
    const body = type === 'text/html' ? Buffer.from(withLinks(kept.toString(), linksOf(address))) : kept;
    await folder.write(names.get(address) ?? '', body);
    files += 1;
    bytes += body.length;
    tell({ part: 'writing', done: files, of: found.length });
  });
  return { files, bytes };
}
