// Reminds the lead of an item that nothing was heard of in time, once until something is heard of it again.
import type { AdoptedCharter } from '../charter/adopted.js';
import { isFoundationRepository } from '../charter/repositories.js';
import { charterInForce, type Governance } from '../events/governance.js';
import { gatherItem } from '../planning/gather.js';
import { isItemGone } from '../planning/gone.js';
import type { ShownIssues } from '../planning/store.js';
import { pageOf } from '../replies/page-of.js';
import type { StaleWords } from '../replies/stale-replies.js';
import type { Item } from '../roadmap/item.js';
import { staleFrom } from '../roadmap/updates.js';
import { subjectKey, subjectOfKey, type SubjectRef } from '../shared/refs.js';
import { dayOf, forEver, plus, type Instant } from '../shared/time.js';

/** What the job works with. */
export interface LeadReminding {
  readonly governance: Governance;
  readonly issues: Pick<ShownIssues, 'issues'>;
}

/** Of one silence: it begins when something was heard last, however long it may be by roadmap.yml. */
function markOf({ id }: Item, heardAt: Instant): string {
  return `reminded ${id} ${heardAt}`;
}

function leadOf({ lead }: Item, { charter, refs }: AdoptedCharter, { forge }: SubjectRef): StaleWords['lead'] {
  const person = lead === null ? undefined : charter.people.find(({ id }) => refs.get(id) === lead);
  return person ? { name: person.name, login: person.accounts[forge]?.login ?? null } : null;
}

/** A job. Safe to repeat, and in several instances at once: the reminder is one wish for one comment. */
export function remindLeads({ governance, issues }: LeadReminding): () => Promise<void> {
  const { ledger, charters, mirror, marks, clock, inbox, outbox, replies, publicUrl } = governance;
  /** Marks that are known to be set. */
  const done = new Set<string>();

  /** Whether all that was written in the issue up to the instant is known. */
  async function isHeard(subject: SubjectRef, time: Instant): Promise<boolean> {
    const pending = await inbox.pendingBefore(subjectKey(subject), time);
    return !pending && (await inbox.polledSince(subject, time));
  }

  async function remind(item: Item, adopted: AdoptedCharter, heardAt: Instant, updateWithin: number): Promise<void> {
    const { charter } = adopted;
    const subject = subjectOfKey(item.subject);
    const key = `stale ${item.id} ${heardAt}`;
    const marker = replies.marker(key);
    const words: StaleWords = {
      language: charter.foundation.language,
      item: item.id,
      heardOn: dayOf(heardAt),
      updateWithin,
      lead: leadOf(item, adopted, subject),
      body: charter.bodies.find(({ id }) => id === item.body)?.name ?? null,
      url: pageOf(publicUrl, `/roadmap/${item.id}`),
    };
    const body = replies.roadmapStale(words, marker);
    const { seq } = await ledger.sync();
    await outbox.want([{ kind: 'comment', key, subject, marker, body, everyMs: 0 }], seq);
  }

  async function isDone(mark: string): Promise<boolean> {
    if (!done.has(mark) && (await marks.until(mark)) !== null) done.add(mark);
    return done.has(mark);
  }

  /** Of an item that is stale by what is kept of it. That may be old: the mirror is asked before anybody is called. */
  async function check(item: Item, adopted: AdoptedCharter, updateWithin: number): Promise<void> {
    const { adoptions, charterVersion } = await ledger.sync();
    const { updates } = await gatherItem({ charters, mirror }, { adoptions, charterVersion }, item);
    const staleAt = staleFrom(item, updates[0]?.at ?? null, updateWithin);
    if (staleAt === null || staleAt > clock.now()) return;
    const heardAt = plus(staleAt, -updateWithin);
    const subject = subjectOfKey(item.subject);
    const ours = isFoundationRepository(adopted.charter, subject.forge, subject.repo);
    if (!ours || (await isItemGone(governance, item)) || !(await isHeard(subject, staleAt))) return;
    if (await isDone(markOf(item, heardAt))) return;
    await remind(item, adopted, heardAt, updateWithin);
    await marks.claim(markOf(item, heardAt), item.id, clock.now(), forEver);
  }

  return async () => {
    const adopted = await charterInForce(governance);
    const updateWithin = adopted?.charter.roadmap?.updateWithin ?? null;
    if (!adopted || updateWithin === null) return;
    const [{ roadmap }, now] = [await ledger.sync(), clock.now()];
    const staleSince = (item: Item, lastUpdate: Instant | null): Instant | null => {
      const staleAt = staleFrom(item, lastUpdate, updateWithin);
      return staleAt !== null && staleAt <= now ? staleAt : null;
    };
    const silent = [...roadmap.items.values()].filter((item) => staleSince(item, null) !== null);
    if (silent.length === 0) return;
    const kept = await issues.issues(silent.map(({ id }) => id));
    for (const item of silent) {
      const staleAt = staleSince(item, kept.get(item.id)?.updates[0]?.at ?? null);
      const isTold = staleAt !== null && (await isDone(markOf(item, plus(staleAt, -updateWithin))));
      if (staleAt !== null && !isTold) await check(item, adopted, updateWithin);
    }
  };
}
