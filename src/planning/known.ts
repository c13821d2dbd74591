// What the ledger does not say of the roadmap, kept in memory: names, texts, issues, orders of horizons. Only what is new is asked for.
import type { CharterStore } from '../events/store.js';
import type { TextStore } from '../ledger/store.js';
import type { IssueShown, RoadmapNames } from '../roadmap/build.js';
import type { Item } from '../roadmap/item.js';
import type { ShownIssues } from './store.js';

/** Where it comes from. */
export interface KnownSources {
  readonly charters: Pick<CharterStore, 'version' | 'names'>;
  readonly texts: Pick<TextStore, 'texts'>;
  readonly issues: ShownIssues;
}

export interface Known {
  /** Brings it up to date with the items. Answers whether anything has changed that was known before, or was added. */
  learn(items: readonly Item[]): Promise<boolean>;
  /** By what was learnt last. Texts are the outcomes and the reasons, not the issues' whole texts. */
  readonly names: RoadmapNames;
}

/** So many texts or issues are asked for at once. */
const batch = 2000;

function refsIn(items: readonly Item[], issues: ReadonlyMap<string, IssueShown | null>): ReadonlySet<string> {
  const refs = new Set<string>();
  for (const { history } of items) {
    for (const { ref, field, to } of history) {
      if (ref !== null) refs.add(ref);
      if (field === 'lead' && to !== null) refs.add(to);
    }
  }
  for (const issue of issues.values()) for (const { ref } of issue?.updates ?? []) refs.add(ref);
  return refs;
}

function* batches(wanted: readonly string[]): Generator<readonly string[]> {
  for (let from = 0; from < wanted.length; from += batch) yield wanted.slice(from, from + batch);
}

/** Of somebody who was erased no update is shown. */
function withoutErased(issue: IssueShown, people: ReadonlyMap<string, string>): IssueShown {
  return issue.updates.every(({ ref }) => people.has(ref))
    ? issue
    : { ...issue, updates: issue.updates.filter(({ ref }) => people.has(ref)) };
}

/** Nothing is known at first. One `learn` at a time. */
export function createKnown({ charters, texts: textStore, issues: shown }: KnownSources): Known {
  const issues = new Map<string, IssueShown | null>();
  const orders = new Map<string, readonly string[]>();
  const texts = new Map<string, string>();
  let revisions: ReadonlyMap<string, number> = new Map();
  let people: ReadonlyMap<string, string> = new Map();

  async function learnIssues(): Promise<boolean> {
    const now = await shown.revisions();
    const changed = [...now].filter(([item, revision]) => revisions.get(item) !== revision).map(([item]) => item);
    const gone = [...revisions.keys()].filter((item) => !now.has(item));
    for (const item of gone) issues.delete(item);
    for (const some of batches(changed)) for (const [item, issue] of await shown.issues(some)) issues.set(item, issue);
    revisions = now;
    return changed.length + gone.length > 0;
  }

  async function learnPeople(items: readonly Item[]): Promise<boolean> {
    const now = await charters.names([...refsIn(items, issues)]);
    // With somebody who is erased go their texts: which ones, the ledger does not tell.
    if ([...people.keys()].some((ref) => !now.has(ref))) texts.clear();
    const changed = now.size !== people.size || [...now].some(([ref, person]) => people.get(ref) !== person);
    people = now;
    return changed;
  }

  async function learnTexts(items: readonly Item[]): Promise<boolean> {
    const wanted = items.flatMap(({ outcome, history }) => [outcome, ...history.map(({ reason }) => reason)]);
    const fresh = [...new Set(wanted)].filter((one) => one !== null && !texts.has(one)).map(String);
    for (const some of batches(fresh)) {
      const found = await textStore.texts(some);
      for (const commitment of some) texts.set(commitment, found.get(commitment) ?? '');
    }
    return fresh.length > 0;
  }

  async function learnOrders(items: readonly Item[]): Promise<void> {
    const versions = new Set(items.flatMap(({ history }) => history.map(({ charter }) => charter)));
    for (const version of versions) {
      if (version === null || orders.has(version)) continue;
      const adopted = await charters.version(version);
      if (!adopted) throw new Error(`charter version ${version} is in the ledger but not in the database`);
      orders.set(version, adopted.charter.roadmap?.horizons ?? []);
    }
  }

  return {
    async learn(items) {
      const changes = [await learnIssues(), await learnPeople(items), await learnTexts(items)];
      await learnOrders(items);
      return changes.includes(true);
    },
    names: {
      person: (ref) => people.get(ref) ?? ref,
      text: (commitment) => (commitment === null ? '' : (texts.get(commitment) ?? '')),
      issue({ id }) {
        const issue = issues.get(id);
        return issue ? withoutErased(issue, people) : null;
      },
      orderOf: (charter) => (charter === null ? [] : (orders.get(charter) ?? [])),
    },
  };
}
