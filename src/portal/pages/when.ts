// A moment as pages tell it: absolute, and how far off it is.
import type { Instant } from '../../shared/time.js';
import type { PageContext } from './page.js';

/** What the partial `when` prints. */
export interface When {
  readonly at: Instant;
  readonly relative: string;
}

export function when({ words, now }: Pick<PageContext, 'words' | 'now'>, at: Instant): When {
  return { at, relative: words.relative(at, now) };
}
