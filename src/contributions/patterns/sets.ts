// The sets of ASCII characters that have a name in regular expressions.

/** Code points from–to, both included. */
export type Ranges = readonly (readonly [number, number])[];

const digits = [0x30, 0x39] as const;
const upper = [0x41, 0x5a] as const;
const lower = [0x61, 0x7a] as const;
const underscore = [0x5f, 0x5f] as const;
const space = [0x20, 0x20] as const;

/** `\d`, `\s`, `\w`. */
export const perlSets: ReadonlyMap<string, Ranges> = new Map<string, Ranges>([
  ['d', [digits]],
  ['s', [[9, 10], [12, 13], space]],
  ['w', [digits, upper, lower, underscore]],
]);

/** `[:alpha:]` and the others of POSIX. */
export const namedSets: ReadonlyMap<string, Ranges> = new Map<string, Ranges>([
  ['alnum', [digits, upper, lower]],
  ['alpha', [upper, lower]],
  ['ascii', [[0, 0x7f]]],
  ['blank', [[9, 9], space]],
  [
    'cntrl',
    [
      [0, 0x1f],
      [0x7f, 0x7f],
    ],
  ],
  ['digit', [digits]],
  ['graph', [[0x21, 0x7e]]],
  ['lower', [lower]],
  ['print', [[0x20, 0x7e]]],
  [
    'punct',
    [
      [0x21, 0x2f],
      [0x3a, 0x40],
      [0x5b, 0x60],
      [0x7b, 0x7e],
    ],
  ],
  ['space', [[9, 13], space]],
  ['upper', [upper]],
  ['word', [digits, upper, lower, underscore]],
  ['xdigit', [digits, [0x41, 0x46], [0x61, 0x66]]],
]);
