// Handles what changes the work on items of the roadmap: milestones and releases. What they say is read from the forge.
import type { WorkChanged } from '../forges/event.js';
import { concerned, followItem, releasesIn, type Ask } from '../planning/work.js';
import { subjectKey } from '../shared/refs.js';
import { factOrNull } from './facts.js';
import type { Handling } from './handling.js';

/** At most so many issues are read for one milestone; the others are read by and by. */
const mostIssues = 50;

/** Looks at the items that may turn on it: of a milestone those in its repository, of a release all. Safe to repeat. */
export async function onWorkChanged({ governance, adopted }: Handling, event: WorkChanged): Promise<void> {
  const { ledger, mirror, forges } = governance;
  const { forge, repo, number, occasion } = event;
  const { roadmap } = await ledger.sync();
  const all = concerned(roadmap.items.values(), adopted, new Set([occasion]));
  const place = subjectKey({ forge, repo, number: number ?? '' });
  const here = all.filter(({ item }) => (number === null ? item.subject.startsWith(place) : item.subject === place));
  const ask: Ask = async (id, call) => {
    const asked = forges[id];
    return asked ? factOrNull(call(asked.read)) : null;
  };
  const known = (await mirror.repositories()).filter((one) => one.forge === forge);
  const places = known.filter((one) => one.repo.toLowerCase() === repo.toLowerCase());
  const releases = releasesIn(places, ask);
  for (const { item, occasions } of occasion === 'released' ? all : here.slice(0, mostIssues)) {
    await followItem(governance, adopted, item, { occasions, ask, releases });
  }
}
