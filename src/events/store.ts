// The ports of what the application keeps beside the ledger: facts of subjects, advisory ballots, commands done, charter versions.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { SubjectFacts } from '../forges/event.js';
import type { Choice } from '../motions/entries.js';
import type { BallotSource } from '../motions/decide/ballot.js';
import type { Ref } from '../motions/motion.js';
import type { MotionView, ResolutionView } from '../motions/view.js';
import type { Account, SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';

/** A head that was pushed with the tree of one that a motion is on. */
export interface SameTreeHead {
  readonly voted: string;
  readonly head: string;
}

/** What is known of a subject. `origin` is where its motions were proposed: another reference than `ref` after a transfer. */
export interface KnownSubject {
  readonly ref: SubjectRef;
  readonly origin: SubjectRef;
  readonly url: string;
  readonly isPull: boolean;
  /** Further heads with the tree of a head voted on: by this motion, or by another one of the subject. */
  readonly sameTreeHeads: readonly SameTreeHead[];
}

/** Subjects that have or had a motion. A record, no projection. */
export interface SubjectStore {
  /** Remembers what a delivery says of a subject. */
  remember(facts: SubjectFacts): Promise<void>;
  find(subject: SubjectRef): Promise<KnownSubject | null>;
  /** Where the motions of this subject were proposed. */
  originOf(subject: SubjectRef): Promise<SubjectRef>;
  /** Where the subject with this origin is now. */
  current(origin: SubjectRef): Promise<KnownSubject | null>;
  /** Follows a transfer. Idempotent. */
  move(from: SubjectRef, to: SubjectRef, url: string): Promise<void>;
  addSameTreeHead(origin: SubjectRef, same: SameTreeHead): Promise<void>;
}

/** A ballot by somebody outside the electorate. */
export interface AdvisoryBallot {
  /** The command's key. */
  readonly key: string;
  readonly motion: string;
  readonly account: Account;
  /** Whose account that is, for a person of the charter; lacking in ballots of others. */
  readonly ref?: Ref;
  readonly choice: Choice;
  readonly reason: string;
  readonly receivedAt: Instant;
  readonly forgeTime: Instant;
  readonly source: BallotSource;
}

export interface AdvisoryStore {
  /** Keeps a ballot; the same key twice is kept once. */
  put(ballot: AdvisoryBallot): Promise<void>;
  of(motion: string): Promise<readonly AdvisoryBallot[]>;
}

/** Which texts' commands were run, and what polls have noted of texts under names of their own. */
export interface CommandLog {
  isDone(text: string): Promise<boolean>;
  /** Notes that all commands of a text were decided, and when. */
  done(text: string, at: Instant): Promise<void>;
}

/** Marks that are set once: the same name a second time is refused until it has expired. */
export interface MarkStore {
  /** Sets the mark, and true, unless it is set by another `holder` until after `now`. */
  claim(name: string, holder: string, now: Instant, until: Instant): Promise<boolean>;
  /** Until when the mark is set; null when it is not. */
  until(name: string): Promise<Instant | null>;
}

export interface CharterStore {
  /** A charter version with the people as bound at its adoption; null when unknown. */
  version(version: string): Promise<AdoptedCharter | null>;
  /** Ref to person id; erased people are missing. */
  names(refs: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** What the portal reads. */
export interface Projections {
  putMotion(view: MotionView, seq: number): Promise<void>;
  putResolution(view: ResolutionView, seq: number): Promise<void>;
  /** The ledger sequence each motion was last projected at. */
  projected(): Promise<ReadonlyMap<string, number>>;
}
