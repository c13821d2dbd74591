// Decides on `/roadmap add`, `move`, `status` and `drop`, and on a label put on an issue. Contract, section 7.
import { err, ok } from '../../shared/result.js';
import type { Status } from '../entries.js';
import { readHorizon } from '../horizon.js';
import { isDropped, isLive } from '../item.js';
import { stepsFrom } from '../statuses.js';
import { callMotion } from './call.js';
import {
  caseOf,
  changes,
  mayNot,
  pendingRefusal,
  type By,
  type Case,
  type RoadmapDecided,
  type RoadmapRequest,
  type State,
} from './case.js';

function byRequest({ request: { key, reason }, ref }: Case): By {
  return { key, ref, motion: null, reason };
}

/** Puts an issue on the roadmap, at once or by motion. By members of the bodies that may; a dropped item may be added again. */
export function add(state: State, request: RoadmapRequest, written: string): RoadmapDecided {
  const found = caseOf(state, request);
  if (!found.ok) return found;
  const { plan, item, isIn } = found.value;
  if (state.isKnown(request.key)) return ok([]);
  if (!isIn('add')) return err(mayNot(found.value, 'add'));
  const pending = pendingRefusal(item);
  if (pending) return err(pending);
  if (item?.status && item.status !== 'proposed' && !isDropped(item)) {
    return err({ code: 'already-on-the-roadmap', item: item.id, status: item.status, horizon: item.horizon });
  }
  const horizon = readHorizon(written, plan.horizons, request.at);
  if (!horizon.ok) return horizon;
  const described = request.described ?? {};
  const kind = plan.motions.add;
  if (kind !== null) {
    return callMotion(found.value, kind, `add ${horizon.value}`, { ...described, status: 'proposed' });
  }
  const wanted = { ...described, horizon: horizon.value, status: 'accepted' } as const;
  return ok(changes(item, state, request.subject, wanted, byRequest(found.value)));
}

/** What a label does: one who may add proposes the item. On an item that was not dropped it does nothing. */
export function label(state: State, request: RoadmapRequest): RoadmapDecided {
  const found = caseOf(state, request);
  if (!found.ok) return found;
  const { item, isIn } = found.value;
  if (state.isKnown(request.key)) return ok([]);
  if (item?.status && !isDropped(item)) return ok([]);
  if (!isIn('add')) return err(mayNot(found.value, 'add'));
  const wanted = { ...request.described, status: 'proposed' } as const;
  return ok(changes(item, state, request.subject, wanted, byRequest(found.value)));
}

/** Moves an accepted item to another horizon, at once or by motion. By members of the bodies that may, or the lead. */
export function move(state: State, request: RoadmapRequest, written: string): RoadmapDecided {
  const found = caseOf(state, request);
  if (!found.ok) return found;
  const { plan, item, isIn, isLead } = found.value;
  if (state.isKnown(request.key)) return ok([]);
  if (!item?.status) return err({ code: 'not-on-the-roadmap', verb: 'move' });
  if (!isLead && !isIn('move')) return err(mayNot(found.value, 'move'));
  const pending = pendingRefusal(item);
  if (pending) return err(pending);
  if (item.status === 'proposed') return err({ code: 'not-accepted', item: item.id, verb: 'move' });
  if (!isLive(item)) return err({ code: 'item-ended', item: item.id, status: item.status, verb: 'move' });
  const horizon = readHorizon(written, plan.horizons, request.at);
  if (!horizon.ok) return horizon;
  if (item.horizon === horizon.value) return err({ code: 'same-horizon', item: item.id, horizon: horizon.value });
  if (plan.motions.move !== null) return callMotion(found.value, plan.motions.move, `move ${horizon.value}`);
  return ok(changes(item, state, null, { horizon: horizon.value }, byRequest(found.value)));
}

const otherCommands: Readonly<Partial<Record<Status, 'add' | 'drop' | null>>> = {
  proposed: null,
  declined: 'drop',
  withdrawn: 'drop',
};

/**
 * Says where the work on an accepted item stands. By members of the bodies that may, or the lead. The present status may be given again where that takes over
 * something else that the issue says, by those too who may add.
 */
export function setStatus(state: State, request: RoadmapRequest, status: Status): RoadmapDecided {
  const found = caseOf(state, request);
  if (!found.ok) return found;
  const { item, isIn, isLead } = found.value;
  if (state.isKnown(request.key)) return ok([]);
  if (!item?.status) return err({ code: 'not-on-the-roadmap', verb: 'status' });
  const isGivenAgain = item.status === status;
  if (!isLead && !isIn('status') && !(isGivenAgain && isIn('add'))) return err(mayNot(found.value, 'status'));
  const described = isLead || isIn('add') ? (request.described ?? {}) : {};
  const drafts = changes(item, state, null, { ...described, status }, byRequest(found.value));
  if (isGivenAgain) return drafts.length > 0 ? ok(drafts) : err({ code: 'same-status', item: item.id, status });
  const other = item.status === 'proposed' && status === 'accepted' ? 'add' : otherCommands[status];
  if (other !== undefined) return err({ code: 'status-by-other-command', status, command: other });
  if (item.status === 'proposed') return err({ code: 'not-accepted', item: item.id, verb: 'status' });
  if (isDropped(item)) return err({ code: 'item-ended', item: item.id, status: item.status, verb: 'status' });
  const allowed = stepsFrom(item.status);
  if (!allowed.includes(status)) {
    return err({ code: 'no-such-step', item: item.id, from: item.status, to: status, allowed });
  }
  // What has ended is not dropped: the lead could slip away from the motion, and go on after it.
  const pending = item.pending === 'drop' && status === 'shipped' ? pendingRefusal(item) : null;
  if (pending) return err(pending);
  return ok(drafts);
}

/**
 * Takes an item off the roadmap, at once or, an accepted one, by motion. By members of the bodies that may; while it is only proposed also by its lead and by whoever
 * added it. It is withdrawn when one of these two does it, else declined.
 */
export function drop(state: State, request: RoadmapRequest): RoadmapDecided {
  const found = caseOf(state, request);
  if (!found.ok) return found;
  const { plan, item, ref, isIn, isLead } = found.value;
  if (state.isKnown(request.key)) return ok([]);
  if (!item?.status) return err({ code: 'not-on-the-roadmap', verb: 'drop' });
  const own = isLead || (ref !== null && item.adder === ref);
  if (!isIn('drop') && !(own && item.status === 'proposed')) return err(mayNot(found.value, 'drop'));
  const pending = pendingRefusal(item);
  if (pending) return err(pending);
  if (item.status !== 'proposed' && !isLive(item)) {
    return err({ code: 'item-ended', item: item.id, status: item.status, verb: 'drop' });
  }
  if (isLive(item) && plan.motions.drop !== null) return callMotion(found.value, plan.motions.drop, 'drop');
  const status = own ? 'withdrawn' : 'declined';
  return ok(changes(item, state, null, { status }, byRequest(found.value)));
}
