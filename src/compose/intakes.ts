// The ways in for webhooks: one for each forge that is configured.
import { giteeIntake, githubIntake, type ForgeIntake } from '../inbox/http.js';
import { millis, type Clock } from '../shared/time.js';
import type { ConfiguredForges } from './forge.js';

/** A forge that is not configured has none: what is sent there is answered as any page that is not there. */
export function forgeIntakes(
  { github, gitee }: Pick<ConfiguredForges, 'github' | 'gitee'>,
  clock: Clock,
): readonly ForgeIntake[] {
  const now = (): number => millis(clock.now());
  return [
    ...(github ? [githubIntake(github.webhookSecret)] : []),
    ...(gitee ? [giteeIntake({ secret: gitee.webhookSecret, mode: gitee.webhookMode, now })] : []),
  ];
}
