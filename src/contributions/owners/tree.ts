// The OWNERS files of a repository together: who may approve and review which path.
import { words, type Detail } from '../finding.js';
import type { Matcher } from '../patterns/automaton.js';
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

/** A section of an OWNERS file above a path, with the accounts it names. */
interface Part {
  readonly matcher: Matcher | null;
  readonly approvers: readonly Omit<Owner, 'distance'>[];
  readonly reviewers: readonly Omit<Owner, 'distance'>[];
  /** It names approvers or reviewers, with an account or without. */
  readonly names: Readonly<Record<Role, boolean>>;
}

interface Loaded extends Pick<OwnersFile, 'broken' | 'stops'> {
  readonly path: string;
  readonly parts: readonly Part[];
  /** Some parts have a matcher. */
  readonly filtered: boolean;
}

/** An OWNERS file above a path, and its sections that match the path. */
interface Layer extends Loaded {
  readonly distance: number;
}

function collect(layers: readonly Layer[], role: Role) {
  const found = new Map<number, Owner>();
  let nearest: string | null = null;
  for (const { path, parts, stops, distance } of layers) {
    for (const part of parts.filter(({ names }) => names[role])) {
      nearest ??= path;
      for (const { id, login } of part[role]) if (!found.has(id)) found.set(id, { id, login, distance });
    }
    if (stops && nearest !== null) break;
  }
  return { nearest, found };
}

/** Makes the tree of texts by path and of account ids by login in lower case. Files are read when a path first asks for them. */
export function ownersTree(files: ReadonlyMap<string, string>, accounts: ReadonlyMap<string, number>): OwnersTree {
  const aliasesText = files.get(aliasesPath);
  const { aliases, problems: wrongAliases } = readAliases(aliasesPath, aliasesText ?? '');
  const problems: Detail[] = [...wrongAliases];
  const depth = Math.max(0, ...Array.from(files.keys(), (path) => path.split('/').length - 1));
  const loaded = new Map<string, Loaded | null>();
  const above = new Map<string, readonly { readonly from: number; readonly layer: Layer }[]>();
  /** By folder, and by which of the filters above it match. */
  const known = new Map<string, PathOwners>();

  function resolve(path: string, names: readonly Name[], told: Set<string>): Part['approvers'] {
    return names.flatMap((name) =>
      expand(name, aliases).flatMap((login) => {
        const id = accounts.get(login);
        if (id !== undefined) return { id, login };
        if (!told.has(login)) {
          problems.push({ ...words('owners.file.unknown-name', { name: login }), file: path, line: name.line });
        }
        told.add(login);
        return [];
      }),
    );
  }

  function read(path: string, text: string): Loaded {
    const { file, problems: wrong } = readOwners(path, text);
    problems.push(...wrong);
    const told = new Set<string>();
    const parts = file.sections.map(({ matcher, approvers, reviewers }) => ({
      matcher,
      approvers: resolve(path, approvers, told),
      reviewers: resolve(path, reviewers, told),
      names: { approvers: approvers.length > 0, reviewers: reviewers.length > 0 },
    }));
    const filtered = parts.some(({ matcher }) => matcher !== null);
    return { path, broken: file.broken, stops: file.stops, parts, filtered };
  }

  function load(folder: string): Loaded | null {
    const before = loaded.get(folder);
    if (before !== undefined) return before;
    const path = inFolder(folder, ownersName);
    const text = files.get(path);
    const result = text === undefined ? null : read(path, text);
    loaded.set(folder, result);
    return result;
  }

  /** The OWNERS files above a path, the nearest first; `from` is where the path relative to such a file begins. */
  function layersAbove(path: string, own: string) {
    const before = above.get(own);
    if (before) return before;
    const layers = foldersAbove(path, depth).flatMap(({ folder, distance }) => {
      const here = load(folder);
      return here ? { from: folder === '' ? 0 : folder.length + 1, layer: { ...here, distance } } : [];
    });
    above.set(own, layers);
    return layers;
  }

  function of(path: string): PathOwners {
    const own = path.slice(0, path.lastIndexOf('/') + 1);
    const layers = layersAbove(path, own);
    /** Of each layer with filters, which of its parts match. */
    const matching = layers.map(({ from, layer: { filtered, parts } }) => {
      if (!filtered) return null;
      const relative = path.slice(from);
      return parts.map(({ matcher }) => matcher?.matches(relative) ?? true);
    });
    const key = `${own}\n${matching.map((parts) => parts?.map(Number).join('') ?? '').join()}`;
    const before = known.get(key);
    if (before) return before;
    const chosen = layers.map(({ layer }, i) => {
      return { ...layer, parts: layer.parts.filter((_, part) => matching[i]?.[part] ?? true) };
    });
    const approvers = collect(chosen, 'approvers');
    const reviewers = collect(chosen, 'reviewers');
    const broken = aliases === null || layers.some(({ layer }) => layer.broken);
    const owners = { nearest: approvers.nearest, approvers: approvers.found, reviewers: reviewers.found, broken };
    known.set(key, owners);
    return owners;
  }

  return { of, problems: () => problems };
}
