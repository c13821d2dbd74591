// Gathers the names and texts that a motion's view needs and the ledger does not hold.
import { organizationOn } from '../charter/affiliations.js';
import { textUrl } from '../forges/links.js';
import { parseSource } from '../motions/decide/ballot.js';
import type { Motion } from '../motions/motion.js';
import type { Names } from '../motions/view-of.js';
import { subjectKey } from '../shared/refs.js';
import { dayOf } from '../shared/time.js';
import { isHeadMissing } from './facts.js';
import { charterNamed, type Governance } from './governance.js';
import type { KnownSubject } from './store.js';

function refsOf(motion: Motion): readonly string[] {
  const others = [...motion.seconds, ...motion.electorate, ...motion.ballots, ...motion.recused].map(({ ref }) => ref);
  return [...new Set([motion.proposer, ...others, ...(motion.ending?.ref ? [motion.ending.ref] : [])])];
}

function commitmentsOf(motion: Motion): readonly string[] {
  return [
    motion.title,
    motion.ending?.reason,
    ...motion.ballots.flatMap(({ reason, source }) => [reason, source]),
    ...motion.recused.map(({ reason }) => reason),
  ].filter((commitment) => typeof commitment === 'string');
}

/** Where the subjects of a motion are now, in the order it names them. */
export async function subjectsOf({ subjects }: Governance, motion: Motion): Promise<readonly KnownSubject[]> {
  const known = await Promise.all(motion.subjects.map((subject) => subjects.current(subject)));
  return known.filter((subject) => subject !== null);
}

/** Everything a view of the motion needs. */
export async function gatherNames(
  governance: Governance,
  motion: Motion,
  known: readonly KnownSubject[],
): Promise<Names> {
  const { texts, charters, advisory } = governance;
  const [people, written, advisoryBallots, adopted, headMissing] = await Promise.all([
    charters.names(refsOf(motion)),
    texts.texts(commitmentsOf(motion)),
    advisory.of(motion.id),
    motion.charter === null ? null : charterNamed(governance, motion.charter),
    isHeadMissing(governance, motion),
  ]);
  const urls = new Map(
    known.flatMap(({ ref, origin, url }) => [[subjectKey(ref), url] as const, [subjectKey(origin), url] as const]),
  );
  const organizations = new Map(
    adopted?.charter.people.map((person) => [
      person.id,
      organizationOn(person, dayOf(motion.openedAt ?? motion.proposedAt)),
    ]),
  );
  const person = (ref: string): string => people.get(ref) ?? ref;
  return {
    person,
    organization: (ref) => organizations.get(person(ref)) ?? null,
    text: (commitment) => (commitment === null ? '' : (written.get(commitment) ?? '')),
    source: (commitment) => {
      const text = commitment === null ? undefined : written.get(commitment);
      return text === undefined ? null : parseSource(text);
    },
    urlOf: (source) => {
      const subjectUrl = urls.get(subjectKey({ forge: source.forge, repo: source.repo, number: source.number }));
      return subjectUrl === undefined ? null : textUrl(subjectUrl, source);
    },
    headMissing,
    subjects: known.map(({ ref, origin, url }) => ({
      ...ref,
      url,
      head: motion.heads.find(({ subject }) => subject === subjectKey(origin))?.head ?? null,
    })),
    advisory: advisoryBallots,
  };
}
