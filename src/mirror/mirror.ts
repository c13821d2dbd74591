// Which of what is seen is mirrored: public repositories of the foundation, by the charter in force.
import type { Charter } from '../charter/charter.js';
import { isFoundationRepository } from '../charter/repositories.js';
import type { RepositoryFacts, Sighting } from '../forges/sighting.js';
import type { ForgeId } from '../shared/refs.js';
import { later, type Instant } from '../shared/time.js';
import type { MirrorReader, MirrorWriter } from './store.js';

type Ours = Pick<Charter, 'repositories'>;

function isMirrored(charter: Ours, forge: ForgeId, { name, isPublic }: RepositoryFacts): boolean {
  return isPublic && isFoundationRepository(charter, forge, name);
}

/** Comments follow an issue only to where they may be shown; of one that is for members only nothing stays. */
function shownToAll(charter: Ours, sighting: Sighting): Sighting {
  const { forge, subjects } = sighting;
  const moved = sighting.removed.map((removal) => {
    if (removal.kind === 'comment' || removal.to === null) return removal;
    return isMirrored(charter, forge, removal.to.repository) ? removal : { ...removal, to: null };
  });
  const kept = subjects.filter(({ forMembers }) => forMembers !== true);
  const withdrawn = subjects.flatMap(({ forMembers, number }) =>
    forMembers === true ? [{ kind: 'subject', number, to: null } as const] : [],
  );
  return { ...sighting, subjects: kept, removed: [...moved, ...withdrawn] };
}

/**
 * Takes in what a delivery or a page of a list shows, as received at the instant. What is not the foundation's leaves no trace; a repository
 * that stopped being public or the foundation's goes with all that was kept of it. False when nothing is mirrored.
 */
export async function mirrorSighting(
  writer: MirrorWriter,
  charter: Ours,
  sighting: Sighting,
  seenAt: Instant,
): Promise<boolean> {
  const { forge, repository, subjects, comments, removed } = sighting;
  const ofRepository = subjects.length + comments.length + removed.length === 0;
  if (!isFoundationRepository(charter, forge, repository.name)) {
    if (ofRepository) await writer.hide(forge, repository.id, seenAt);
    return false;
  }
  // A forge need not count a rename or a change of visibility as an update: it was true when we were told.
  const asOf = ofRepository ? later(repository.asOf, seenAt) : repository.asOf;
  return writer.see({ ...shownToAll(charter, sighting), repository: { ...repository, asOf } }, seenAt);
}

/** Hides what is mirrored and, by the charter in force now, no longer the foundation's. */
export async function hideForeign(
  mirror: MirrorWriter & Pick<MirrorReader, 'repositories'>,
  charter: Ours,
  now: Instant,
): Promise<void> {
  for (const { forge, id, repo } of await mirror.repositories()) {
    if (!isFoundationRepository(charter, forge, repo)) await mirror.hide(forge, id, now);
  }
}
