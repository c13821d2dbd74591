// The label of the roadmap: it proposes an issue when one puts it on who may add, is answered where it proposes nothing, and is put back on an item.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { RoadmapPlan } from '../charter/charter.js';
import type { Governance } from '../events/governance.js';
import { pageOf } from '../replies/page-of.js';
import type { RoadmapRequest, State } from '../roadmap/decide/case.js';
import { label as decideLabel } from '../roadmap/decide/verbs.js';
import { itemOf } from '../roadmap/fold.js';
import { isPast } from '../roadmap/horizon.js';
import { isDropped, type Item } from '../roadmap/item.js';
import { subjectKey, subjectOfKey, type Account } from '../shared/refs.js';
import { decideRequest, unreadRequest, type Asked } from './decide.js';
import { describeIssue } from './describe.js';
import { commentEvery, originKey, roadmapCommentKey, showItem } from './show.js';
import { bodyNames } from './words.js';

/** A label that somebody takes off again and again is put back at most so often, in milliseconds. */
const backEvery = 60_000;

/** An issue in which the label matters. */
export interface LabelPlace extends Asked {
  readonly governance: Governance;
  readonly adopted: AdoptedCharter;
  readonly plan: RoadmapPlan;
}

/** The item that the issue is. */
export async function itemHere({ governance, subject, origin }: LabelPlace): Promise<Item | undefined> {
  const { roadmap } = await governance.ledger.sync();
  return itemOf(roadmap, subject.ref) ?? itemOf(roadmap, origin);
}

function requestOf(place: LabelPlace, by: Account, item: Item | undefined): RoadmapRequest {
  // Named by the state it was decided on, so that a repeat finds it done: a forge does not name the putting on of a label.
  const key = item?.status ? `${item.id}/${String(item.seq)}/label` : `${subjectKey(place.origin)}/label`;
  return unreadRequest(place.governance, key, by, place);
}

/** What the label does that somebody put on. `issueText`: what the issue said then. */
export async function proposeByLabel(place: LabelPlace, by: Account, issueText: string): Promise<void> {
  const { governance, adopted, receivedAt: at } = place;
  const before = await itemHere(place);
  if (before && !isDropped(before) && before.status) return showItem(governance, before.id);
  const request = requestOf(place, by, before);
  const register = await governance.ledger.sync();
  const unread: State = { register, adopted, at, isKnown: () => false };
  if (!decideLabel(unread, request).ok) return before ? undefined : thank(place);
  const { key, subject, origin } = request;
  const says = await describeIssue(governance, adopted, {
    key,
    subject,
    origin,
    at,
    other: { text: issueText, counts: 'same' },
  });
  if (!says) return;
  const { described } = says;
  await decideRequest(governance, adopted, (state) => decideLabel(state, { ...request, described }));
  const item = await itemHere(place);
  if (item) await showItem(governance, item.id);
}

/** Thanks for a proposal that changes nothing yet, and says the next step: once in an issue, in the comment that shows the item when it is one. */
export async function thank({ governance, adopted, plan, subject, receivedAt }: LabelPlace): Promise<void> {
  const { ledger, outbox, replies, publicUrl } = governance;
  const { seq } = await ledger.sync();
  const key = roadmapCommentKey(subjectKey(subject.ref));
  const marker = replies.marker(key);
  const words = {
    language: adopted.charter.foundation.language,
    label: plan.label,
    bodies: bodyNames(adopted.charter, 'add'),
    horizons: plan.horizons.filter((horizon) => !isPast(horizon, receivedAt)),
    url: pageOf(publicUrl, '/roadmap'),
  };
  const body = replies.roadmapThanks(words, marker);
  await outbox.want([{ kind: 'comment', key, subject: subject.ref, marker, body, everyMs: commentEvery }], seq);
}

/** Puts the label back on an item. `told`: whoever took it off is told why, once in an issue. */
export async function putLabelBack(place: LabelPlace, item: Item, told: boolean): Promise<void> {
  const { governance, adopted, plan, receivedAt: missedAt } = place;
  const { ledger, outbox, replies, publicUrl } = governance;
  const { seq } = await ledger.sync();
  const { label } = plan;
  const subject = subjectOfKey(item.subject);
  const back = {
    kind: 'label',
    key: `roadmap-label-back ${item.id}`,
    subject,
    label,
    missedAt,
    everyMs: backEvery,
  } as const;
  const key = `roadmap-label-kept ${originKey(item)}`;
  const marker = replies.marker(key);
  const bodies = bodyNames(adopted.charter, 'drop');
  const words = {
    language: adopted.charter.foundation.language,
    label,
    item: item.id,
    bodies,
    url: pageOf(publicUrl, `/roadmap/${item.id}`),
  };
  const body = replies.roadmapLabelBack(words, marker);
  const reply = { kind: 'comment', key, subject, marker, body, everyMs: commentEvery } as const;
  await outbox.want(told ? [back, reply] : [back], seq);
}
