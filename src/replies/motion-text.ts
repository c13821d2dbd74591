// A motion in words: the facts its comments are made of, one language at a time. All values are Markdown.
import type { BotLanguage } from '../charter/charter.js';
import type { MotionView } from '../motions/view.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import { inLanguage, type Language, type LocalText } from '../shared/text.js';
import { millis, plus } from '../shared/time.js';
import { parseIsoDuration } from '../shared/duration.js';
import { allOf, conditionInWords, dayInWords, durationInWords, utc } from './format.js';
import { codeSpan, link, neutralise } from '../shared/neutralise.js';
import type { Say } from './say.js';

/** What a motion's comments need beside its view. */
export interface MotionWords {
  readonly language: BotLanguage;
  readonly kindTitle: string | LocalText;
  /** The names of the bodies that vote. */
  readonly bodies: readonly (string | LocalText)[];
  /** The motion's page on the portal. */
  readonly url: string | LocalText;
  /** Where these words will stand; without it they are for all of the motion's subjects. */
  readonly here?: SubjectRef;
  /** A person's name; without it the person's id is shown. */
  readonly nameOf?: (person: string) => string | LocalText;
}

/** One view, to be told in one language. */
export interface Telling {
  readonly view: MotionView;
  readonly words: MotionWords;
  readonly language: Language;
  readonly say: Say;
}

const emojis = {
  proposed: '📝',
  open: '🗳️',
  carried: '✅',
  lost: '❌',
  'no-quorum': '⚪',
  'too-few-affiliations': '⚪',
  lapsed: '⌛',
  withdrawn: '↩️',
  cancelled: '🚫',
  superseded: '🔁',
  vetoed: '⛔',
} as const;

/** The state, or the outcome once there is one. */
export function stateOf(view: MotionView): keyof typeof emojis {
  return view.outcome ?? (view.state === 'proposed' ? 'proposed' : 'open');
}

export function headline({ view, say }: Telling): string {
  const state = stateOf(view);
  return say('motion.headline', { emoji: emojis[state], state: say(`states.${state}`), title: neutralise(view.title) });
}

export function personName({ words, language }: Telling, person: string): string {
  return neutralise(inLanguage(words.nameOf?.(person) ?? person, language), 80);
}

/** Kind, number, proposer, and the commit voted on. */
export function who(telling: Telling): string {
  const { view, words, language, say } = telling;
  const kind = neutralise(inLanguage(words.kindTitle, language), 80);
  const sentence = say('motion.who', { kind, motion: view.id, proposer: personName(telling, view.proposer) });
  const { here } = words;
  const places = here ? view.subjects.filter((subject) => subjectKey(subject) === subjectKey(here)) : view.subjects;
  const head = places.find((subject) => subject.head !== null)?.head ?? null;
  if (head === null || view.state !== 'open') return sentence;
  const push = say(`motion.push.${view.rule?.on_push ?? 'supersede'}`);
  return [sentence, say('motion.head', { head: `\`${head.slice(0, 10)}\``, push })].join(language === 'en' ? ' ' : '');
}

/** The count; empty when nobody could vote. */
export function count({ view, say }: Telling): string {
  if (view.opened_at === null) return '';
  const { yes, no, abstain, ballots, electorate } = view.tally;
  const key = view.state === 'closed' ? 'motion.tally-closed' : 'motion.tally';
  return say(key, { yes, no, abstain, ballots, electorate });
}

/** The conditions of a role in words; with `judged`, whether each is met. */
function conditions({ view, say }: Telling, role: 'quorum' | 'passes_when', judged: boolean): string {
  const texts = view.rule?.[role] ?? [];
  const words = texts.map((text) => {
    const condition = conditionInWords(text, say);
    const met = view.tally.conditions.find((one) => one.role === role && one.text === text)?.met;
    if (!judged || met === undefined) return condition;
    return say(met ? 'motion.condition-met' : 'motion.condition-missed', { condition });
  });
  return words.join(say('list.semicolon'));
}

/** The conditions that do not hold yet, in words. */
export function missedConditions({ view, say }: Telling): readonly string[] {
  return view.tally.conditions.filter(({ met }) => !met).map(({ text }) => conditionInWords(text, say));
}

function rule(telling: Telling): readonly string[] {
  const { view, say } = telling;
  if (view.rule === null) return [];
  const judged = view.state === 'closed';
  const { affiliation_cap: cap, quorum } = view.rule;
  const passes = say('motion.passes', { conditions: conditions(telling, 'passes_when', judged) });
  return [
    cap === null ? passes : passes + say('motion.cap', { cap: neutralise(cap, 20) }),
    quorum.length === 0
      ? say('motion.no-quorum')
      : say('motion.quorum', { conditions: conditions(telling, 'quorum', judged) }),
  ];
}

/** Who may vote; nothing where the bodies are not told, as in a check. */
function voters({ view, words, language, say }: Telling, key: string): readonly string[] {
  if (words.bodies.length === 0) return [];
  const names = words.bodies.map((body) => neutralise(inLanguage(body, language), 80));
  return [say(key, { bodies: allOf(names, say), count: view.tally.electorate })];
}

/** What a proposed motion waits for. */
function waiting(telling: Telling): readonly string[] {
  const { view, language, say } = telling;
  if (view.waiting === null) return [];
  const {
    seconds: given,
    seconds_needed: needed,
    opens_after: after,
    head_missing: headMissing = false,
  } = view.waiting;
  const people = allOf(
    view.seconds.map(({ person }) => personName(telling, person)),
    say,
  );
  const lacking = Math.max(0, needed - given);
  const time = { time: utc(after), day: dayInWords(after, language) };
  const missing = [
    ...(lacking > 0 ? [say('motion.missing-seconds', { count: lacking })] : []),
    ...(after > view.proposed_at && !headMissing ? [say('motion.missing-notice', { time: utc(after) })] : []),
    ...(headMissing ? [say('motion.missing-head')] : []),
  ];
  return [
    ...(needed === 0 ? [] : [say(people === '' ? 'motion.seconds' : 'motion.seconded-by', { given, needed, people })]),
    say(lacking > 0 ? 'motion.opens-seconded' : 'motion.opens', time),
    ...voters(telling, 'motion.voters-proposed'),
    ...rule(telling),
    ...(missing.length > 0 ? [say('motion.missing', { what: allOf(missing, say) })] : []),
  ];
}

function stillMissing(telling: Telling): string {
  const { view, say } = telling;
  const missed = missedConditions(telling);
  if (missed.length > 0) return say('motion.missing-conditions', { conditions: missed.join(say('list.semicolon')) });
  const { yes, would_be: outcome } = view.tally;
  const settled = yes > 0 && outcome !== null;
  const what = settled
    ? say('motion.missing-nothing', { outcome: say(`states.${outcome}`) })
    : say('motion.missing-votes');
  return say('motion.missing', { what });
}

/** When and by what rule a motion being voted on ends: no ballot changes it. */
export function terms(telling: Telling): readonly string[] {
  const { view, language, say } = telling;
  const { opened_at: opened, closes_at: closes } = view;
  if (opened === null || closes === null) return [];
  const period = durationInWords(millis(closes) - millis(opened), say);
  const closing = say('motion.closes', { time: utc(closes), day: dayInWords(closes, language), period });
  return [closing + early(telling), ...rule(telling)];
}

/** The facts of a motion being voted on. */
function voting(telling: Telling): readonly string[] {
  return [...terms(telling), ...voters(telling, 'motion.voters'), stillMissing(telling)];
}

function early({ view, say }: Telling): string {
  if (view.rule?.close_early !== 'when-decided' || view.opened_at === null) return '';
  const minimum = parseIsoDuration(view.rule.minimum_period);
  return minimum.ok ? say('motion.early', { time: utc(plus(view.opened_at, minimum.value)) }) : '';
}

function closing(telling: Telling): readonly string[] {
  const { view, language, say } = telling;
  const lines: string[] = [];
  if (view.closed_at !== null) {
    lines.push(say('motion.closed', { time: utc(view.closed_at), day: dayInWords(view.closed_at, language) }));
  }
  if (view.in_force_at !== null) {
    const time = utc(view.in_force_at);
    const { resolution } = view;
    lines.push(
      resolution === null ? say('motion.resolution-waiting', { time }) : say('motion.resolution', { resolution, time }),
    );
  }
  return [...lines, ...ending(telling), ...(view.opened_at === null ? [] : rule(telling))];
}

/** Who ended a motion before its time. */
export function ending(telling: Telling): readonly string[] {
  const { view, say } = telling;
  if (view.ended_by === null) return [];
  const reason = neutralise(view.ended_by.reason);
  if (view.ended_by.person === null) return reason === '' ? [] : [say('motion.ended-nobody', { reason })];
  const person = personName(telling, view.ended_by.person);
  return [say(reason === '' ? 'motion.ended' : 'motion.ended-reason', { person, reason })];
}

/** Why it came out so, where the outcome alone does not say. */
export function explanation({ view, say }: Telling): string {
  const state = stateOf(view);
  switch (state) {
    case 'cancelled':
      return say(view.subjects.length > 1 ? 'motion.explain.cancelled-linked' : 'motion.explain.cancelled');
    case 'lapsed':
    case 'withdrawn':
    case 'superseded':
    case 'vetoed':
      return say(`motion.explain.${state}`);
    default:
      return '';
  }
}

/** The other subject of a linked motion. */
function linked({ view, words, say }: Telling): readonly string[] {
  const { here } = words;
  if (here === undefined || view.subjects.length < 2) return [];
  const others = view.subjects.filter((subject) => subjectKey(subject) !== subjectKey(here));
  const names = others.map(({ forge, repo, number, url }) => link(codeSpan(`${forge}:${repo}#${number}`, 250), url));
  return names.length === 0 ? [] : [say('motion.linked', { subjects: allOf(names, say) })];
}

function inState(telling: Telling): readonly string[] {
  switch (telling.view.state) {
    case 'proposed':
      return waiting(telling);
    case 'open':
      return voting(telling);
    case 'closed':
      return closing(telling);
  }
}

/** The facts of a motion in its present state, one to a line. */
export function facts(telling: Telling): readonly string[] {
  return [...linked(telling), ...inState(telling)];
}

export function pageLink({ words, language, say }: Telling, key: string): string {
  return link(say(key), inLanguage(words.url, language));
}
