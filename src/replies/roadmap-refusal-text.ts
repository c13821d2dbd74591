// Each refusal of a command on the roadmap as a sentence or two, naming the clause of roadmap.yml or of the charter that decides.
import type { RoadmapVerb } from '../charter/charter.js';
import { roadmapUsages } from '../roadmap/arguments.js';
import type { Status } from '../roadmap/entries.js';
import type { RoadmapRefusal, UnknownWord } from '../roadmap/refusal.js';
import { oneOf } from './format.js';
import { codeSpan } from '../shared/neutralise.js';
import { clauseName, type RefusalTelling } from './refusal-telling.js';
import type { Say } from './say.js';

/** So many horizons are named. */
const mostNamed = 20;

/** Says why the roadmap was not changed, in one language. */
export function roadmapRefusalInWords(
  refusal: RoadmapRefusal,
  { tell, because, bodies, codes }: RefusalTelling,
  say: Say,
): string {
  const commands = {
    command: codeSpan('/roadmap'),
    add: codeSpan(roadmapUsages.add),
    move: codeSpan(roadmapUsages.move),
    drop: codeSpan(roadmapUsages.drop),
    again: codeSpan('/roadmap status in-progress'),
  };
  function byRoadmap(sentence: string, clause: string): string {
    return tell('clause-roadmap', { sentence, clause: clauseName(clause) });
  }
  function status(one: Status): string {
    return say(`roadmap.statuses.${one}`);
  }
  function act(verb: RoadmapVerb): string {
    return tell(`roadmap-acts.${verb}`);
  }
  /** A word nobody knows: which was perhaps meant, and which there are. */
  function unknown({ code, written, nearest, known }: UnknownWord<string>): string {
    const key = known.length === 0 ? `${code}-none` : nearest === null ? code : `${code}-near`;
    const values = { written: codeSpan(written), nearest: codeSpan(nearest ?? ''), known: codes(known) };
    return tell(key, { ...commands, ...values });
  }

  const { code } = refusal;
  switch (code) {
    case 'no-roadmap':
    case 'only-in-an-issue':
    case 'private-roadmap':
      return tell(code, commands);
    case 'unknown-verb':
    case 'unknown-status':
      return unknown(refusal);
    case 'unknown-horizon':
      return byRoadmap(unknown({ ...refusal, known: refusal.known.slice(0, mostNamed) }), 'horizons');
    case 'past-horizon': {
      const { horizon, current, known } = refusal;
      const values = { horizon: codeSpan(horizon), current, known: codes(known.slice(0, mostNamed)) };
      return byRoadmap(tell(known.length === 0 ? 'past-horizon-none' : code, values), 'horizons');
    }
    case 'not-on-the-roadmap':
      return tell(code, { ...commands, act: act(refusal.verb) });
    case 'already-on-the-roadmap': {
      const { item, horizon } = refusal;
      const values = { ...commands, item, status: status(refusal.status), horizon: codeSpan(horizon ?? '') };
      return tell(horizon === null || refusal.status === 'shipped' ? `${code}-ended` : code, values);
    }
    case 'may-not-change-the-roadmap': {
      const { verb, clause, lead } = refusal;
      const who = refusal.bodies.length > 0 ? (lead ? '-or-lead' : '') : lead ? '-lead' : '-nobody';
      const sentence = tell(`${code}${who}`, { bodies: bodies(refusal.bodies), act: act(verb) });
      return clause.startsWith('who.') ? byRoadmap(sentence, clause) : because(sentence, clause);
    }
    case 'same-horizon':
      return tell(code, { item: refusal.item, horizon: codeSpan(refusal.horizon) });
    case 'not-accepted':
      return tell(`${code}-${refusal.verb}`, { ...commands, item: refusal.item });
    case 'item-ended': {
      const key = refusal.status === 'shipped' ? 'item-shipped' : code;
      return tell(key, { ...commands, item: refusal.item, status: status(refusal.status) });
    }
    case 'change-pending': {
      const { item, motion, pending } = refusal;
      return tell(code, { item, motion, pending: codeSpan(`/roadmap ${pending}`) });
    }
    case 'same-status':
      return tell(code, { item: refusal.item, status: status(refusal.status) });
    case 'status-by-other-command': {
      const { command } = refusal;
      return tell(command === null ? 'status-by-no-command' : `${code}-${command}`, {
        ...commands,
        status: status(refusal.status),
      });
    }
    case 'no-such-step': {
      const { item, from, to, allowed } = refusal;
      const next = oneOf(
        allowed.map((one) => codeSpan(one)),
        say,
      );
      return tell(code, { item, from: status(from), to: status(to), next });
    }
  }
}
