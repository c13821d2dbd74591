// The ways in for webhooks, one for each forge.
import { giteeIntake, githubIntake, type ForgeIntake } from '../inbox/http.js';
import type { ConfiguredForges } from './forge.js';

/** Whoever sends webhooks of a forge that is not configured is told so. `now`: the machine's clock, ms since 1970. */
export function forgeIntakes(
  { github, gitee }: Pick<ConfiguredForges, 'github' | 'gitee'>,
  now: () => number,
): readonly ForgeIntake[] {
  return [
    githubIntake(github?.webhookSecret ?? null),
    giteeIntake(gitee && { secret: gitee.webhookSecret, mode: gitee.webhookMode, now }),
  ];
}
