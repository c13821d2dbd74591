// Notes for which items the mirror has changed: whoever told of the change has it done again until that is noted.
import type { Sighting } from '../forges/sighting.js';
import type { MirrorWriter } from '../mirror/store.js';
import { belongsTo } from '../roadmap/links.js';
import { subjectKey } from '../shared/refs.js';
import type { IssueKeeper } from './store.js';

/** What a sighting shows, and what that says it belongs to. */
function keysIn({ forge, repository, subjects, comments, removed }: Sighting): readonly string[] {
  const ref = (number: string) => ({ forge, repo: repository.name, number });
  const seen = [...subjects, ...comments, ...removed].map(({ number }) => subjectKey(ref(number)));
  return [...new Set([...seen, ...subjects.flatMap(({ number, body }) => belongsTo(body, ref(number)))])];
}

/** The writer of a mirror that notes, after each write, what is to be gathered anew. */
export function touching(
  mirror: MirrorWriter,
  issues: Pick<IssueKeeper, 'touch' | 'touchRepository' | 'touchAll'>,
): MirrorWriter {
  return {
    async see(sighting, seenAt) {
      const isMirrored = await mirror.see(sighting, seenAt);
      const { forge, repository } = sighting;
      const keys = keysIn(sighting);
      // Told of a repository itself: it may have been renamed, and what refers to it goes by its former name.
      if (keys.length === 0) await issues.touchAll();
      else if (isMirrored) await issues.touch(keys);
      else await issues.touchRepository(forge, repository.name);
      return isMirrored;
    },
    async hide(forge, repository, at) {
      await mirror.hide(forge, repository, at);
      await issues.touchAll();
    },
  };
}
