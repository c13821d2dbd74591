// What becomes of /lgtm, /approve and /hold on a contribution: decided by the OWNERS files above what it changes, as far as they are known.
import { err, ok, type Result } from '../../shared/result.js';
import { decideApproval, record, sameAccount, type ApprovalRefusal } from '../approvals.js';
import { changedPaths } from '../changed-paths.js';
import { knownFacts, type Approval, type Facts, type Missing, type PartName } from '../facts.js';
import { rolesOf } from './cover.js';
import { ownersTree } from './tree.js';

const needed = ['files', 'reviews', 'baseFiles', 'accounts'] as const satisfies readonly PartName[];

export interface Deciding {
  /** The record after the act, or why it is refused. */
  readonly decide: (before: readonly Approval[]) => Result<readonly Approval[], ApprovalRefusal>;
  /** The OWNERS files that name the approvers of what is changed. */
  readonly files: readonly string[];
}

/** Whether the record holds this very act: it was given before, in an attempt that was cut short. */
function holds(before: readonly Approval[], { kind, cancel, account, at }: Approval): boolean {
  return before.some(
    (one) => one.kind === kind && one.cancel === cancel && one.at === at && sameAccount(one.account, account),
  );
}

/** How to decide on an act, or what must be known first. Whoever holds needs no role, so a hold is never kept waiting. */
export function decidingOn(act: Approval, facts: Facts): Result<Deciding, Missing> {
  if (act.kind === 'hold' && !act.cancel) return ok({ decide: (before) => ok(record(before, act)), files: [] });
  for (const part of needed) {
    const read = facts[part];
    if (!read.complete) return err(read.why);
  }
  const { files, reviews, baseFiles, accounts } = knownFacts(facts, needed);
  const paths = changedPaths(files);
  const tree = ownersTree(baseFiles, accounts);
  const roles = rolesOf(paths, tree, facts.pull.author);
  const nearest = new Set(paths.flatMap((path) => tree.of(path).nearest ?? []));
  return ok({
    decide(before) {
      const decided = decideApproval(act, before, reviews, roles);
      return decided.ok || !holds(before, act) ? decided : ok(before);
    },
    files: [...nearest].sort(),
  });
}
