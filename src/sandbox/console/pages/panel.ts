// The motion in a subject: how it stands, one button a voter and choice, and the clock to its next moment.
import { electorateOn } from '../../../charter/electorate.js';
import { choices } from '../../../motions/entries.js';
import type { MotionSummary, MotionView } from '../../../motions/view.js';
import type { Subject } from '../../forge/state.js';
import { formatDuration } from '../../../shared/duration.js';
import { dayOf, millis } from '../../../shared/time.js';
import { subjectAddress } from '../forge.js';
import { placeOf } from '../subjects.js';
import type { ForgeVisit, Visit } from '../visit.js';

/** So that what is due at a moment has passed it. */
const margin = 60_000;

function votersOf({ cast, words }: Visit, view: MotionView) {
  const recused = new Set(view.recused.map(({ person }) => person));
  return view.electorate.flatMap(({ person }) => {
    const face = cast.person(person);
    if (!face || recused.has(person)) return [];
    const ballot = view.ballots.find((one) => one.person === person && one.binding && !one.superseded);
    return [{ ...face, ballot: ballot ? { choice: ballot.choice, word: words.t(`choice.${ballot.choice}`) } : null }];
  });
}

/** Those who may second a proposed motion and have not. */
function secondersOf({ cast, charter, now }: Visit, view: MotionView) {
  const kind = charter?.motions.find(({ id }) => id === view.kind);
  if (!charter || !kind) return [];
  const done = [view.proposer, ...view.seconds.map(({ person }) => person)];
  const others = electorateOn(charter, kind.electorate, dayOf(now)).filter((id) => !done.includes(id));
  return others.flatMap((id) => cast.person(id) ?? []);
}

/** Moves the clock past the moment the motion waits for; null when it waits for none to come. */
function stepOf({ now, words }: Visit, { state, closes_at, waiting }: MotionView) {
  const moment = state === 'open' ? closes_at : state === 'proposed' ? (waiting?.opens_after ?? null) : null;
  if (moment === null || moment <= now) return null;
  const ms = Math.ceil((millis(moment) - millis(now)) / 60_000) * 60_000 + margin;
  return { span: formatDuration(ms), inWords: words.duration(ms), to: state === 'open' ? 'close' : 'open' };
}

/** Where else the motion lives. */
function otherPlacesOf({ forge, source }: ForgeVisit, subject: Subject, { subjects }: MotionView) {
  const here = subjectAddress(forge, subject);
  return subjects.flatMap((one) => placeOf(source.forges, one) ?? []).filter(({ address }) => address !== here);
}

/** The newest of the motions in the subject; null where there is none. */
export async function panelOf(visit: ForgeVisit, subject: Subject, motions: readonly MotionSummary[]) {
  const { forge, source, words } = visit;
  const view = motions[0] ? await source.decided.motion(motions[0].id) : null;
  if (!view) return null;
  const { id, kind, state, outcome, tally, resolution, closes_at, waiting } = view;
  const named = visit.charter?.motions.find((one) => one.id === kind);
  const step = stepOf(visit, view);
  const voters = state === 'open' ? votersOf(visit, view) : [];
  const absent = state === 'open' ? view.electorate.length - view.recused.length - voters.length : 0;
  const needed = state === 'proposed' && waiting ? waiting.seconds_needed - waiting.seconds : 0;
  return {
    id,
    kind: named ? words.name(named.title) : kind,
    isProposed: state === 'proposed',
    stands: words.t(outcome === null ? `state.${state}` : `outcome.${outcome}`),
    tally: words.t('console.panel.tally', { yes: tally.yes, no: tally.no, abstain: tally.abstain }),
    voted: words.t('console.panel.voted', { ballots: tally.ballots, electorate: tally.electorate }),
    closesAt: state === 'open' ? closes_at : null,
    needed,
    seconders: needed > 0 ? secondersOf(visit, view) : [],
    opensAfter: state === 'proposed' ? (waiting?.opens_after ?? null) : null,
    resolution,
    elsewhere: otherPlacesOf(visit, subject, view),
    voters,
    absent: absent > 0 ? words.t('console.panel.absent', { count: absent, forge: forge.name }) : '',
    choices: choices.map((choice) => ({ choice, word: words.t(`choice.${choice}`) })),
    step: step && { ...step, label: words.t(`console.panel.to-${step.to}`, { duration: step.inWords }) },
  };
}
