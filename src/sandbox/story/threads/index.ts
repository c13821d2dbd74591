// The story of the OpenClaw Foundation: half a year of issues, pull requests and motions, by theme.
import type { Thread } from '../scene.js';

/** All threads; the order in which they are listed does not matter. */
export const threads: readonly Thread[] = [];

/** The kinds of motions that the story calls. */
export const kindsTold = ['technical', 'patch', 'release', 'artifact', 'membership', 'governance'] as const;
