// Whom to ask: as few people as possible whose approvals together cover what is not approved yet.
import type { Owner } from './tree.js';

/** Compares for sorting: the nearer to the paths first, then by login. */
function byNearness(a: Owner, b: Owner): number {
  return a.distance - b.distance || (a.login < b.login ? -1 : 1);
}

/** Owners, the nearest first. */
export function nearestFirst(owners: Iterable<Owner>): readonly Owner[] {
  return [...owners].sort(byNearness);
}

/**
 * Chooses from each group at least one. Greedy: always whoever is in the most groups that have nobody yet; of these the nearest, then the first by login.
 * So the set is small, though not always the smallest, and the same for the same groups. A group without anybody is left out.
 */
export function suggest(groups: readonly ReadonlyMap<number, Owner>[]): readonly Owner[] {
  const chosen: Owner[] = [];
  let open = groups.filter((group) => group.size > 0);
  while (open.length > 0) {
    const counts = new Map<number, { readonly owner: Owner; readonly groups: number }>();
    for (const owner of open.flatMap((group) => [...group.values()])) {
      const before = counts.get(owner.id);
      const nearer = before && byNearness(before.owner, owner) <= 0 ? before.owner : owner;
      counts.set(owner.id, { owner: nearer, groups: (before?.groups ?? 0) + 1 });
    }
    const [best] = [...counts.values()].sort((a, b) => b.groups - a.groups || byNearness(a.owner, b.owner));
    if (!best) break;
    chosen.push(best.owner);
    open = open.filter((group) => !group.has(best.owner.id));
  }
  return chosen;
}
