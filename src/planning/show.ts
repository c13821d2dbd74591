// Shows an item in its issue: its label, and one comment that says where it stands and what is to be mended. Repeating it changes nothing.
import type { AdoptedCharter } from '../charter/adopted.js';
import { isFoundationRepository } from '../charter/repositories.js';
import { charterInForce, type Governance } from '../events/governance.js';
import type { Effect } from '../outbox/effect.js';
import { pageOf } from '../replies/page-of.js';
import type { ItemWords } from '../replies/roadmap-replies.js';
import { readForm } from '../roadmap/form.js';
import { horizonOf, isLive, lastAsked, type Item } from '../roadmap/item.js';
import { untakenFields } from '../roadmap/untaken.js';
import { subjectOfKey } from '../shared/refs.js';
import { isItemGone } from './gone.js';
import { bodyNames } from './words.js';

/** The comment is edited at most so often, in milliseconds, as that of a motion is. Contract, section 4. */
export const commentEvery = 10_000;

/** The one comment of ours on the roadmap in an issue. */
export function roadmapCommentKey(origin: string): string {
  return `roadmap ${origin}`;
}

/** The issue that an item was first, wherever that is now. */
export function originKey({ subject, history }: Pick<Item, 'subject' | 'history'>): string {
  return history[0]?.to ?? subject;
}

/** What is to be mended in the text, as it was last kept. Of an item that has ended nothing is. */
async function mendingOf(
  { texts }: Governance,
  adopted: AdoptedCharter,
  item: Item,
): Promise<Pick<ItemWords, 'wish' | 'problems' | 'untaken'>> {
  const nothing = { wish: null, problems: [], untaken: [] };
  if (item.text === null || (item.status !== 'proposed' && !isLive(item))) return nothing;
  const written = await texts.texts([item.text, item.outcome].filter((one) => one !== null));
  const text = written.get(item.text);
  const keptAt = item.history.findLast(({ field }) => field === 'text')?.at;
  if (text === undefined || keptAt === undefined) return nothing;
  const form = readForm(text, adopted, subjectOfKey(item.subject).forge, keptAt);
  const outcome = item.outcome === null ? null : written.get(item.outcome);
  const horizon = horizonOf(item);
  return {
    // Once it has a horizon, what the form wishes is past.
    wish: horizon === null ? form.horizon : null,
    problems: form.problems.filter((one) => horizon === null || !('field' in one) || one.field !== 'horizon'),
    untaken: untakenFields(item, form, adopted, outcome),
  };
}

async function wordsOf(governance: Governance, adopted: AdoptedCharter, item: Item): Promise<ItemWords | null> {
  const { charters, texts, publicUrl } = governance;
  const { id, status, lead, pending } = item;
  const plan = adopted.charter.roadmap;
  if (status === null || plan === null) return null;
  const reason = item.history.findLast(({ field }) => field === 'status')?.reason ?? null;
  const [people, reasons] = await Promise.all([
    charters.names(lead === null ? [] : [lead]),
    texts.texts(reason === null ? [] : [reason]),
  ]);
  const leader = lead === null ? null : (people.get(lead) ?? lead);
  return {
    language: adopted.charter.foundation.language,
    item: id,
    status,
    horizon: horizonOf(item),
    pending: pending === null ? null : { change: pending, motion: lastAsked(item)?.motion ?? '' },
    reason: reason === null ? '' : (reasons.get(reason) ?? ''),
    lead: leader === null ? null : (adopted.charter.people.find((person) => person.id === leader)?.name ?? leader),
    adders: bodyNames(adopted.charter, 'add'),
    url: pageOf(publicUrl, `/roadmap/${id}`),
    ...(await mendingOf(governance, adopted, item)),
  };
}

/** Brings the issue of an item in line with it: after every change of the item, whoever made it. Nothing is shown in an issue that is gone or no longer the foundation's. */
export async function showItem(governance: Governance, id: string): Promise<void> {
  const { ledger, outbox, replies } = governance;
  const { roadmap, seq } = await ledger.sync();
  const item = roadmap.items.get(id);
  if (!item) throw new Error(`${id} is not in the register`);
  const adopted = await charterInForce(governance);
  const words = adopted && (await wordsOf(governance, adopted, item));
  const label = adopted?.charter.roadmap?.label;
  const subject = subjectOfKey(item.subject);
  if (!words || label === undefined || !isFoundationRepository(adopted.charter, subject.forge, subject.repo)) return;
  if (await isItemGone(governance, item)) return;
  const key = roadmapCommentKey(originKey(item));
  const marker = replies.marker(key);
  const effects: readonly Effect[] = [
    { kind: 'label', key: `roadmap-label ${id}`, subject, label },
    { kind: 'comment', key, subject, marker, body: replies.roadmapItem(words, marker), everyMs: commentEvery },
  ];
  await outbox.want(effects, seq);
}
