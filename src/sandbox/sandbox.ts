// The sandbox as the console and the composition see it: simulated forges that last, governance time that can be moved, people to act as.
import type { ForgeId } from '../shared/refs.js';
import type { Clock } from '../shared/time.js';
import type { SimulatedGitee } from './gitee/index.js';
import type { SimulatedGitHub } from './github/index.js';

/** Governance time: real time plus an offset that only grows, and survives a restart. Leases, backoff and tokens stay on real time. */
export interface SandboxClock extends Clock {
  /** Moves governance time on by so many milliseconds (not below 0: a RangeError); resolves when that is durable. */
  readonly advance: (ms: number) => Promise<void>;
}

/** The two forges, side by side on one clock. */
export interface SimulatedForges {
  readonly github: SimulatedGitHub;
  readonly gitee: SimulatedGitee;
}

/** Ids of somebody's accounts on the forges where they have one. */
export type AccountIds = Readonly<Partial<Record<ForgeId, number>>>;

/** Somebody a visitor may act as: `github.as(login)`, `gitee.as(login)`. */
export interface Player {
  /** The login on GitHub; `gitee:LOGIN` of who has an account only there. */
  readonly id: string;
  /** `Lin Mei · 林梅`. */
  readonly name: string;
  /** A person of the charter, somebody the charter does not know, or an account of type Bot. */
  readonly role: 'person' | 'outsider' | 'bot';
  /** Logins, on one forge or on both. */
  readonly accounts: Readonly<Partial<Record<ForgeId, string>>>;
}

/** How far the seeding is. */
export interface SeedingState {
  readonly done: boolean;
  /** Of `of` steps; 0 before the first. */
  readonly step: number;
  readonly of: number;
  /** `March 2026, 5 of 14 motions`. */
  readonly what: string;
}

export interface Sandbox extends SimulatedForges {
  readonly clock: SandboxClock;
  /** Everybody to act as: the charter's people in its order, then `passer-by` and other outsiders, then `helper-bot[bot]`. */
  readonly players: () => readonly Player[];
  /**
   * Resolves when every webhook sent so far is delivered and handled, what is due by now is done, and the effects due now are performed; or
   * after `withinMs` (default 3000) of real time.
   */
  readonly settle: (withinMs?: number) => Promise<void>;
  /** Progress of the seeding, for /readyz, the log and the page shown meanwhile. */
  readonly seeding: { readonly state: () => SeedingState };
}
