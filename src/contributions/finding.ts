// A finding: what a policy says of a contribution, as data. Check, comment, page and API render the same tree, in two languages.
import type { Instant } from '../shared/time.js';

/** `pending` while a fact is missing, `skip` where the policy has nothing to judge. */
export type Verdict = 'pass' | 'fail' | 'pending' | 'skip';

/** From the tightest: stops the merge, is told, is only recorded, is not evaluated. */
export const enforcements = ['block', 'warn', 'shadow', 'off'] as const;
export type Enforce = (typeof enforcements)[number];

/**
 * A sentence without its language: a key below `policies` in templates/locales, and what stands in its gaps. Values are as they came from outside:
 * whoever renders them neutralises them.
 */
export interface Words {
  readonly key: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** One thing under a finding, with the commit, file or line it speaks of where there is one. Lines count from 1. */
export interface Detail extends Words {
  readonly commit?: string;
  readonly file?: string;
  readonly line?: number;
}

/** How to put it right. */
export interface Mend {
  /** What to do, in a sentence. */
  readonly what: Words;
  /** Lines to paste into a shell, safely quoted; null where the command line is of no use. */
  readonly commandLine: string | null;
  /** The other way, in the browser: where to click, and the text to paste there if there is one; null where there is no such way. */
  readonly web: { readonly where: Words; readonly text: string | null } | null;
}

/** Who must act next: the author, some of these accounts, a motion of this kind, the maintainers, or nobody but the app, which tries again. */
export type Actor =
  | { readonly role: 'author' }
  | { readonly role: 'approvers'; readonly logins: readonly string[] }
  | { readonly role: 'holders'; readonly logins: readonly string[] }
  | { readonly role: 'motion'; readonly kind: string }
  | { readonly role: 'maintainers' }
  | { readonly role: 'app' };

/** What a policy answers. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly summary: Words;
  readonly details: readonly Detail[];
  /** The first thing to mend; null when there is nothing, or nothing that can be pasted. */
  readonly mend: Mend | null;
  /** Null when nobody needs to. */
  readonly actor: Actor | null;
}

/**
 * `/override POLICY REASON`: the finding stands, and for this head it does not block. The ledger holds it, so whose right it was to give was decided
 * when it was written there.
 */
export interface Override {
  readonly policy: string;
  readonly head: string;
  /** The id in people.yml; the ref of a person who was erased. */
  readonly person: string;
  readonly reason: string;
  readonly at: Instant;
}

export interface Finding extends Judgement {
  readonly policy: string;
  readonly enforce: Exclude<Enforce, 'off'>;
  /** The override in force for this head; null without. */
  readonly override: Override | null;
}

/** The longest value in a sentence, in UTF-16 code units: a finding is kept and shown whole, whatever people write. */
const longestValue = 1000;

function clipped(value: string | number): string | number {
  if (typeof value === 'number' || value.length <= longestValue) return value;
  return `${value.slice(0, longestValue - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A sentence; a value that is very long is cut, which its last character, an ellipsis, shows. */
export function words(key: string, values: Words['values'] = {}): Words {
  return { key, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clipped(value)])) };
}

/** All is well. */
export function pass(summary: Words, details: readonly Detail[] = []): Judgement {
  return { verdict: 'pass', summary, details, mend: null, actor: null };
}

/** There is nothing here for the policy to judge. */
export function skip(summary: Words): Judgement {
  return { verdict: 'skip', summary, details: [], mend: null, actor: null };
}

/** Something is to be mended, by `actor`. */
export function fail(summary: Words, details: readonly Detail[], mend: Mend | null, actor: Actor): Judgement {
  return { verdict: 'fail', summary, details, mend, actor };
}
