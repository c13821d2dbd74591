// The difference between two sets of files, as GitHub tells it: by path, with exact renames and a patch of the lines.
import { blobSha, type Files } from './git.js';

export interface FileChange {
  readonly path: string;
  /** The old path of a renamed file. */
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** Null of a binary file, and where no line has changed. */
  readonly patch: string | null;
}

function lines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Where a hunk begins, counted from 1, and how long it is; an empty one names the line before it. */
function range(start: number, length: number): string {
  return `${length === 0 ? start : start + 1},${length}`;
}

/** Git takes a file with a null byte for binary. */
export function isBinary(content: string): boolean {
  return content.includes('\0');
}

interface Change {
  readonly path: string;
  readonly status: FileChange['status'];
  readonly before: string;
  readonly after: string;
  readonly previousPath?: string;
}

function described({ path, status, before, after, previousPath }: Change): FileChange {
  const sha = blobSha(status === 'removed' ? before : after);
  const file = { path, previousPath: previousPath ?? null, status, sha };
  if (before === after || isBinary(before + after)) return { ...file, additions: 0, deletions: 0, patch: null };
  const [old, now] = [lines(before), lines(after)];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - start && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const removed = old.slice(start, old.length - tail);
  const added = now.slice(start, now.length - tail);
  const hunk = [`@@ -${range(start, removed.length)} +${range(start, added.length)} @@`];
  const patch = [...hunk, ...removed.map((line) => `-${line}`), ...added.map((line) => `+${line}`)].join('\n');
  return { ...file, additions: added.length, deletions: removed.length, patch };
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** New path to old path of the files that only moved; of several that could be the old one, one with the same name goes first. */
function renames(before: Files, after: Files): ReadonlyMap<string, string> {
  const gone = new Map<string, string[]>();
  for (const [path, content] of before) {
    if (!after.has(path)) gone.set(content, [...(gone.get(content) ?? []), path]);
  }
  const found = new Map<string, string>();
  for (const [path, content] of after) {
    const candidates = before.has(path) ? undefined : gone.get(content);
    if (!candidates) continue;
    const [old] = candidates.splice(
      Math.max(
        0,
        candidates.findIndex((one) => fileName(one) === fileName(path)),
      ),
      1,
    );
    if (old !== undefined) found.set(path, old);
  }
  return found;
}

/** What has changed from one set of files to another, by path. */
export function difference(before: Files, after: Files): readonly FileChange[] {
  const moved = renames(before, after);
  const left = new Set(moved.values());
  const changes: FileChange[] = [];
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now, previousPath] = [before.get(path), after.get(path), moved.get(path)];
    if (old === now || left.has(path)) continue;
    if (previousPath !== undefined && now !== undefined) {
      changes.push(described({ path, status: 'renamed', before: now, after: now, previousPath }));
      continue;
    }
    const status = old === undefined ? 'added' : now === undefined ? 'removed' : 'modified';
    changes.push(described({ path, status, before: old ?? '', after: now ?? '' }));
  }
  return changes;
}
