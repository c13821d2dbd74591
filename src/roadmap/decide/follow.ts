// What follows by itself: from a motion that has ended, from the state of the work, from an edited, moved or deleted issue.
import type { Motion } from '../../motions/motion.js';
import { speakerOf } from '../../charter/adopted.js';
import { electorateOn } from '../../charter/electorate.js';
import { subjectKey, type Account, type SubjectRef } from '../../shared/refs.js';
import { dayOf, type Instant } from '../../shared/time.js';
import { itemOf } from '../fold.js';
import { isDropped, isLive, lastAsked, type Item } from '../item.js';
import { ruledStatus, type Progress } from '../statuses.js';
import { changes, type Described, type RoadmapDraft, type State, type Wanted } from './case.js';

type Known = Pick<State, 'register' | 'at'>;

/** What a motion that has ended does to the item it is about; null while it is not decided. */
function outcomeFor(item: Item, motion: Motion, at: Instant): Wanted | null {
  if (motion.state !== 'closed') return null;
  const [verb, horizon = null] = (item.pending ?? '').split(' ');
  if (motion.outcome === 'lost' && verb === 'add' && item.status === 'proposed') return { status: 'declined' };
  if (motion.outcome !== 'carried') return {};
  if (motion.inForceAt === null || motion.inForceAt > at) return null;
  if (verb === 'add') return item.status === 'proposed' ? { horizon, status: 'accepted' } : {};
  if (!isLive(item)) return {};
  return verb === 'move' ? { horizon } : { status: 'declined' };
}

/** The motion that is to decide on a pending item. */
function motionOf(item: Item, { register }: Known): Motion | undefined {
  const id = lastAsked(item)?.motion;
  return id == null ? undefined : register.motions.get(id);
}

/**
 * The changes that are due because motions have ended, of every item. A change is made when its motion is carried and in force, and then
 * only: one that ended otherwise changes nothing, except that an item whose adding was lost is declined.
 */
export function followMotions(known: Known): readonly RoadmapDraft[] {
  const { items, pending } = known.register.roadmap;
  const waiting = [...pending].flatMap((id) => items.get(id) ?? []);
  return waiting
    .toSorted((a, b) => a.seq - b.seq)
    .flatMap((item) => {
      const motion = motionOf(item, known);
      const wanted = motion && outcomeFor(item, motion, known.at);
      if (!wanted) return [];
      const asked = lastAsked(item);
      const by = {
        key: `${motion.id}/roadmap`,
        ref: asked?.ref ?? null,
        motion: motion.id,
        reason: asked?.reason ?? null,
      };
      return changes(item, known, null, { ...wanted, pending: null }, by);
    });
}

/** The change that the rules of roadmap.yml make of an item, from what is known of the work on it. */
export function followWork(state: State, subject: SubjectRef, progress: Progress): readonly RoadmapDraft[] {
  const item = itemOf(state.register.roadmap, subject);
  const rules = state.adopted.charter.roadmap?.statuses ?? [];
  const status = item && ruledStatus(rules, item, progress);
  if (!item || !status) return [];
  // Named by the state it was decided on: the same state decides the same again.
  const by = { key: `${item.id}/${String(item.seq)}/rule`, ref: null, motion: null, reason: null };
  return changes(item, state, null, { status }, by);
}

/** An issue whose text was changed. */
export interface Edit {
  readonly key: string;
  readonly subject: SubjectRef;
  /** Who edited it; null where the forge does not tell. */
  readonly editor: Account | null;
  readonly at: Instant;
  readonly described: Described;
}

/**
 * Takes over what an edited issue says. Its text is kept whoever edited it; what it says of outcome, theme, body and lead only when the lead did, or one who may
 * add. `ignored` tells whether something was left out for that reason.
 */
export function followEdit(
  state: State,
  { key, subject, editor, at, described }: Edit,
): { readonly drafts: readonly RoadmapDraft[]; readonly ignored: boolean } {
  const { register, adopted, isKnown } = state;
  const item = itemOf(register.roadmap, subject);
  const plan = adopted.charter.roadmap;
  if (!item || plan === null || isKnown(key) || isDropped(item)) return { drafts: [], ignored: false };
  const speaker = editor && speakerOf(adopted, editor);
  const may =
    speaker !== null &&
    (item.lead === speaker.ref ||
      electorateOn(adopted.charter, plan.who.add.bodies, dayOf(at)).includes(speaker.person.id));
  const by = { key, ref: speaker?.ref ?? null, motion: null, reason: null };
  const all = changes(item, state, null, described, by);
  const { text } = described;
  const kept = may || text === undefined ? (may ? all : []) : changes(item, state, null, { text }, by);
  return { drafts: kept, ignored: all.length > kept.length };
}

/** The item goes where its issue went. Nothing when it was followed there already, or another item is there. */
export function followTransfer(known: Known, from: SubjectRef, to: SubjectRef): readonly RoadmapDraft[] {
  const { roadmap } = known.register;
  const item = itemOf(roadmap, from);
  const subject = subjectKey(to);
  if (!item || roadmap.bySubject.has(subject)) return [];
  return [
    {
      key: `${item.id}/${String(item.seq)}/transfer`,
      entry: {
        type: 'roadmap.changed',
        item: item.id,
        field: 'subject',
        from: item.subject,
        to: subject,
        ref: null,
        motion: null,
        reason: null,
      },
    },
  ];
}

/** An issue that was deleted, or left the foundation, takes its item along: it is withdrawn. `reason` commits to what happened. */
export function followGone(
  known: Known,
  subject: SubjectRef,
  ref: string | null,
  reason: string | null,
): readonly RoadmapDraft[] {
  const item = itemOf(known.register.roadmap, subject);
  if (!item || (item.status !== 'proposed' && !isLive(item))) return [];
  const by = { key: `${item.id}/${String(item.seq)}/gone`, ref, motion: null, reason };
  return changes(item, known, null, { status: 'withdrawn' }, by);
}
