// What the benchmarks print, and their options.
import { parseArgs } from 'node:util';

/** `--seconds`: how long each measurement lasts; `--rounds`: how many times all are repeated. */
export interface Options {
  readonly seconds: number;
  readonly rounds: number;
}

export function options(usual: Options): Options {
  const { values } = parseArgs({ options: { seconds: { type: 'string' }, rounds: { type: 'string' } } });
  return { seconds: Number(values.seconds ?? usual.seconds), rounds: Number(values.rounds ?? usual.rounds) };
}

/** The value below which the share of an ascending list lies. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.min(ascending.length - 1, Math.floor(ascending.length * share))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  );
}

/** Prints rows in columns, the first aligned to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  for (const row of rows) {
    console.log(
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
    );
  }
}
