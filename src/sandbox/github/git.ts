// Git objects: files, trees and commits with real git hashes, and the difference between two sets of files.
import { createHash } from 'node:crypto';

/** Path to content. */
export type Files = ReadonlyMap<string, string>;

interface GitPerson {
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
  /** The id of the author's account, or null when the e-mail belongs to none. */
  readonly authorId: number | null;
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

/** Makes a commit. `serial` keeps two commits apart that are the same in everything else. */
export function makeCommit(commit: Omit<Commit, 'sha' | 'tree'>, serial: number): Commit {
  const tree = treeSha(commit.files);
  const { name, email, date } = commit.author;
  const stamp = `${name} <${email}> ${String(Date.parse(date) / 1000)} +0000`;
  const lines = [
    `tree ${tree}`,
    ...commit.parents.map((parent) => `parent ${parent.sha}`),
    `author ${stamp}`,
    `committer ${stamp}`,
    `serial ${serial}`,
    '',
    commit.message,
  ];
  return { ...commit, tree, sha: objectHash('commit', Buffer.from(lines.join('\n'))) };
}

/** A commit and all before it, nearest first. */
function history(commit: Commit): readonly Commit[] {
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

export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  readonly patch: string;
}

function lines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Where a hunk begins, counted from 1, and how long it is; an empty one names the line before it. */
function range(start: number, length: number): string {
  return `${length === 0 ? start : start + 1},${length}`;
}

function change(path: string, status: FileChange['status'], before: string, after: string): FileChange {
  const [old, now] = [lines(before), lines(after)];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - start && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const removed = old.slice(start, old.length - tail);
  const added = now.slice(start, now.length - tail);
  const hunk = [`@@ -${range(start, removed.length)} +${range(start, added.length)} @@`];
  const patch = [...hunk, ...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)].join('\n');
  const sha = blobSha(status === 'removed' ? before : after);
  return { path, status, sha, additions: added.length, deletions: removed.length, patch };
}

/** What has changed from one set of files to another, by path. */
export function difference(before: Files, after: Files): readonly FileChange[] {
  const changes: FileChange[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(path), after.get(path)];
    if (old === now) continue;
    const status = old === undefined ? 'added' : now === undefined ? 'removed' : 'modified';
    changes.push(change(path, status, old ?? '', now ?? ''));
  }
  return changes;
}
