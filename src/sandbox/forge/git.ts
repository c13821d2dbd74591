// Git objects: files, trees and commits with real git hashes, and how two commits are related.
import { createHash } from 'node:crypto';

/** Path to content. */
export type Files = ReadonlyMap<string, string>;

/** Who wrote or recorded a commit: name and e-mail are what that person typed. */
export interface GitPerson {
  readonly name: string;
  readonly email: string;
  /** `2026-03-01T09:12:00Z` */
  readonly date: string;
}

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly Commit[];
  readonly message: string;
  readonly author: GitPerson;
  readonly committer: GitPerson;
  /** The id of the author's account, or null when the e-mail belongs to none. */
  readonly authorId: number | null;
  readonly committerId: number | null;
  /** It bears a signature that GitHub has checked. */
  readonly verified: boolean;
  readonly files: Files;
}

function objectHash(kind: string, content: Buffer): string {
  return createHash('sha1').update(`${kind} ${content.length}\0`).update(content).digest('hex');
}

/** The hash of a file's content. */
export function blobSha(content: string): string {
  return objectHash('blob', Buffer.from(content));
}

/** The hash of a folder with all that is in it: the same files always have the same tree. */
export function treeSha(files: Files): string {
  const entries = new Map<string, { mode: string; sha: string }>();
  const folders = new Map<string, Map<string, string>>();
  for (const [path, content] of files) {
    const slash = path.indexOf('/');
    if (slash < 0) entries.set(path, { mode: '100644', sha: blobSha(content) });
    else {
      const folder = folders.get(path.slice(0, slash)) ?? new Map<string, string>();
      folders.set(path.slice(0, slash), folder.set(path.slice(slash + 1), content));
    }
  }
  for (const [name, inner] of folders) entries.set(name, { mode: '40000', sha: treeSha(inner) });
  const sorted = [...entries].sort(([a], [b]) => Buffer.compare(sortKey(a, folders), sortKey(b, folders)));
  const parts = sorted.map(([name, { mode, sha }]) =>
    Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(sha, 'hex')]),
  );
  return objectHash('tree', Buffer.concat(parts));
}

function sortKey(name: string, folders: ReadonlyMap<string, unknown>): Buffer {
  return Buffer.from(folders.has(name) ? `${name}/` : name);
}

function stamp({ name, email, date }: GitPerson): string {
  return `${name} <${email}> ${String(Date.parse(date) / 1000)} +0000`;
}

/** Makes a commit. `serial` keeps two commits apart that are the same in everything else. */
export function makeCommit(commit: Omit<Commit, 'sha' | 'tree'>, serial: number): Commit {
  const tree = treeSha(commit.files);
  const lines = [
    `tree ${tree}`,
    ...commit.parents.map((parent) => `parent ${parent.sha}`),
    `author ${stamp(commit.author)}`,
    `committer ${stamp(commit.committer)}`,
    `serial ${serial}`,
    '',
    commit.message,
  ];
  return { ...commit, tree, sha: objectHash('commit', Buffer.from(lines.join('\n'))) };
}

/** A commit and all before it, nearest first. */
export function history(commit: Commit): readonly Commit[] {
  const seen = new Set<Commit>([commit]);
  for (const one of seen) for (const parent of one.parents) seen.add(parent);
  return [...seen];
}

/** The commits of `head` that are not in `base`, oldest first, and the commit where the two parted. */
export function apart(base: Commit, head: Commit): { commits: readonly Commit[]; forkPoint: Commit | undefined } {
  const common = new Set(history(base));
  const ours = history(head);
  return {
    commits: ours.filter((commit) => !common.has(commit)).reverse(),
    forkPoint: ours.find((commit) => common.has(commit)),
  };
}

/** Whether everything in `earlier` is in `later` too. */
export function contains(later: Commit, earlier: Commit): boolean {
  return history(later).includes(earlier);
}

/** The changes from one set of files to another, made to a third: what a merge does, without conflicts. */
export function carriedOver(from: Files, to: Files, onto: Files): Files {
  const merged = new Map(onto);
  for (const path of from.keys()) if (!to.has(path)) merged.delete(path);
  for (const [path, content] of to) if (from.get(path) !== content) merged.set(path, content);
  return merged;
}
