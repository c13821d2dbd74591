// The sandbox as the console and the composition see it: a simulated GitHub that lasts, governance time that can be moved, people to act as.
import type { Clock } from '../shared/time.js';
import type { SimulatedGitHub } from './github/index.js';

/** Governance time: real time plus an offset that only grows, and survives a restart. Leases, backoff and tokens stay on real time. */
export interface SandboxClock extends Clock {
  /** Moves governance time on by so many milliseconds (not below 0: a RangeError); resolves when that is durable. */
  readonly advance: (ms: number) => Promise<void>;
}

/** Somebody a visitor may act as, by `github.as(login)`. */
export interface Player {
  readonly login: string;
  /** `Lin Mei · 林梅`. */
  readonly name: string;
  /** A person of the charter, somebody the charter does not know, or an account of type Bot. */
  readonly role: 'person' | 'outsider' | 'bot';
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

export interface Sandbox {
  readonly github: SimulatedGitHub;
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
