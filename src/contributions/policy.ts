// What a policy is: its options, the facts it needs, its judgement, and which of two settings is the tighter.
import type { z } from 'zod';
import type { CharterNames } from '../charter/charter.js';
import type { Problem } from '../charter/problem.js';
import type { Known, PartName } from './facts.js';
import type { Judgement } from './finding.js';

/**
 * Says whether `wanted` is at least as tight as `floor`: whether no contribution that fails under `floor` passes under `wanted`, the other options
 * being equal. It must be reflexive and transitive.
 */
export type Tightness<T> = (floor: T, wanted: T) => boolean;

/** The tightness of each option by its key. A repository's file may change an option only to what is as tight or tighter. */
export type Tightnesses<Options> = { readonly [Key in keyof Options]-?: Tightness<Options[Key]> };

/** A contribution policy. Pure: the same facts and options give the same judgement. */
export interface Policy<Options extends object> {
  readonly id: string;
  /** Strict, with a default for every option that can have one; its input is what stands beside `enforce` in policy.yml. */
  readonly options: z.ZodType<Options>;
  /** The parts of the facts `evaluate` reads under these options. If one is incomplete, the finding is pending and `evaluate` is not called. */
  needs(options: Options): readonly PartName[];
  evaluate(facts: Known, options: Options): Judgement;
  readonly tightness: Tightnesses<Options>;
  /** What is wrong with options whose shape is right: names that the charter does not define. Paths begin at the options. */
  problems?(options: Options, names: CharterNames): readonly Problem[];
}

/** One of a list of values, which stand there from the tightest to the loosest. */
export function ordered<T>(fromTightest: readonly T[]): Tightness<T> {
  return (floor, wanted) => fromTightest.indexOf(wanted) <= fromTightest.indexOf(floor);
}

/** A list of exceptions: the fewer the tighter. */
export function fewer<T>(floor: readonly T[], wanted: readonly T[]): boolean {
  return wanted.every((one) => floor.includes(one));
}

/** A list of demands: the more the tighter. */
export function more<T>(floor: readonly T[], wanted: readonly T[]): boolean {
  return floor.every((one) => wanted.includes(one));
}

/** A least number that is asked for: the higher the tighter. */
export function atLeast(floor: number, wanted: number): boolean {
  return wanted >= floor;
}

/** A largest number that is allowed: the lower the tighter. */
export function atMost(floor: number, wanted: number): boolean {
  return wanted <= floor;
}

/** A switch that is tighter when it is on. */
export function whenOn(floor: boolean, wanted: boolean): boolean {
  return wanted || !floor;
}
