// The paths that a contribution changes: of a renamed file both its names.
import type { ChangedFile } from './facts.js';

/** The names under which one file is changed, the new one first. A copy leaves its source as it was. */
export function namesOf(file: ChangedFile): readonly string[] {
  const { path, previousPath, status } = file;
  return previousPath === null || previousPath === path || status === 'copied' ? [path] : [path, previousPath];
}

/** All of them, each once, in the order of their characters. */
export function changedPaths(files: readonly ChangedFile[]): readonly string[] {
  return [...new Set(files.flatMap(namesOf))].sort();
}
