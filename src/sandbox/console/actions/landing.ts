// Where an action on an issue or pull request leads: back to its page, with a sentence on what was done and by whom.
import { fullName, type Subject } from '../../forge/state.js';
import type { Ref } from '../../gitee/ident.js';
import { subjectAddress, type ConsoleActor } from '../forge.js';
import type { Line } from '../notes.js';
import type { ForgeVisit } from '../visit.js';
import type { Landing } from './action.js';

/** Whoever is acted as. */
export function actorOf({ forge, actor }: ForgeVisit): ConsoleActor {
  return forge.as(actor.login);
}

/** `OWNER/NAME` and number, as an actor of either forge wants them. */
export function at({ forge }: ForgeVisit, subject: Subject): readonly [repo: string, number: Ref] {
  return [fullName(subject.repository), forge.refOf(subject)];
}

/** The same of what is numbered by whole numbers: pull requests everywhere, and all there is on GitHub. */
export function numbered(subject: Subject): readonly [repo: string, number: number] {
  return [fullName(subject.repository), subject.number];
}

/** `key`: of the sentence, below `console.note`. */
export function landing(
  visit: ForgeVisit,
  subject: Subject,
  key: string,
  more: Partial<Line> & { anchor?: string } = {},
): Landing {
  const { anchor, ...line } = more;
  return {
    lines: [{ key, ...line, values: { who: visit.actor.name, ...line.values } }],
    address: subjectAddress(visit.forge, subject),
    ...(anchor === undefined ? {} : { anchor }),
  };
}
