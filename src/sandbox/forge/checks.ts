// What the forges' check runs have in common: the fields of their remarks, and which runs are shown.
import { z } from 'zod';
import type { CheckRun } from './state.js';

export const checkText = z.string().max(65_535, 'is too long (maximum is 65535 characters)');
const column = z.int().positive().nullable().default(null);

/** The fields of a remark on lines of a file. */
export const annotationFields = {
  path: z.string().min(1),
  start_line: z.int().nonnegative(),
  end_line: z.int().nonnegative(),
  start_column: column,
  end_column: column,
  annotation_level: z.enum(['notice', 'warning', 'failure']),
  message: checkText,
  title: z.string().max(255).nullable().default(null),
  raw_details: checkText.nullable().default(null),
};

/** Of runs with one name only the last is shown, unless `filter=all`. */
export function latestRuns(runs: readonly CheckRun[]): readonly CheckRun[] {
  return [...new Map(runs.map((run) => [run.name, run])).values()];
}
