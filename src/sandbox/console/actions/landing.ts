// Where an action on an issue or pull request leads: back to its page, with a sentence on what was done and by whom.
import type { Actor } from '../../github/actor.js';
import { fullName, type Subject } from '../../forge/state.js';
import type { Line } from '../notes.js';
import { subjectAddress } from '../subjects.js';
import type { Visit } from '../visit.js';
import type { Landing } from './action.js';

/** Whoever is acted as. */
export function actorOf(visit: Visit): Actor {
  return visit.source.sandbox.github.as(visit.actor.login);
}

/** `OWNER/NAME` and number, as an Actor wants them. */
export function at(subject: Subject): readonly [repo: string, number: number] {
  return [fullName(subject.repository), subject.number];
}

/** `key`: of the sentence, below `console.note`. */
export function landing(
  visit: Visit,
  subject: Subject,
  key: string,
  more: Partial<Line> & { anchor?: string } = {},
): Landing {
  const { anchor, ...line } = more;
  return {
    lines: [{ key, ...line, values: { who: visit.actor.name, ...line.values } }],
    address: subjectAddress(subject),
    ...(anchor === undefined ? {} : { anchor }),
  };
}
