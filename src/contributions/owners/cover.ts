// Which changed paths are approved, by whom, and which wait for whom.
import type { Given, Roles } from '../approvals.js';
import type { Account } from '../../shared/refs.js';
import { policyFileOf } from '../floor.js';
import { isOwnersPath, type Owner, type OwnersTree, type PathOwners } from './tree.js';

/** Paths that the same people may approve, under the same nearest OWNERS file. */
export interface Group {
  readonly nearest: string | null;
  /** No OWNERS file names approvers, nor might have, and the paths are not themselves the files that say who decides. */
  readonly unowned: boolean;
  readonly paths: readonly string[];
  /** Without the author, who approves nothing here. */
  readonly approvers: ReadonlyMap<number, Owner>;
  readonly by: readonly Given[];
}

function keyOf({ nearest, approvers, broken }: PathOwners): string {
  return `${nearest ?? ''}\n${String(broken)}\n${[...approvers.keys()].sort((a, b) => a - b).join()}`;
}

/** Whether a path is of a file that says who decides on others: never free, or whoever adds one to free ground would own it, and what lies below. */
function governs(path: string, { forge }: Account): boolean {
  return isOwnersPath(path) || path === policyFileOf(forge);
}

/** The paths in groups, in the order of their first paths. */
export function groupsOf(
  paths: readonly string[],
  tree: OwnersTree,
  author: Account,
  approved: readonly Given[],
): readonly Group[] {
  const keys = new Map<PathOwners, string>();
  const groups = new Map<
    string,
    { readonly owners: PathOwners; readonly unowned: boolean; readonly paths: string[] }
  >();
  for (const path of paths) {
    const owners = tree.of(path);
    const ownersKey = keys.get(owners) ?? keyOf(owners);
    keys.set(owners, ownersKey);
    const unowned = owners.nearest === null && !owners.broken && !governs(path, author);
    const key = `${ownersKey}\n${String(unowned)}`;
    const group = groups.get(key) ?? { owners, unowned, paths: [] };
    group.paths.push(path);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ owners, unowned, paths: own }) => {
    const approvers = new Map([...owners.approvers].filter(([id]) => id !== author.id));
    const by = approved.filter(({ account }) => account.forge === author.forge && approvers.has(account.id));
    return { nearest: owners.nearest, unowned, paths: own, approvers, by };
  });
}

/** Who the OWNERS files make of people in a contribution to these paths. */
export function rolesOf(
  paths: readonly string[],
  tree: OwnersTree,
  author: Account,
): Roles & { readonly reviewers: ReadonlyMap<number, Owner> } {
  const seen = new Set(paths.map((path) => tree.of(path)));
  const approvers = new Set([...seen].flatMap((owners) => [...owners.approvers.keys()]));
  const reviewers = new Map([...seen].flatMap((owners) => [...owners.approvers, ...owners.reviewers]));
  const mine = (account: Account) => account.forge === author.forge;
  return {
    author,
    reviewers,
    isApprover: (account) => mine(account) && approvers.has(account.id),
    isReviewer: (account) => mine(account) && reviewers.has(account.id),
    mayLift: (account) => mine(account) && account.id !== author.id && approvers.has(account.id),
  };
}
