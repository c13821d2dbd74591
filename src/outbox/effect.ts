// Effects: what a forge should show. An effect is a wish with a key; wishing again with the same key replaces the wish, never repeats the write.
import type { Check } from '../forges/forge.js';
import type { SubjectRef, TextRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';

/** The eyes reaction on an accepted command's text. */
export interface ReactionEffect {
  readonly kind: 'reaction';
  readonly key: string;
  readonly subject: SubjectRef;
  readonly text: TextRef;
}

/** One comment of ours, created once and edited in place afterwards. `body` already holds the marker that finds it again. */
export interface CommentEffect {
  readonly kind: 'comment';
  readonly key: string;
  readonly subject: SubjectRef;
  /** Hidden text in the body by which our comment is found after a lost answer. */
  readonly marker: string;
  readonly body: string;
  /** Edits are at least so far apart, in milliseconds. */
  readonly everyMs: number;
  /** Nothing is created for it: where there is no comment, there is nothing to say. */
  readonly onlyEdit?: true;
}

/**
 * The one label a subject should carry of a family, `motion/...` or `policy/...`, or that of the roadmap: it replaces the one this key put there before, and
 * those that somebody else did (`instead`). Labels of other keys are left alone.
 */
export interface LabelEffect {
  readonly kind: 'label';
  readonly key: string;
  readonly subject: SubjectRef;
  readonly label: string;
  /** Seen there at a moment when the label should have been alone; absent when nothing was wrong, or nobody looked. */
  readonly instead?: readonly string[];
  /** When it was seen missing: it is put on once more for each such moment. */
  readonly missedAt?: Instant;
  /** It is put on at least so far apart, in milliseconds; absent: as soon as it is wished. */
  readonly everyMs?: number;
}

/** A check run bound to a head commit. */
export interface CheckEffect {
  readonly kind: 'check';
  readonly key: string;
  readonly subject: SubjectRef;
  readonly check: Check;
}

export type Effect = ReactionEffect | CommentEffect | LabelEffect | CheckEffect;
