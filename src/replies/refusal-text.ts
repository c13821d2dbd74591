// Each refusal as a sentence or two, naming the charter's clause that decides.
import type { Refusal } from '../motions/refusal.js';
import type { Language } from '../shared/text.js';
import { contributionRefusalInWords } from './contribution-refusal-text.js';
import { isoInWords, utc } from './format.js';
import { codeSpan, neutralise } from '../shared/neutralise.js';
import { refusalTelling, type BodyName } from './refusal-telling.js';
import { roadmapRefusalInWords } from './roadmap-refusal-text.js';
import type { Say } from './say.js';

/** Says why a command was not carried out, in one language. */
export function refusalInWords(refusal: Refusal, say: Say, language: Language, bodyName: BodyName): string {
  const telling = refusalTelling(say, language, bodyName);
  const { tell, because, bodies, command, codes, subject } = telling;
  const { code } = refusal;

  switch (code) {
    case 'too-many-commands':
      return tell(code, { count: refusal.count, limit: refusal.limit });
    case 'invisible-characters':
      return tell(code, { command: command(refusal.command), line: refusal.line });
    case 'bad-arguments':
      return tell(code, {
        problem: tell(`problems.${refusal.problem}`, { command: command(refusal.command) }),
        usage: codeSpan(refusal.usage, 200),
        example: codeSpan(refusal.example, 200),
      });
    case 'unknown-kind': {
      const { kind, nearest, known } = refusal;
      const values = { kind: codeSpan(kind), nearest: codeSpan(nearest ?? ''), known: codes(known) };
      return because(tell(nearest === null ? code : 'unknown-kind-near', values), 'motions');
    }
    case 'no-default-kind': {
      const example = codeSpan(`/vote ${refusal.known[0] ?? 'KIND'}`);
      return because(tell(code, { example, known: codes(refusal.known) }), 'default_motion');
    }
    case 'private-repository':
      return tell(code);
    case 'not-a-caller':
      return because(
        tell(code, { bodies: bodies(refusal.bodies), kind: neutralise(refusal.kind, 60) }),
        refusal.clause,
      );
    case 'motion-unfinished':
      return tell(code, { motion: refusal.motion, state: tell(`unfinished.${refusal.state}`) });
    case 'too-many-motions':
      return tell(code, { limit: refusal.limit });
    case 'no-electorate':
      return because(tell(code, { kind: neutralise(refusal.kind, 60) }), refusal.clause);
    case 'called-too-late':
      return tell(code, { time: utc(refusal.receivedAt) });
    case 'no-motion':
      return tell(code, { command: command(refusal.command) });
    case 'motion-closed':
      return tell(code, { motion: refusal.motion, outcome: say(`states.${refusal.outcome}`).toLowerCase() });
    case 'still-proposed': {
      const { motion, secondsMissing, opensAfter } = refusal;
      const key = secondsMissing > 0 ? 'still-proposed-seconds' : code;
      return tell(key, { motion, count: secondsMissing, time: utc(opensAfter) });
    }
    case 'already-open':
    case 'own-motion':
    case 'already-seconded':
    case 'recused':
    case 'already-recused':
    case 'ballots-cast':
    case 'already-extended':
    case 'link-too-late':
      return tell(code, { motion: refusal.motion });
    case 'not-an-elector':
      return because(
        tell(code, { command: command(refusal.command), motion: refusal.motion, bodies: bodies(refusal.bodies) }),
        refusal.clause,
      );
    case 'not-the-proposer':
      return tell(code, { command: command(refusal.command), motion: refusal.motion });
    case 'may-not-extend':
      return because(tell(code, { motion: refusal.motion, bodies: bodies(refusal.bodies) }), refusal.clause);
    case 'extension-too-long':
      return because(tell(code, { motion: refusal.motion, longest: isoInWords(refusal.longest, say) }), refusal.clause);
    case 'already-linked':
    case 'link-same':
      return tell(code, { motion: refusal.motion, subject: subject(refusal.subject) });
    case 'link-outside':
      return because(tell(code, { subject: subject(refusal.subject) }), refusal.clause);
    case 'link-no-forge':
      return tell(code, { forge: tell(`forges.${refusal.forge}`) });
    case 'link-not-found':
    case 'link-private':
      return tell(code, { subject: subject(refusal.subject) });
    case 'link-occupied': {
      const { motion, state } = refusal;
      return tell(code, { subject: subject(refusal.subject), motion, state: tell(`unfinished.${state}`) });
    }
    case 'checked-lately':
      return tell(code, { time: utc(refusal.nextAt) });
    case 'near-miss':
      return tell(code, { written: codeSpan(refusal.written), meant: codeSpan(refusal.meant), motion: refusal.motion });
    case 'changed-unseen':
      return tell(code, { written: codeSpan(refusal.written) });
    case 'edited-ballot':
      return tell(code, { written: codeSpan(refusal.written), motion: refusal.motion });
    case 'no-roadmap':
    case 'only-in-an-issue':
    case 'private-roadmap':
    case 'unknown-verb':
    case 'unknown-status':
    case 'unknown-horizon':
    case 'not-on-the-roadmap':
    case 'already-on-the-roadmap':
    case 'may-not-change-the-roadmap':
    case 'past-horizon':
    case 'same-horizon':
    case 'not-accepted':
    case 'item-ended':
    case 'change-pending':
    case 'same-status':
    case 'status-by-other-command':
    case 'no-such-step':
      return roadmapRefusalInWords(refusal, telling, say);
    default:
      return contributionRefusalInWords(refusal, telling);
  }
}
