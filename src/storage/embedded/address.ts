// The engine's fixed address: a symbolic link that always leads to the socket of the engine now running on a folder. Its path never
// changes, so drivers find a restarted engine by themselves, and other processes find one that runs already.
import { createHash } from 'node:crypto';
import { lstat, mkdir, readlink, realpath, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** The longest socket path every supported system takes is 103 bytes; the rename's suffix needs some. */
const longestPath = 90;

/** The link's path for an existing folder: beside it, or in a folder of our own below the temporary one when that is too long. */
export async function linkFor(dir: string): Promise<string> {
  const folder = await realpath(dir);
  const beside = `${folder}.sock`;
  if (Buffer.byteLength(beside) <= longestPath) return beside;
  const { uid } = userInfo();
  const own = join(tmpdir(), `opencharter-${uid}`);
  await mkdir(own, { recursive: true, mode: 0o700 });
  const { uid: owner, mode } = await lstat(own);
  if (owner !== uid || (mode & 0o077) !== 0)
    throw new Error(`${own} belongs to somebody else, or others may write to it`);
  return join(own, `${createHash('sha256').update(folder).digest('hex').slice(0, 16)}.sock`);
}

/** The link as a MongoDB address. */
export function uriOf(link: string): string {
  return `mongodb://${encodeURIComponent(link)}/?directConnection=true`;
}

async function targetOf(link: string): Promise<string | null> {
  const entry = await lstat(link).catch(() => null);
  return entry?.isSymbolicLink() === true ? readlink(link) : null;
}

/** Leads the link to another socket, at once for all who follow it, and removes what a killed engine left where it led before. */
export async function pointLink(link: string, socket: string): Promise<void> {
  const before = await targetOf(link);
  if (before === socket) return;
  const draft = `${link}.${process.pid}`;
  await rm(draft, { force: true });
  await symlink(socket, draft);
  await rename(draft, link);
  const left = before === null ? null : dirname(before);
  if (left !== null && basename(left).startsWith('embedded-mongodb-')) await rm(left, { recursive: true, force: true });
}
