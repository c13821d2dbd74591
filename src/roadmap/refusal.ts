// The closed list of what can be wrong with a command on the roadmap. The words of each are told elsewhere.
import type { RoadmapVerb } from '../charter/charter.js';
import type { Status } from './entries.js';

/** A word that means nothing where it stands. `known` are those that do, `nearest` the one that was perhaps meant. */
export interface UnknownWord<Code extends string> {
  readonly code: Code;
  readonly written: string;
  readonly nearest: string | null;
  readonly known: readonly string[];
}

/** Why a change of the roadmap was not made. `clause` is that of roadmap.yml or of charter.yml that decides. */
export type RoadmapRefusal =
  /** The foundation has no roadmap.yml. */
  | { readonly code: 'no-roadmap' }
  | { readonly code: 'only-in-an-issue' }
  /** Not everybody may read the issue. */
  | { readonly code: 'private-roadmap' }
  | UnknownWord<'unknown-verb'>
  | UnknownWord<'unknown-status'>
  | { readonly code: 'not-on-the-roadmap'; readonly verb: RoadmapVerb }
  | {
      readonly code: 'already-on-the-roadmap';
      readonly item: string;
      readonly status: Status;
      readonly horizon: string | null;
    }
  /** `bodies` is empty where nobody may. `lead`: whoever leads the item may too. */
  | {
      readonly code: 'may-not-change-the-roadmap';
      readonly verb: RoadmapVerb;
      readonly bodies: readonly string[];
      readonly lead: boolean;
      readonly clause: string;
    }
  | UnknownWord<'unknown-horizon'>
  /** The quarter is over; `known` are the horizons that are not. */
  | {
      readonly code: 'past-horizon';
      readonly horizon: string;
      readonly current: string;
      readonly known: readonly string[];
    }
  | { readonly code: 'same-horizon'; readonly item: string; readonly horizon: string }
  /** It must be accepted first. */
  | { readonly code: 'not-accepted'; readonly item: string; readonly verb: 'move' | 'status' }
  | { readonly code: 'item-ended'; readonly item: string; readonly status: Status; readonly verb: RoadmapVerb }
  /** A motion is to decide on it. */
  | {
      readonly code: 'change-pending';
      readonly item: string;
      readonly motion: string;
      readonly pending: string;
    }
  | { readonly code: 'same-status'; readonly item: string; readonly status: Status }
  /** Another command brings this status; null: none does, an item only begins with it. */
  | { readonly code: 'status-by-other-command'; readonly status: Status; readonly command: 'add' | 'drop' | null }
  | {
      readonly code: 'no-such-step';
      readonly item: string;
      readonly from: Status;
      readonly to: Status;
      readonly allowed: readonly Status[];
    };
