// Times as Gitee takes and tells them: to the second.
import { instant, type Instant } from '../../shared/time.js';

/** ISO 8601, `2026-03-01T09:12:00Z`. */
export function giteeTime(time: Instant): string {
  return `${time.slice(0, 19)}Z`;
}

/** The beginning of its second: what happened later in it bears this time at Gitee. */
export function secondOf(time: Instant): Instant {
  return instant(giteeTime(time));
}
