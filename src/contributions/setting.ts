// A policy with its options: read from policy.yml, evaluated on facts, tightened by a repository's file.
import { z } from 'zod';
import type { CharterNames } from '../charter/charter.js';
import { problemsOf } from '../charter/issues.js';
import type { Problem } from '../charter/problem.js';
import type { Json } from '../shared/canonical.js';
import type { SubjectRef } from '../shared/refs.js';
import { err, ok, type Result } from '../shared/result.js';
import { daysOf, enforcement, levelOf, tighterLevel, type Step } from './enforcement.js';
import { knownFacts, type Facts, type Part, type PartName } from './facts.js';
import { words, type Judgement } from './finding.js';
import { fewer, type Policy, type Tightnesses } from './policy.js';

/** The entry of a policy in a file: its keys and their values. */
export type Entry = Readonly<Record<string, Json>>;

/** A policy as configured. What its options are is closed inside. */
export interface Setting {
  readonly policy: string;
  readonly steps: readonly Step[];
  /** The bodies whose members may override it. */
  readonly override: readonly string[];
  /** The parts of the facts that `judge` reads. */
  readonly needs: readonly PartName[];
  /** Pending when a part of the facts that it needs is not complete. */
  judge(facts: Facts): Judgement;
  /** The setting with what a repository's own file says of it; or every key by which that would loosen it, or that is wrong. */
  tighten(entry: Entry, place: Place): Result<Setting, readonly Problem[]>;
}

/** Where an entry stands: in the file of which repository, under which charter. */
export interface Place {
  readonly names: CharterNames;
  readonly subject: SubjectRef;
}

/** A policy the app knows. */
export interface Registered {
  readonly id: string;
  /** The options as they are written, for JSON Schema and documentation. */
  readonly options: z.ZodType;
  /** Reads an entry; problems have paths from the entry on. */
  read(entry: Entry, names: CharterNames): Result<Setting, readonly Problem[]>;
}

const body = z.string();
const common = z.object({ enforce: enforcement, override: z.array(body).max(50, 'at most 50 bodies').default([]) });

interface Written<Options> {
  readonly steps: readonly Step[];
  readonly override: readonly string[];
  readonly options: Options;
}

function unknownBodies(override: readonly string[], names: CharterNames): Problem[] {
  return override.flatMap((word, i) =>
    names.bodies.includes(word)
      ? []
      : [{ path: ['override', i], message: `there is no body "${word}"`, near: { word, known: names.bodies } }],
  );
}

function readEntry<Options extends object>(
  policy: Policy<Options>,
  entry: Entry,
  names: CharterNames,
): Result<Written<Options>, readonly Problem[]> {
  const { enforce, override, ...others } = entry;
  const outer = common.safeParse({ enforce, ...(override !== undefined && { override }) });
  const inner = policy.options.safeParse(others);
  if (!outer.success || !inner.success) {
    const issues = [...(outer.error?.issues ?? []), ...(inner.error?.issues ?? [])];
    return err(issues.flatMap((issue) => problemsOf('policy.yml', entry, issue)));
  }
  const problems = [...unknownBodies(outer.data.override, names), ...(policy.problems?.(inner.data, names) ?? [])];
  if (problems.length > 0) return err(problems);
  return ok({ steps: outer.data.enforce, override: outer.data.override, options: inner.data });
}

function loosened<Options extends object>(
  tightness: Tightnesses<Options>,
  floor: Options,
  wanted: Options,
): readonly (readonly [string, unknown])[] {
  const keys: [string, unknown][] = [];
  for (const key in tightness) if (!tightness[key](floor[key], wanted[key])) keys.push([key, floor[key]]);
  return keys;
}

/** A single step for everything is written as its level alone. */
function asWritten(steps: readonly Step[]): unknown {
  const [first] = steps;
  return steps.length === 1 && first && Object.keys(first).length === 1 ? first.level : steps;
}

function loosening(key: string, floor: unknown): Problem {
  const value = typeof floor === 'string' ? floor : JSON.stringify(floor);
  const message = `loosens what policy.yml of the foundation demands, ${key}: ${value}; write that or something tighter, or leave "${key}" out`;
  return { path: [key], message, demanded: value };
}

/** The loosenings of a repository's entry. Where the foundation never enforces the policy, everything is tighter. */
function loosenings<Options extends object>(
  policy: Policy<Options>,
  floor: Written<Options>,
  wanted: Written<Options>,
  subject: SubjectRef,
): readonly Problem[] {
  const days = [...daysOf(floor.steps), ...daysOf(wanted.steps)];
  const levels = days.map((day) => [levelOf(floor.steps, subject, day), levelOf(wanted.steps, subject, day)] as const);
  if (levels.every(([below]) => below === 'off')) return [];
  const keys = [...loosened(policy.tightness, floor.options, wanted.options)];
  if (!fewer(floor.override, wanted.override)) keys.push(['override', floor.override]);
  if (!levels.every(([below, above]) => tighterLevel(below, above))) keys.push(['enforce', asWritten(floor.steps)]);
  return keys.map(([key, value]) => loosening(key, value));
}

/** What is said while a part of the facts is missing: never that all is well. Null when it is complete. */
export function pendingFor(part: PartName, facts: Facts): Judgement | null {
  const read: Part<unknown> = facts[part];
  if (read.complete) return null;
  const { code, ...values } = read.why;
  const numbers = Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
  const summary = words(`pending.${code}`, { part, ...Object.fromEntries(numbers) });
  return { verdict: 'pending', summary, details: [], mend: null, actor: { role: 'app' } };
}

function settingOf<Options extends object>(policy: Policy<Options>, written: Written<Options>): Setting {
  const { steps, override, options } = written;
  const needs = policy.needs(options);
  function judge(facts: Facts): Judgement {
    for (const part of needs) {
      const pending = pendingFor(part, facts);
      if (pending) return pending;
    }
    return policy.evaluate(knownFacts(facts, needs), options);
  }
  function tighten(entry: Entry, { names, subject }: Place): Result<Setting, readonly Problem[]> {
    const wanted = readEntry(policy, { enforce: [...steps], override, ...options, ...entry }, names);
    if (!wanted.ok) return wanted;
    const problems = loosenings(policy, written, wanted.value, subject);
    return problems.length > 0 ? err(problems) : ok(settingOf(policy, wanted.value));
  }
  return { policy: policy.id, steps, override, needs, judge, tighten };
}

/** Makes a policy of the list: what it knows of its options stays inside. */
export function registered<Options extends object>(policy: Policy<Options>): Registered {
  function read(entry: Entry, names: CharterNames): Result<Setting, readonly Problem[]> {
    const written = readEntry(policy, entry, names);
    return written.ok ? ok(settingOf(policy, written.value)) : written;
  }
  return { id: policy.id, options: policy.options, read };
}
