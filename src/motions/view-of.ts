// Makes a motion's public view from its state and from the names and texts that the ledger does not hold.
import type { Choice } from './entries.js';
import { countingBallot, decidingOrder, type BallotSource } from './decide/ballot.js';
import { standingBallots, votingElectors, type Ballot, type Motion, type Ref } from './motion.js';
import { noAdvisory, tallyOf, type AdvisoryCounts } from './tally.js';
import type { BallotView, MotionView, ResolutionView } from './view.js';
import type { Account } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';

/** An advisory ballot as the view needs it. */
export interface AdvisoryVote {
  readonly account: Account;
  /** Whose account it is, for a person of the charter. */
  readonly ref?: Ref;
  readonly choice: Choice;
  readonly reason: string;
  readonly receivedAt: Instant;
  readonly forgeTime: Instant;
  readonly source: BallotSource;
}

/** What the ledger does not say. Erased names and texts are missing: then the ref stands for the person, and the text is empty. */
export interface Names {
  readonly person: (ref: Ref) => string;
  readonly organization: (ref: Ref) => string | null;
  readonly text: (commitment: string | null) => string;
  readonly source: (commitment: string | null) => BallotSource | null;
  readonly urlOf: (source: BallotSource) => string | null;
  readonly subjects: MotionView['subjects'];
  /** While proposed: whether it waits for a forge to tell the head of a pull request. */
  readonly headMissing: boolean;
  readonly advisory: readonly AdvisoryVote[];
}

interface Ranked {
  readonly vote: AdvisoryVote;
  readonly superseded: boolean;
}

/** Marks all but one advisory ballot of each person, or of each account that is nobody's in the charter, as superseded; oldest first. */
export function rankAdvisory(votes: readonly AdvisoryVote[]): readonly Ranked[] {
  const ordered = [...votes].sort(decidingOrder);
  const given = new Map<string, AdvisoryVote[]>();
  for (const vote of ordered) {
    const { account, ref } = vote;
    const who = ref ?? `${account.forge}:${String(account.id)}`;
    const own = given.get(who) ?? [];
    own.push(vote);
    given.set(who, own);
  }
  const standing = new Set<AdvisoryVote>();
  for (const own of given.values()) {
    const [newest, ...others] = own.map((vote) => ({ ...vote, forge: vote.source.forge, vote }));
    if (newest) standing.add(countingBallot(newest, others).vote);
  }
  return ordered.map((vote) => ({ vote, superseded: !standing.has(vote) }));
}

/** Counts the advisory ballots that stand. */
export function advisoryCounts(votes: readonly AdvisoryVote[]): AdvisoryCounts {
  const counts = { ...noAdvisory };
  for (const { vote, superseded } of rankAdvisory(votes)) if (!superseded) counts[vote.choice] += 1;
  return counts;
}

function bindingView(ballot: Ballot, stands: boolean, names: Names): BallotView {
  const source = names.source(ballot.source);
  return {
    person: names.person(ballot.ref),
    account: null,
    choice: ballot.choice,
    reason: names.text(ballot.reason),
    binding: true,
    cast_at: ballot.forgeTime,
    url: source && names.urlOf(source),
    superseded: !stands,
  };
}

function advisoryView({ vote, superseded }: Ranked, names: Names): BallotView {
  const { forge, id, login } = vote.account;
  return {
    person: null,
    account: { forge, id, login },
    choice: vote.choice,
    reason: vote.reason,
    binding: false,
    cast_at: vote.forgeTime,
    url: names.urlOf(vote.source),
    superseded,
  };
}

function tallyView(motion: Motion, names: Names): MotionView['tally'] {
  const counted = tallyOf(motion, advisoryCounts(names.advisory));
  if (!counted) {
    const none = { yes: 0, no: 0, abstain: 0, cast: 0, ballots: 0, electorate: 0, affiliations: 0 };
    return { ...none, advisory: { ...noAdvisory }, counted: null, conditions: [], would_be: null };
  }
  return { ...(motion.finalTally ?? counted.entry), would_be: motion.outcome ?? counted.outcome };
}

/** The public view of a motion. */
export function viewOf(motion: Motion, names: Names): MotionView {
  const { rule } = motion;
  const standing = new Set(standingBallots(motion));
  const electors = motion.state === 'proposed' ? [] : votingElectors(motion);
  return {
    id: motion.id,
    kind: motion.kind,
    title: names.text(motion.title),
    state: motion.state,
    outcome: motion.outcome,
    subjects: names.subjects,
    proposer: names.person(motion.proposer),
    proposed_at: motion.proposedAt,
    opened_at: motion.openedAt,
    closes_at: motion.closesAt,
    closed_at: motion.closedAt,
    in_force_at: motion.inForceAt,
    charter_version: motion.charter,
    rule: rule && {
      method: rule.method,
      quorum: rule.quorum,
      passes_when: rule.passes_when,
      affiliation_cap: rule.affiliation_cap,
      period: rule.period,
      close_early: rule.close_early,
      minimum_period: rule.minimum_period,
      on_push: rule.on_push,
    },
    waiting:
      motion.state === 'proposed'
        ? {
            seconds: motion.seconds.length,
            seconds_needed: motion.secondsNeeded,
            opens_after: motion.opensAfter,
            head_missing: names.headMissing,
          }
        : null,
    seconds: motion.seconds.map(({ ref, at }) => ({ person: names.person(ref), at })),
    electorate: electors.map(({ ref, group }) => ({
      person: names.person(ref),
      organization: names.organization(ref),
      group,
    })),
    recused: motion.recused.map(({ ref, reason }) => ({ person: names.person(ref), reason: names.text(reason) })),
    tally: tallyView(motion, names),
    ballots: [
      ...motion.ballots.map((ballot) => bindingView(ballot, standing.has(ballot), names)),
      ...rankAdvisory(names.advisory).map((ranked) => advisoryView(ranked, names)),
    ],
    ended_by: motion.ending && {
      person: motion.ending.ref && names.person(motion.ending.ref),
      reason: names.text(motion.ending.reason),
    },
    resolution: motion.resolution,
  };
}

/** The public view of a motion's resolution; null while it has none. `url` is its page. */
export function resolutionOf(view: MotionView, url: (resolution: string) => string): ResolutionView | null {
  if (view.resolution === null || view.outcome === null || view.in_force_at === null) return null;
  return {
    id: view.resolution,
    title: view.title,
    kind: view.kind,
    motion: view.id,
    outcome: view.outcome,
    in_force_at: view.in_force_at,
    url: url(view.resolution),
    supersedes: null,
    superseded_by: null,
  };
}
