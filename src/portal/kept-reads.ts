// What pages read, kept while nothing has changed: a page rendered again in another minute asks nothing of the database.
import type { Instant } from '../shared/time.js';
import type { PortalStore } from './store.js';

/** So many answers to each question; one is a page of a list or one object. */
const most = 100;

/** The same question, asked once with each of its arguments for as long as `version` stays the same. */
function once<A extends readonly unknown[], T>(
  version: () => number,
  ask: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  let since = version();
  return async (...args) => {
    if (version() !== since) {
      answers.clear();
      since = version();
    }
    const key = JSON.stringify(args);
    const known = answers.get(key);
    if (known) return known;
    const answer = ask(...args);
    answers.set(key, answer);
    const [oldest] = answers.keys();
    if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    try {
      return await answer;
    } catch (error) {
      if (answers.get(key) === answer) answers.delete(key);
      throw error;
    }
  };
}

/** The store with what most pages read kept; the rest, such as the queues, is asked each time. */
export function keepReads(store: PortalStore, version: () => number): PortalStore {
  const changesSince = once(version, (time: Instant) => store.changesSince(time));
  return {
    ...store,
    charter: once(version, () => store.charter()),
    motions: once(version, (query) => store.motions(query)),
    motion: once(version, (id) => store.motion(id)),
    resolutions: once(version, (query) => store.resolutions(query)),
    resolution: once(version, (id) => store.resolution(id)),
    history: once(version, (motion) => store.history(motion)),
    policyCounts: once(version, () => store.policyCounts()),
    participation: once(version, (people) => store.participation(people)),
    roadmapChanges: once(version, (query, span) => store.roadmapChanges(query, span)),
    roadmapChangesOf: once(version, (item) => store.roadmapChangesOf(item)),
    roadmapUpdates: once(version, (item) => store.roadmapUpdates(item)),
    roadmapLinks: once(version, (item) => store.roadmapLinks(item)),
    motionsOf: once(version, (person, part) => store.motionsOf(person, part)),
    changesSince: (time) => changesSince(`${time.slice(0, 'YYYY-MM-DDTHH:MM'.length)}:00.000Z`),
  };
}
