// What a command on the roadmap asks of the core, and which subcommands the core would accept from the writer, here and now.
import type { RoadmapVerb } from '../charter/charter.js';
import { unreadRequest } from '../planning/decide.js';
import type { RoadmapArguments } from '../roadmap/arguments.js';
import { roadmapVerbs } from '../roadmap/arguments.js';
import type { RoadmapDecided, RoadmapRequest, State } from '../roadmap/decide/case.js';
import { add, drop, move, setStatus } from '../roadmap/decide/verbs.js';
import { itemOf } from '../roadmap/fold.js';
import { isPast } from '../roadmap/horizon.js';
import { stepsFrom } from '../roadmap/statuses.js';
import type { CommandCall } from './command.js';

/** Who asks, where and when; nothing that has to be read or committed first. */
export function requestFrom({ governance, source, key }: CommandCall): RoadmapRequest {
  return unreadRequest(governance, key, source.author, source);
}

/** The decision that a subcommand asks for. */
export function decisionOn(request: RoadmapRequest, args: RoadmapArguments): (state: State) => RoadmapDecided {
  return (state) => {
    switch (args.verb) {
      case 'add':
        return add(state, request, args.horizon);
      case 'move':
        return move(state, request, args.horizon);
      case 'status':
        return setStatus(state, request, args.status);
      case 'drop':
        return drop(state, request);
    }
  };
}

/** Of each subcommand one that could be accepted, if any of its kind can: to a horizon or a status where the item is not. */
function possible(state: State, { at, subject, origin }: RoadmapRequest): readonly RoadmapArguments[] {
  const { roadmap } = state.register;
  const item = itemOf(roadmap, subject) ?? itemOf(roadmap, origin);
  const horizons = state.adopted.charter.roadmap?.horizons.filter((one) => !isPast(one, at)) ?? [];
  const reason = '';
  return roadmapVerbs.flatMap((verb): RoadmapArguments | readonly [] => {
    const horizon = horizons.find((one) => one !== item?.horizon);
    if (verb === 'drop') return { verb, reason };
    if (verb === 'status') {
      const [status] = item?.status ? stepsFrom(item.status) : [];
      return status === undefined ? [] : { verb, status, reason };
    }
    return horizon === undefined ? [] : { verb, horizon, reason };
  });
}

/** The subcommands that would be accepted from the writer here and now. Nothing is written. */
export async function openVerbs(call: CommandCall): Promise<readonly RoadmapVerb[]> {
  const { governance, adopted } = call;
  const request = requestFrom(call);
  const { result } = await governance.ledger.append((register, at) => {
    const state: State = { register, at, adopted, isKnown: () => false };
    const open = possible(state, request).filter((args) => decisionOn(request, args)(state).ok);
    return { drafts: [], result: open.map(({ verb }) => verb) };
  });
  return result;
}
