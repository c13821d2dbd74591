// Decides on `/override POLICY REASON`: a finding that stands, and for one head does not block (contract, section 2).
import { speakerOf, type AdoptedCharter } from '../charter/adopted.js';
import { electorateOn } from '../charter/electorate.js';
import type { Draft } from '../ledger/envelope.js';
import type { Account } from '../shared/refs.js';
import { err, ok, type Result } from '../shared/result.js';
import { dayOf, type Instant } from '../shared/time.js';
import { sameAccount } from './approvals.js';
import type { ContributionEntry } from './entries.js';
import type { Verdict } from './finding.js';
import type { ContributionRefusal } from './refusal.js';

/** What somebody wants to let stand. */
export interface OverrideRequest {
  /** The command's key. */
  readonly key: string;
  readonly policy: string;
  readonly author: Account;
  /** The time of receipt: seats are those of its day. */
  readonly at: Instant;
  /** A commitment. */
  readonly reason: string;
}

/** What is known of the contribution and of the policy in it. */
export interface OverrideCase {
  /** Its key in the ledger. */
  readonly contribution: string;
  readonly author: Account;
  readonly head: string;
  /** What the policy finds at this head. */
  readonly verdict: Verdict;
  /** The bodies whose members may override it. */
  readonly bodies: readonly string[];
}

/** Overrides by contribution, as the register holds them. */
export type OverridesGiven = ReadonlyMap<string, readonly { readonly policy: string; readonly head: string }[]>;

/** Whether two accounts are of one person, by the charter. */
function sameWriter(adopted: AdoptedCharter, a: Account, b: Account): boolean {
  const person = speakerOf(adopted, a)?.person.id;
  return sameAccount(a, b) || (person !== undefined && person === speakerOf(adopted, b)?.person.id);
}

/**
 * By members seated today in a body that the policy names, never on one's own contribution, once for each head, and only where the policy has something to
 * say.
 */
export function decideOverride(
  given: OverridesGiven,
  adopted: AdoptedCharter,
  { key, policy, author, at, reason }: OverrideRequest,
  { contribution, author: contributor, head, verdict, bodies }: OverrideCase,
): Result<readonly Draft<ContributionEntry>[], ContributionRefusal> {
  const clause = `${policy}.override`;
  const speaker = speakerOf(adopted, author);
  if (sameWriter(adopted, author, contributor)) return err({ code: 'own-override', policy, clause });
  if (!speaker || !electorateOn(adopted.charter, bodies, dayOf(at)).includes(speaker.person.id)) {
    return err({ code: 'not-an-overrider', policy, bodies, clause });
  }
  const before = given.get(contribution) ?? [];
  if (before.some((one) => one.policy === policy && one.head === head)) {
    return err({ code: 'already-overridden', policy, head });
  }
  if (verdict === 'pass' || verdict === 'skip') return err({ code: 'nothing-to-override', policy, head });
  return ok([{ key, entry: { type: 'policy.overridden', policy, contribution, head, ref: speaker.ref, reason } }]);
}
