// Starts node where the engine can run: as it is, or through a private newer C library on Debian 12, Ubuntu 22.04 and the like.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Log } from '../../shared/log.js';
import { archiveUri, donorFor, isOlder, loaderNames, neededGlibc, type Donor } from './glibc.js';

const run = promisify(execFile);
const advice = 'Set MONGODB_URI to a MongoDB server instead.';
const sourceFile = /^\/etc\/apt\/sources\.list(\.d\/.*\.(list|sources))?$/;
const report = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) });

/** A program and the arguments that come before the script. */
export type Command = readonly [string, ...string[]];

async function aptSources(): Promise<string> {
  const parts = existsSync('/etc/apt/sources.list.d') ? await readdir('/etc/apt/sources.list.d') : [];
  const files = ['/etc/apt/sources.list', ...parts.sort().map((name) => `/etc/apt/sources.list.d/${name}`)];
  const readable = files.filter((file) => sourceFile.test(file) && existsSync(file));
  return (await Promise.all(readable.map((file) => readFile(file, 'utf8')))).join('\n\n');
}

/** Downloads and unpacks the libraries into `folder`, with apt's lists and caches kept in there too, so that no root is needed. */
async function unpackLibraries(folder: string, uri: string, { suite, keyring }: Donor): Promise<void> {
  const apt = join(folder, 'apt');
  await mkdir(join(apt, 'lists', 'partial'), { recursive: true });
  await mkdir(join(apt, 'cache', 'archives', 'partial'), { recursive: true });
  await mkdir(join(apt, 'parts'));
  await writeFile(join(apt, 'sources.list'), `deb [signed-by=${keyring}] ${uri} ${suite} main\n`);
  const settings = {
    'Dir::Etc::sourcelist': join(apt, 'sources.list'),
    'Dir::Etc::sourceparts': join(apt, 'parts'),
    'Dir::State::lists': join(apt, 'lists'),
    'Dir::Cache': join(apt, 'cache'),
    'Acquire::Languages': 'none',
    'APT::Sandbox::User': '',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const limits = { cwd: apt, timeout: 120_000, maxBuffer: 16 * 1024 * 1024 };
  await run('apt-get', [...options, '-q', 'update'], limits);
  await run('apt-get', [...options, '-q', 'download', 'libc6', 'libstdc++6', 'libgcc-s1'], limits);
  const packages = (await readdir(apt)).filter((name) => name.endsWith('.deb'));
  for (const name of packages) await run('dpkg', ['-x', join(apt, name), join(folder, 'root')], limits);
  await rm(apt, { recursive: true });
}

/** The loader's command in an unpacked folder; null when it is not there. */
function commandIn(folder: string, names: { loader: string; triplet: string }): Command | null {
  const libraries = ['usr/lib', 'lib'].map((path) => join(folder, 'root', path, names.triplet)).filter(existsSync);
  const loader = libraries.map((path) => join(path, names.loader)).find(existsSync);
  return loader === undefined ? null : [loader, '--library-path', libraries.join(':'), process.execPath];
}

/** Makes the folder, or leaves it alone when another process was first: it appears whole or not at all. */
async function prepare(folder: string, uri: string, donor: Donor): Promise<void> {
  await mkdir(join(folder, '..'), { recursive: true });
  const draft = await mkdtemp(`${folder}.`);
  try {
    await unpackLibraries(draft, uri, donor);
    if (!existsSync(folder)) await rename(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * The command that runs node with a C library new enough for the engine. The first time on an older system it fetches one (16 MB) into
 * `cacheDir`. Throws an Error that says to set MONGODB_URI when that can't be done here.
 */
export async function nodeCommand(
  log: Pick<Log, 'info'>,
  cacheDir = join(homedir(), '.cache', 'opencharter'),
): Promise<Command> {
  if (process.platform === 'darwin' && process.arch === 'arm64') return [process.execPath];
  const names = process.platform === 'linux' ? loaderNames(process.arch) : null;
  const glibc = report.parse(process.report.getReport()).header.glibcVersionRuntime;
  if (names === null || glibc === undefined) {
    throw new Error(
      `The embedded database does not run on ${process.platform} ${process.arch} with this C library. ${advice}`,
    );
  }
  if (!isOlder(glibc, neededGlibc)) return [process.execPath];
  const problem = `The embedded database needs glibc ${neededGlibc}; this system has ${glibc}`;
  const source = donorFor(existsSync('/etc/os-release') ? await readFile('/etc/os-release', 'utf8') : '');
  if (source === null) throw new Error(`${problem}, and a newer one is known for Debian and Ubuntu only. ${advice}`);
  const folder = join(cacheDir, `glibc-${source.donor.suite}-${process.arch}`);
  const ready = commandIn(folder, names);
  if (ready !== null) return ready;
  const uri = archiveUri(await aptSources(), source.codename);
  if (uri === null) throw new Error(`${problem}, and apt's sources name no archive to get a newer one from. ${advice}`);
  log.info({ folder }, 'fetching a newer C library for the embedded database, once');
  try {
    await prepare(folder, uri, source.donor);
  } catch (cause) {
    throw new Error(`${problem}, and a newer one could not be fetched. ${advice}`, { cause });
  }
  const command = commandIn(folder, names);
  if (command === null)
    throw new Error(`${problem}, and ${folder} holds none: delete that folder and start again. ${advice}`);
  return command;
}
