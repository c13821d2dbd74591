// Commits from the oldest to the newest, whatever order they came in. Pure.

interface Link {
  readonly sha: string;
  readonly parents: readonly string[];
}

/** Each after its parents; those of which neither comes from the other stay as they came. */
export function oldestFirst<T extends Link>(commits: readonly T[]): readonly T[] {
  const byId = new Map(commits.map((commit) => [commit.sha, commit]));
  const ordered = new Set<T>();
  const entered = new Set<T>();
  for (const first of commits) {
    // A stack of its own: a chain of commits may be longer than the machine's.
    const stack = [first];
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const before = top.parents.flatMap((id) => byId.get(id) ?? []).filter((one) => !entered.has(one));
      entered.add(top);
      if (before.length > 0) stack.push(...before.reverse());
      else {
        ordered.add(top);
        stack.pop();
      }
    }
  }
  return [...ordered];
}
