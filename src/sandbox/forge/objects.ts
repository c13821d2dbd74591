// Git's object store by hash: the files and folders behind the commits of a repository and its forks.
import { blobSha, treeSha, type Commit, type Files } from './git.js';
import type { Repository } from './state.js';

interface Indexed {
  /** So many commits, in the order in which they came, are in the index. */
  commits: number;
  readonly blobs: Map<string, string>;
  readonly trees: Map<string, Files>;
}

/** By the map of commits, which a repository shares with its forks. */
const indexes = new WeakMap<Repository['commits'], Indexed>();

/** The files below a folder, by their path inside it; `''` is the root. */
export function filesBelow(files: Files, folder: string): Files {
  if (folder === '') return files;
  const prefix = `${folder}/`;
  const inside = [...files].filter(([path]) => path.startsWith(prefix));
  return new Map(inside.map(([path, content]) => [path.slice(prefix.length), content]));
}

/** All folders that files are in, the root apart. */
export function foldersOf(files: Files): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of files.keys()) {
    for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      const folder = path.slice(0, slash);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function add(index: Indexed, { files, tree, parents }: Commit): void {
  index.trees.set(tree, files);
  const before = parents[0]?.files;
  for (const [path, content] of files) if (before?.get(path) !== content) index.blobs.set(blobSha(content), content);
}

function indexOf({ commits }: Repository): Indexed {
  const index = indexes.get(commits) ?? {
    commits: 0,
    blobs: new Map<string, string>(),
    trees: new Map<string, Files>(),
  };
  indexes.set(commits, index);
  if (index.commits < commits.size) {
    for (const commit of [...commits.values()].slice(index.commits)) add(index, commit);
    index.commits = commits.size;
  }
  return index;
}

/** The content with this hash. */
export function blobOf(repository: Repository, sha: string): string | undefined {
  return indexOf(repository).blobs.get(sha);
}

/** The files of the folder with this hash; whole trees are found faster than folders in them. */
export function treeOf(repository: Repository, sha: string): Files | undefined {
  const { trees } = indexOf(repository);
  const whole = trees.get(sha);
  if (whole) return whole;
  for (const files of trees.values()) {
    for (const folder of foldersOf(files)) {
      const inside = filesBelow(files, folder);
      if (treeSha(inside) === sha) return inside;
    }
  }
  return undefined;
}

/** A file or folder as git's trees list it. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: '040000' | '100644';
  readonly type: 'tree' | 'blob';
  readonly sha: string;
  /** Of a file, in bytes. */
  readonly size?: number;
}

/** What is in a folder, by path; with `deep`, in all folders below it too. */
export function entriesOf(files: Files, deep: boolean): readonly TreeEntry[] {
  const folders = [...foldersOf(files)].map((path): TreeEntry => ({
    path,
    mode: '040000',
    type: 'tree',
    sha: treeSha(filesBelow(files, path)),
  }));
  const blobs = [...files].map(([path, content]): TreeEntry => ({
    path,
    mode: '100644',
    type: 'blob',
    sha: blobSha(content),
    size: Buffer.byteLength(content),
  }));
  const all = [...folders, ...blobs].filter(({ path }) => deep || !path.includes('/'));
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The paths of the files and folders in a folder, in order; none when there is no such folder. */
export function namesIn(files: Files, folder: string): readonly string[] {
  const names = [...filesBelow(files, folder).keys()].map((path) => path.split('/')[0] ?? '');
  return [...new Set(names)].sort().map((name) => (folder === '' ? name : `${folder}/${name}`));
}
