// Approvals and holds: what a command records, what still stands for a head, and who may give, withdraw and lift.
import { err, ok, type Result } from '../shared/result.js';
import type { Account } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { Approval, PullRequest, Review } from './facts.js';

/** What an approval is given for. Holds are not bound to it. */
export type Head = PullRequest['head'];

/** Something somebody did, by a command or by a review. */
interface Act extends Pick<Approval, 'kind' | 'cancel' | 'account' | 'head'> {
  readonly tree: string | null;
  readonly at: Instant;
  readonly by: 'command' | 'review';
}

/** Who gave what, and for which head. */
export interface Given {
  readonly account: Account;
  readonly head: string;
  readonly at: Instant;
  /** `review`: by "Approve" or "Request changes". */
  readonly by: 'command' | 'review';
}

/** What is in force for a head. */
export interface Standing {
  readonly lgtm: readonly Given[];
  readonly approve: readonly Given[];
  readonly holds: readonly Given[];
  /** Approvals and lgtm that a push made fall. */
  readonly fallen: readonly Given[];
}

export function sameAccount(a: Account, b: Account): boolean {
  return a.forge === b.forge && a.id === b.id;
}

/** Whether what was given for one commit counts for the head: it is the same commit, or one with the same tree. An empty tree id is that of none. */
function bound(given: { readonly head: string; readonly tree: string | null }, head: Head): boolean {
  return given.head === head.sha || (head.tree !== '' && given.tree === head.tree);
}

/**
 * The record after an act: of each account it keeps the last of each command and of each cancel, in the order in which they were given. That is all that
 * `standing` needs.
 */
export function record(before: readonly Approval[], act: Approval): readonly Approval[] {
  const others = before.filter(
    ({ kind, cancel, account }) => kind !== act.kind || cancel !== act.cancel || !sameAccount(account, act.account),
  );
  return [...others, act];
}

/** The record after a push: approvals and lgtm given for another tree fall. Holds and cancels stay. */
export function afterPush(
  before: readonly Approval[],
  head: Head,
): { readonly kept: readonly Approval[]; readonly fallen: readonly Approval[] } {
  const falls = (one: Approval) => one.kind !== 'hold' && !one.cancel && !bound(one, head);
  return { kept: before.filter((one) => !falls(one)), fallen: before.filter(falls) };
}

function reviewActs({ account, state, head, tree, submittedAt: at }: Review): readonly Act[] {
  if (state !== 'approved' && state !== 'changes-requested') return [];
  const cancel = state === 'changes-requested';
  const act = { account, head, tree, at, by: 'review' } as const;
  const opinions = [
    { ...act, kind: 'lgtm', cancel },
    { ...act, kind: 'approve', cancel },
  ] as const;
  return cancel ? [...opinions, { ...act, kind: 'hold', cancel: false }] : opinions;
}

/** Of each account the last review with an opinion. A dismissed one stands for no opinion: what came before it does not come back. */
function lastReviews(reviews: readonly Review[]): readonly Review[] {
  const opinions = reviews
    .filter(({ state }) => state !== 'commented')
    .toSorted((a, b) => (a.submittedAt < b.submittedAt ? -1 : Number(a.submittedAt > b.submittedAt)));
  return [
    ...new Map(opinions.map((review) => [`${review.account.forge}:${String(review.account.id)}`, review])).values(),
  ];
}

/**
 * What stands for the head. A review "Approve" counts like `/lgtm` and `/approve`, "Request changes" like `/hold` and withdraws what its author gave. A hold is
 * lifted by whoever gave it or by whoever `mayLift`; "Request changes" also by that person's next "Approve" and by being dismissed. Acts of bots count for nothing.
 */
export function standing(
  approvals: readonly Approval[],
  reviews: readonly Review[],
  head: Head,
  mayLift: (account: Account) => boolean,
): Standing {
  const commands = approvals.map((one): Act => ({ ...one, by: 'command' }));
  const acts = [...lastReviews(reviews).flatMap(reviewActs), ...commands]
    .filter(({ account }) => !account.bot)
    .toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  let given: readonly Act[] = [];
  for (const act of acts) {
    const lifts = act.kind === 'hold' && mayLift(act.account);
    if (act.cancel) {
      given = given.filter(({ kind, account }) => kind !== act.kind || !(lifts || sameAccount(account, act.account)));
    } else {
      given = [...given, act];
    }
  }
  const lasting = (kind: Approval['kind']) => given.filter((act) => act.kind === kind);
  return {
    lgtm: eachOnce(lasting('lgtm').filter((act) => bound(act, head))),
    approve: eachOnce(lasting('approve').filter((act) => bound(act, head))),
    holds: eachOnce(lasting('hold')),
    fallen: eachOnce(given.filter((act) => act.kind !== 'hold' && !given.some((one) => stillGiven(one, act, head)))),
  };
}

/** Whether `one` is the same as `act`, by the same account, and stands for the head. */
function stillGiven(one: Act, act: Act, head: Head): boolean {
  return one.kind === act.kind && sameAccount(one.account, act.account) && bound(one, head);
}

function eachOnce(acts: readonly Act[]): readonly Given[] {
  const first = acts.filter((act, i) => acts.findIndex(({ account }) => sameAccount(account, act.account)) === i);
  return first.map(({ account, head, at, by }) => ({ account, head, at, by }));
}

/** Who somebody is to a contribution: approver or reviewer of at least one of its paths. */
export interface Roles {
  readonly author: Account;
  isApprover(account: Account): boolean;
  isReviewer(account: Account): boolean;
  /** An approver other than the author: lifting what holds up one's own contribution would be approving it. */
  mayLift(account: Account): boolean;
}

export type ApprovalRefusal =
  'own-contribution' | 'not-a-reviewer' | 'not-an-approver' | 'nothing-to-cancel' | 'not-your-hold';

/**
 * The record after a command, or why it is refused. Nobody approves their own; `/lgtm` is for reviewers and approvers, `/approve` for approvers, `/hold` for
 * anyone. Everybody cancels their own, approvers every hold, though not as the author. `act` holds the head at which the command found the contribution.
 */
export function decideApproval(
  act: Approval,
  before: readonly Approval[],
  reviews: readonly Review[],
  roles: Roles,
): Result<readonly Approval[], ApprovalRefusal> {
  const { account, kind } = act;
  if (act.cancel) {
    const now = standing(before, reviews, { sha: act.head, tree: act.tree }, (one) => roles.mayLift(one));
    const there = kind === 'hold' ? now.holds : now[kind];
    const own = there.some((one) => sameAccount(one.account, account));
    if (there.length === 0) return err('nothing-to-cancel');
    if (own || (kind === 'hold' && roles.mayLift(account))) return ok(record(before, act));
    return err(kind === 'hold' ? 'not-your-hold' : 'nothing-to-cancel');
  }
  if (kind === 'hold') return ok(record(before, act));
  if (sameAccount(account, roles.author)) return err('own-contribution');
  const approver = roles.isApprover(account);
  if (kind === 'approve' && !approver) return err('not-an-approver');
  if (!approver && !roles.isReviewer(account)) return err('not-a-reviewer');
  return ok(record(before, act));
}
