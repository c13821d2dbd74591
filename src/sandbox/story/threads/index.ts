// The story of the OpenClaw Foundation: half a year of issues, pull requests and motions, by theme.
import type { Thread } from '../scene.js';
import { acrossForges } from './across-forges.js';
import { chinese } from './chinese.js';
import { data } from './data.js';
import { evaluation } from './evaluation.js';
import { everyday } from './everyday.js';
import { foundation } from './foundation.js';
import { handbook } from './handbook.js';
import { pulls } from './pulls.js';
import { roadmapOnGitee } from './roadmap-gitee.js';
import { roadmapToday } from './roadmap-today.js';
import { roadmap } from './roadmap.js';
import { today } from './today.js';
import { tooling } from './tooling.js';
import { weights } from './weights.js';

/** What can be told where there is no Gitee. */
export const threadsOnGitHubAlone: readonly Thread[] = [
  ...weights,
  ...evaluation,
  ...data,
  ...tooling,
  ...handbook,
  ...foundation,
  ...everyday,
  ...pulls,
  ...roadmap,
  ...roadmapToday,
  ...today,
];

/** All threads; in time they are mixed. */
export const threads: readonly Thread[] = [...threadsOnGitHubAlone, ...chinese, ...acrossForges, ...roadmapOnGitee];

/** The kinds of motions that the story calls. */
export const kindsTold = ['technical', 'patch', 'release', 'artifact', 'membership', 'governance'] as const;

/** The horizons to which it adds and moves items of the roadmap. */
export const horizonsTold = ['now', 'next', 'later'] as const;
