// The OWNERS files of a repository together: who may approve and review which path.
import { words, type Detail } from '../finding.js';
import { readAliases, type Aliases } from './aliases.js';
import { readOwners, type Name, type OwnersFile } from './read.js';

export const ownersName = 'OWNERS';
export const aliasesPath = 'OWNERS_ALIASES';

/** Somebody whom an OWNERS file names, by account id. `distance`: so many folders above the path. */
export interface Owner {
  readonly id: number;
  readonly login: string;
  readonly distance: number;
}

/** Of one path: everybody whom the OWNERS files from its folder up to the root name, by account id. */
export interface PathOwners {
  /** The nearest OWNERS file that names approvers of the path; null when none does. */
  readonly nearest: string | null;
  readonly approvers: ReadonlyMap<number, Owner>;
  readonly reviewers: ReadonlyMap<number, Owner>;
  /** Something in these files could not be read, and might have named somebody. */
  readonly broken: boolean;
}

export interface OwnersTree {
  of(path: string): PathOwners;
  /** What is wrong with the files that decided so far. */
  problems(): readonly Detail[];
}

interface Loaded {
  readonly path: string;
  readonly file: OwnersFile;
}

type Role = 'approvers' | 'reviewers';

/** A folder above a path: `''` is the root. `distance`: so many folders above the path's own. */
interface Above {
  readonly folder: string;
  readonly distance: number;
}

/** The folders above a path, the nearest first, down to `depth` levels below the root only. */
function foldersAbove(path: string, depth = Number.MAX_SAFE_INTEGER): readonly Above[] {
  const parts = path.split('/').slice(0, -1);
  const deepest = Math.min(parts.length, depth);
  return Array.from({ length: deepest + 1 }, (_, up) => ({
    folder: parts.slice(0, deepest - up).join('/'),
    distance: parts.length - deepest + up,
  }));
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The files of the base that can have a say in these paths, present or not. */
export function ownersPaths(paths: readonly string[]): readonly string[] {
  const folders = new Set(paths.flatMap((path) => foldersAbove(path)).map(({ folder }) => folder));
  return [...[...folders].map((folder) => inFolder(folder, ownersName)).sort(), aliasesPath];
}

/** Whether a path is one of an OWNERS file or of the aliases. */
export function isOwnersPath(path: string): boolean {
  return path === aliasesPath || path === ownersName || path.endsWith(`/${ownersName}`);
}

function expand({ name }: Name, aliases: Aliases | null): readonly string[] {
  return aliases === null ? [] : (aliases.get(name) ?? [name]);
}

/** Every login that these files name, in lower case: what `accounts` of the facts must tell of. */
export function namedLogins(files: ReadonlyMap<string, string>): readonly string[] {
  const { aliases } = readAliases(aliasesPath, files.get(aliasesPath) ?? '');
  const owners = [...files].filter(([path]) => isOwnersPath(path) && path !== aliasesPath);
  const sections = owners.flatMap(([path, text]) => readOwners(path, text).file.sections);
  const names = sections.flatMap(({ approvers, reviewers }) => [...approvers, ...reviewers]);
  return [...new Set(names.flatMap((name) => expand(name, aliases)))].sort();
}

/** Makes the tree of texts by path and of account ids by login in lower case. Files are read when a path first asks for them. */
export function ownersTree(files: ReadonlyMap<string, string>, accounts: ReadonlyMap<string, number>): OwnersTree {
  const aliasesText = files.get(aliasesPath);
  const { aliases, problems: wrongAliases } = readAliases(aliasesPath, aliasesText ?? '');
  const problems: Detail[] = [...wrongAliases];
  const depth = Math.max(0, ...[...files.keys()].map((path) => path.split('/').length - 1));
  const loaded = new Map<string, Loaded | null>();
  /** By folder; by path below a folder with filters. */
  const known = new Map<string, PathOwners>();

  function tellUnknown(path: string, file: OwnersFile): void {
    const told = new Set<string>();
    for (const name of file.sections.flatMap(({ approvers, reviewers }) => [...approvers, ...reviewers])) {
      for (const login of expand(name, aliases)) {
        if (accounts.has(login) || told.has(login)) continue;
        told.add(login);
        problems.push({ ...words('owners.file.unknown-name', { name: login }), file: path, line: name.line });
      }
    }
  }

  function load(folder: string): Loaded | null {
    const before = loaded.get(folder);
    if (before !== undefined) return before;
    const path = inFolder(folder, ownersName);
    const text = files.get(path);
    const read = text === undefined ? null : readOwners(path, text);
    const result = read && { path, file: read.file };
    loaded.set(folder, result);
    if (read) {
      problems.push(...read.problems);
      tellUnknown(path, read.file);
    }
    return result;
  }

  function walk(path: string, folders: readonly Above[], role: Role) {
    const found = new Map<number, Owner>();
    let nearest: string | null = null;
    for (const { folder, distance } of folders) {
      const here = load(folder);
      if (!here) continue;
      const relative = folder === '' ? path : path.slice(folder.length + 1);
      for (const section of here.file.sections) {
        if (section[role].length === 0 || section.matcher?.matches(relative) === false) continue;
        nearest ??= here.path;
        for (const login of section[role].flatMap((name) => expand(name, aliases))) {
          const id = accounts.get(login);
          if (id !== undefined && !found.has(id)) found.set(id, { id, login, distance });
        }
      }
      if (here.file.stops && nearest !== null) break;
    }
    return { nearest, found };
  }

  function of(path: string): PathOwners {
    const folders = foldersAbove(path, depth);
    const own = path.slice(0, path.lastIndexOf('/') + 1);
    const before = known.get(own) ?? known.get(path);
    if (before) return before;
    const approvers = walk(path, folders, 'approvers');
    const reviewers = walk(path, folders, 'reviewers');
    const above = folders.flatMap(({ folder }) => load(folder)?.file ?? []);
    const broken = aliases === null || above.some((file) => file.broken);
    const owners = { nearest: approvers.nearest, approvers: approvers.found, reviewers: reviewers.found, broken };
    const filtered = above.some(({ sections }) => sections.some(({ matcher }) => matcher !== null));
    known.set(filtered ? path : own, owners);
    return owners;
  }

  return { of, problems: () => problems };
}
