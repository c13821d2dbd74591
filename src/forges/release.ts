// A published release, the same for every forge.
import type { Instant } from '../shared/time.js';

export interface Release {
  readonly tag: string;
  readonly name: string;
  /** Markdown as written. */
  readonly body: string;
  /** Its page, for people. */
  readonly url: string;
  /** Where the forge does not tell when it was published, when it was made. */
  readonly publishedAt: Instant;
  /** Published before the thing itself is ready for everybody. */
  readonly isPreview: boolean;
}
