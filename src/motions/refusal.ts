// The closed list of what can be wrong with a command: each has its sentence in templates/locales, under `refusals`.
import type { ContributionRefusal } from '../contributions/refusal.js';
import type { RoadmapRefusal } from '../roadmap/refusal.js';
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { Outcome } from './entries.js';

/** Why a command was not carried out. `clause` names the charter's clause that decides; `command` is the command's name as written in help. */
export type Refusal =
  | { readonly code: 'too-many-commands'; readonly count: number; readonly limit: number }
  | { readonly code: 'invisible-characters'; readonly command: string; readonly line: number }
  | {
      readonly code: 'bad-arguments';
      readonly command: string;
      readonly problem: ArgumentProblem;
      readonly usage: string;
      readonly example: string;
    }
  | {
      readonly code: 'unknown-kind';
      readonly kind: string;
      readonly nearest: string | null;
      readonly known: readonly string[];
    }
  | { readonly code: 'no-default-kind'; readonly known: readonly string[] }
  | { readonly code: 'private-repository' }
  | {
      readonly code: 'not-a-caller';
      readonly kind: string;
      readonly bodies: readonly string[];
      readonly clause: string;
    }
  | { readonly code: 'motion-unfinished'; readonly motion: string; readonly state: 'proposed' | 'open' }
  | { readonly code: 'too-many-motions'; readonly limit: number }
  | { readonly code: 'no-electorate'; readonly kind: string; readonly clause: string }
  | { readonly code: 'called-too-late'; readonly receivedAt: Instant }
  | { readonly code: 'no-motion'; readonly command: string }
  | { readonly code: 'motion-closed'; readonly motion: string; readonly outcome: Outcome }
  | {
      readonly code: 'still-proposed';
      readonly motion: string;
      readonly opensAfter: Instant;
      readonly secondsMissing: number;
    }
  | { readonly code: 'already-open'; readonly motion: string }
  | {
      readonly code: 'not-an-elector';
      readonly command: string;
      readonly motion: string;
      readonly bodies: readonly string[];
      readonly clause: string;
    }
  | { readonly code: 'own-motion'; readonly motion: string }
  | { readonly code: 'already-seconded'; readonly motion: string }
  | { readonly code: 'recused'; readonly motion: string }
  | { readonly code: 'already-recused'; readonly motion: string }
  | { readonly code: 'not-the-proposer'; readonly command: string; readonly motion: string }
  | { readonly code: 'ballots-cast'; readonly motion: string }
  | {
      readonly code: 'may-not-extend';
      readonly motion: string;
      readonly bodies: readonly string[];
      readonly clause: string;
    }
  | { readonly code: 'already-extended'; readonly motion: string }
  | { readonly code: 'extension-too-long'; readonly motion: string; readonly longest: string; readonly clause: string }
  | { readonly code: 'link-too-late'; readonly motion: string }
  | { readonly code: 'already-linked'; readonly motion: string; readonly subject: SubjectRef }
  | { readonly code: 'link-same'; readonly motion: string; readonly subject: SubjectRef }
  | { readonly code: 'link-outside'; readonly subject: SubjectRef; readonly clause: string }
  | { readonly code: 'link-no-forge'; readonly forge: ForgeId }
  | { readonly code: 'link-not-found'; readonly subject: SubjectRef }
  | { readonly code: 'link-private'; readonly subject: SubjectRef }
  | {
      readonly code: 'link-occupied';
      readonly subject: SubjectRef;
      readonly motion: string;
      readonly state: 'proposed' | 'open';
    }
  | { readonly code: 'checked-lately'; readonly nextAt: Instant }
  | { readonly code: 'near-miss'; readonly written: string; readonly meant: string; readonly motion: string }
  | { readonly code: 'changed-unseen'; readonly written: string }
  | { readonly code: 'edited-ballot'; readonly written: string; readonly motion: string }
  | ContributionRefusal
  | RoadmapRefusal;

/** What is wrong with a command's arguments. */
export type ArgumentProblem =
  | 'reason-missing'
  | 'kind-missing'
  | 'duration-missing'
  | 'duration-malformed'
  | 'duration-calendar-unit'
  | 'duration-too-long'
  | 'policy-missing'
  | 'verb-missing'
  | 'horizon-missing'
  | 'status-missing'
  | 'subject-missing'
  | 'subject-malformed'
  | 'only-cancel'
  | 'unexpected-words'
  | 'text-too-long';

export type RefusalCode = Refusal['code'];
