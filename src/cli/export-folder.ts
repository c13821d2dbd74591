// The folder of an export: made whole beside the one there is, then put in its place. Whatever stops it, the earlier export stays as it was.
import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/result.js';

/** A folder that is being filled. Names are relative, with `/`. */
export interface ExportFolder {
  /** Lays something by, in a file of all that is; answers the place of its first byte. */
  layBy(body: Buffer): number;
  /** So many bytes from a place. */
  read(place: number, length: number): Buffer;
  write(name: string, body: Buffer): Promise<void>;
  /** Puts what was written in the place of the earlier export. */
  publish(): Promise<void>;
  /** Takes away what was written. */
  discard(): Promise<void>;
}

const marker = '.opencharter-export';
const laidBy = '.laid-by';
/** What a folder gets by being looked at. */
const litter: readonly string[] = ['.DS_Store', 'Thumbs.db'];
/** What an export wrote into its folder, one level deep. */
const markSchema = z.object({ format: z.literal(1), entries: z.array(z.string()) });
const missing = z.object({ code: z.literal('ENOENT') });
const noFolder = z.object({ code: z.literal('ENOTDIR') });

/** Null when there is nothing. */
async function reading<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (missing.safeParse(error).success) return null;
    throw error;
  }
}

async function entriesOf(dir: string): Promise<Result<readonly string[] | null, string>> {
  try {
    return ok(await reading(readdir(dir)));
  } catch (error) {
    if (noFolder.safeParse(error).success) return err(`${dir} is not a folder`);
    throw error;
  }
}

/** Whether a folder is there and is ours to be replaced; the error says what else it is. */
async function isThere(dir: string): Promise<Result<boolean, string>> {
  const entries = await entriesOf(dir);
  if (!entries.ok) return entries;
  if (entries.value === null) return ok(false);
  const own = entries.value.filter((name) => !litter.includes(name));
  if (own.length === 0) return ok(true);
  if (!own.includes(marker)) return err(`${dir} is not empty, and holds no earlier export: give an empty folder`);
  const mark = markSchema.safeParse(JSON.parse(await readFile(join(dir, marker), 'utf8')));
  if (!mark.success) return err(`${dir} holds an export of another version: remove it, or give an empty folder`);
  const foreign = own.filter((name) => name !== marker && name !== laidBy && !mark.data.entries.includes(name));
  // What was begun has not said yet what it holds.
  if (foreign.length === 0 || mark.data.entries.length === 0) return ok(true);
  return err(`${dir} holds what no export wrote: ${foreign.join(', ')}; move it away, or give another folder`);
}

function remove(dir: string): Promise<void> {
  return rm(dir, { recursive: true, force: true, maxRetries: 5 });
}

function mark(dir: string, entries: readonly string[]): Promise<void> {
  return writeFile(join(dir, marker), `${JSON.stringify({ format: 1, entries }, null, 2)}\n`);
}

/** Clears what an export left that was killed; where it was just about to end, the earlier one goes back to its place. */
async function recover(dir: string): Promise<Result<null, string>> {
  const old = await isThere(`${dir}.old`);
  if (!old.ok) return old;
  if (old.value && (await reading(readdir(dir))) === null) await rename(`${dir}.old`, dir);
  const begun = await isThere(`${dir}.new`);
  if (!begun.ok) return begun;
  await Promise.all([remove(`${dir}.old`), remove(`${dir}.new`)]);
  return ok(null);
}

async function filling(dir: string): Promise<ExportFolder> {
  const [fresh, old] = [`${dir}.new`, `${dir}.old`];
  const made = new Set<string>();
  await mkdir(fresh);
  await mark(fresh, []);
  // Read and written at once: by way of other threads each of the ten thousands would take ten times as long.
  const laid = openSync(join(fresh, laidBy), 'wx+');
  let end = 0;
  let isOpen = true;
  function close(): void {
    if (isOpen) closeSync(laid);
    isOpen = false;
  }
  return {
    layBy(body) {
      const place = end;
      end += body.length;
      if (writeSync(laid, body, 0, body.length, place) < body.length) throw new Error(`there is no room for ${fresh}`);
      return place;
    },
    read(place, length) {
      const body = Buffer.alloc(length);
      readSync(laid, body, 0, length, place);
      return body;
    },
    async write(name, body) {
      const file = join(fresh, name);
      const folder = dirname(file);
      if (!made.has(folder)) await mkdir(folder, { recursive: true });
      made.add(folder);
      await writeFile(file, body);
    },
    async publish() {
      close();
      await remove(join(fresh, laidBy));
      const entries = (await readdir(fresh)).filter((name) => name !== marker).sort();
      await mark(fresh, entries);
      const earlier = await isThere(dir);
      if (!earlier.ok) throw new Error(earlier.error);
      if (earlier.value) await rename(dir, old);
      try {
        await rename(fresh, dir);
      } catch (error) {
        if (earlier.value) await rename(old, dir);
        throw error;
      }
      await remove(old);
    },
    async discard() {
      close();
      await remove(fresh);
    },
  };
}

/** Begins an export into a folder that is empty, not there yet, or holds an earlier export. The error says why it cannot be there. */
export async function openFolder(path: string): Promise<Result<ExportFolder, string>> {
  const dir = (await reading(realpath(path))) ?? resolve(path);
  if (basename(dir) === '' || dir === process.cwd()) return err(`${dir} cannot be replaced: give a folder below it`);
  const recovered = await recover(dir);
  if (!recovered.ok) return recovered;
  const there = await isThere(dir);
  if (!there.ok) return there;
  await mkdir(dirname(dir), { recursive: true });
  return ok(await filling(dir));
}
