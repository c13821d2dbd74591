// Has the mirror note once what its texts say they belong to: those that were mirrored by a version that did not read it, or read it otherwise.
import type { MarkStore } from '../events/store.js';
import type { IssueKeeper } from '../planning/store.js';
import { forEver, type Clock } from '../shared/time.js';

/** Grows when src/roadmap/links.ts reads texts otherwise. */
const readingVersion = 1;

/** What the job works with. */
export interface LinkNoting {
  readonly marks: MarkStore;
  readonly mirror: { noteBelonging(): Promise<void> };
  readonly issues: Pick<IssueKeeper, 'touchAll'>;
  readonly clock: Clock;
}

/** A job. Harmless to run in several instances at once; the mark is set when all was noted. */
export function noteLinks({ marks, mirror, issues, clock }: LinkNoting): () => Promise<void> {
  const mark = `links of the mirror, version ${String(readingVersion)}`;
  let done = false;
  return async () => {
    if (done) return;
    if ((await marks.until(mark)) === null) {
      await mirror.noteBelonging();
      await issues.touchAll();
      await marks.claim(mark, mark, clock.now(), forEver);
    }
    done = true;
  };
}
