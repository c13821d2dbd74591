// How far a policy is enforced: by repository, and from a day on.
import { z } from 'zod';
import type { SubjectRef } from '../shared/refs.js';
import type { Day } from '../shared/time.js';
import { enforcements, type Enforce } from './finding.js';
import { options } from './options.js';
import { compileGlob } from './patterns/glob.js';
import { ordered } from './policy.js';

/** One step. It applies to pull requests of these repositories (all when absent) that were opened on `from`, a day in UTC, or later. */
export interface Step {
  readonly level: Enforce;
  readonly from?: Day | undefined;
  readonly repositories?: readonly string[] | undefined;
}

const glob = z
  .string()
  .regex(/^(?:github|gitee):[^/]+\/[^/]+$/, 'a repository is written github:owner/repo; each part may be a glob')
  .refine((text) => compileGlob(text).ok, 'is not a glob');

const level = z.enum(enforcements);
const step = z.union([
  level.transform((one): Step => ({ level: one })),
  options({
    level,
    from: z.iso.date({ error: 'a day is written YYYY-MM-DD' }).optional(),
    repositories: z.array(glob).min(1, 'names at least one repository').max(200, 'at most 200 repositories').optional(),
  }),
]);

function isForAll({ from, repositories }: Step): boolean {
  return from === undefined && repositories === undefined;
}

/** A level, or steps of which the last that applies counts. `off` where none does. */
export const enforcement = z
  .union([step.transform((one): readonly Step[] => [one]), z.array(step).min(1).max(50, 'at most 50 steps')])
  .refine(
    (steps) => steps.findLastIndex(isForAll) <= 0,
    'a step for all repositories and days stands first: those above it would never count',
  );

/** The level for a pull request in this repository that was opened on this day. */
export function levelOf(steps: readonly Step[], { forge, repo }: SubjectRef, opened: Day): Enforce {
  const name = `${forge}:${repo}`.toLowerCase();
  const last = steps.findLast(({ from, repositories }) => {
    if (from !== undefined && opened < from) return false;
    return repositories?.some((one) => matches(one, name)) ?? true;
  });
  return last?.level ?? 'off';
}

function matches(glob: string, name: string): boolean {
  const compiled = compileGlob(glob.toLowerCase());
  return compiled.ok && compiled.value.matches(name);
}

/** The days on which the level may change, and one before them all. */
export function daysOf(steps: readonly Step[]): readonly Day[] {
  return ['0000-01-01', ...steps.flatMap(({ from }) => from ?? [])];
}

export const tighterLevel = ordered(enforcements);
