// What a decision on a motion gives: entries to append, or the reason why not.
import type { Draft } from '../../ledger/envelope.js';
import type { Result } from '../../shared/result.js';
import type { MotionEntry } from '../entries.js';
import type { Refusal } from '../refusal.js';

export type MotionDraft = Draft<MotionEntry>;
export type Decided = Result<readonly MotionDraft[], Refusal>;
