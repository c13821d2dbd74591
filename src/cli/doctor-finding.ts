// What `opencharter doctor` finds: each a sentence with its values, and how grave it is.
import type { ForgeFailure } from '../forges/answer.js';
import { inSentence } from '../shared/text.js';

/** `mend`: the app cannot do its work until it is mended; `warning`: it can, but not all of it or not safely. */
export type Level = 'ok' | 'warning' | 'mend';

type Values = Readonly<Record<string, string | number>>;

export interface Finding {
  readonly level: Level;
  /** The name of its sentence below `doctor` in the locale files: `gitee.hook-missing`. */
  readonly code: string;
  readonly values: Values;
}

export type GroupName = 'settings' | 'database' | 'charter' | 'github' | 'gitee';

export interface Group {
  readonly name: GroupName;
  readonly findings: readonly Finding[];
}

export function good(code: string, values: Values = {}): Finding {
  return { level: 'ok', code, values };
}

export function warning(code: string, values: Values = {}): Finding {
  return { level: 'warning', code, values };
}

export function mend(code: string, values: Values = {}): Finding {
  return { level: 'mend', code, values };
}

/** The forge does not know who we are: `classify` of both adapters has it among what passes. */
export function isUnauthorized(failure: ForgeFailure): boolean {
  return failure.kind === 'unavailable' && failure.detail.startsWith('401 ');
}

/** A call that failed for a reason that is not the caller's to know. `forge`: its name for people. */
export function failed(forge: string, failure: ForgeFailure): Finding {
  const detail = inSentence(failure.detail);
  if (failure.kind !== 'wait') return mend('forge.failed', { forge, detail });
  return warning('forge.wait', { forge, detail, seconds: Math.ceil(failure.retryAfterMs / 1000) });
}
