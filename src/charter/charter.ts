// The charter as the rest of the program sees it: parsed, defaults filled in, names resolved.
import type { Json } from '../shared/canonical.js';
import type { ForgeId } from '../shared/refs.js';
import type { Day } from '../shared/time.js';
import type { LocalText } from '../shared/text.js';
import type { Condition } from './condition.js';

/** Where the app's comments are written: English, Chinese, or both. */
export type BotLanguage = 'en' | 'zh' | 'both';

export interface Organization {
  readonly id: string;
  readonly name: string | LocalText;
  readonly type: 'company' | 'university' | 'startup' | 'nonprofit' | null;
  /** The organization that controls more than half of this one. */
  readonly parent: string | null;
}

/** From `from` to `until`, both days included; null is open. */
export interface Affiliation {
  readonly org: string;
  readonly from: Day | null;
  readonly until: Day | null;
}

export interface AccountName {
  readonly login: string;
  /** The forge's numeric account id; null until it is looked up at adoption. */
  readonly id: number | null;
}

export interface Person {
  readonly id: string;
  readonly name: string | LocalText;
  readonly accounts: Readonly<Partial<Record<ForgeId, AccountName>>>;
  readonly affiliations: readonly Affiliation[];
}

export interface Seat {
  readonly person: string;
  readonly from: Day | null;
  readonly until: Day | null;
}

export interface Body {
  readonly id: string;
  readonly name: string | LocalText;
  readonly seats: readonly Seat[];
  /** `1/3`, as written: the largest share of seats one organization group may hold. */
  readonly seatsCap: string | null;
}

/** One kind of motion: who may call and decide it, and by which rule. Durations in milliseconds. */
export interface MotionKind {
  readonly id: string;
  readonly title: string | LocalText;
  readonly scope: 'technical' | 'governance' | 'entrenched';
  readonly electorate: readonly string[];
  readonly callers: readonly string[];
  readonly seconds: number;
  readonly notice: number;
  readonly period: number;
  readonly method: 'majority';
  readonly quorum: readonly Condition[];
  readonly passesWhen: readonly Condition[];
  readonly closeEarly: 'never' | 'when-decided';
  readonly minimumPeriod: number;
  readonly onPush: 'supersede' | 'keep' | 'lost';
  /** How long before closing those who have not voted are reminded; null for never. */
  readonly remind: number | null;
}

/** What people do with an item of the roadmap. */
export type RoadmapVerb = 'add' | 'move' | 'status' | 'drop';

/** What may bring a status of the roadmap by itself. */
export interface StatusRule {
  readonly when: 'pull-request-linked' | 'pull-requests-merged' | 'milestone-closed' | 'released';
  readonly to: 'in-progress' | 'shipped';
}

/** roadmap.yml: how the roadmap is laid out, and who may change it. Durations in milliseconds. */
export interface RoadmapPlan {
  /** The soonest first: names, or quarters in the order of the calendar. */
  readonly horizons: readonly string[];
  readonly themes: readonly { readonly id: string; readonly name: string | LocalText }[];
  /** The label of issues that are items. */
  readonly label: string;
  /** The bodies whose members may; and the clause that says so. */
  readonly who: Readonly<Record<RoadmapVerb, { readonly bodies: readonly string[]; readonly clause: string }>>;
  /** The kind of motion that must carry it first; null: it is done at once. */
  readonly motions: Readonly<Record<Exclude<RoadmapVerb, 'status'>, string | null>>;
  /** The furthest that applies counts. */
  readonly statuses: readonly StatusRule[];
  /** An item without an update for so long is stale; null: none is. */
  readonly updateWithin: number | null;
  readonly reviewEvery: number | null;
  /** The day of the last review. */
  readonly reviewed: Day | null;
  /** Where ROADMAP.md is proposed. */
  readonly publish: { readonly forge: ForgeId; readonly repo: string; readonly path: string } | null;
}

export interface Charter {
  /** `sha256:` and 64 hex digits. */
  readonly version: string;
  readonly foundation: {
    readonly id: string;
    readonly name: string | LocalText;
    readonly license: string | null;
    readonly language: BotLanguage;
  };
  /** Patterns as written: `github:openclaw/*`. */
  readonly repositories: readonly string[];
  readonly defaultMotion: string | null;
  /** Only `/oc name` is read, not `/name`. */
  readonly prefixOnly: boolean;
  readonly bodies: readonly Body[];
  readonly motions: readonly MotionKind[];
  readonly organizations: readonly Organization[];
  readonly people: readonly Person[];
  /** policy.yml as written; null when there is none: then no contribution is judged. */
  readonly policy: Json;
  /** Null when there is no roadmap.yml: then there is no roadmap. */
  readonly roadmap: RoadmapPlan | null;
}

/** What charter.yml defines and policies may name. */
export interface CharterNames {
  readonly bodies: readonly string[];
  /** Kinds of motion. */
  readonly kinds: readonly string[];
}
