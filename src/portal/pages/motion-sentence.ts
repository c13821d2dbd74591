// The one sentence about a motion.
import { parseCondition } from '../../charter/condition.js';
import { fraction, multiply } from '../../shared/fraction.js';
import type { MotionSummary } from '../../motions/view.js';
import type { Words } from '../../web/words.js';
import { neededFor } from '../charts/condition-bar.js';

function proposedSentence({ waiting }: MotionSummary, { t, time }: Words): string {
  if (waiting === null) return t('motion.sentence.proposed');
  if (waiting.head_missing === true) return t('motion.sentence.head');
  const count = waiting.seconds_needed - waiting.seconds;
  const opens = time(waiting.opens_after);
  return count > 0 ? t('motion.sentence.seconds', { count, opens }) : t('motion.sentence.notice', { opens });
}

/** `3 for, 1 against`, and the abstentions where there are any. */
function countsOf({ yes, no, abstain }: MotionSummary['tally'], { t }: Words): string {
  return t(abstain > 0 ? 'motion.sentence.countsAbstain' : 'motion.sentence.counts', { yes, no, abstain });
}

/** The ballots still missing for the quorum, where the quorum is one of ballots; null otherwise. */
function ballotsMissing({ conditions, ballots, electorate }: MotionSummary['tally']): number | null {
  const unmet = conditions.filter(({ role, met }) => role === 'quorum' && !met);
  const [only, ...others] = unmet.map(({ text }) => parseCondition(text));
  if (!only?.ok || others.length > 0) return null;
  const { term, op, value } = only.value;
  if (term !== 'ballots' || !['>', '>='].includes(op)) return null;
  if ('number' in value) return neededFor(op, fraction(value.number)) - ballots;
  return value.of === 'electorate' ? neededFor(op, multiply(value.share, fraction(electorate))) - ballots : null;
}

/** How the vote would end as it stands, and what the quorum lacks. */
function standing({ tally }: MotionSummary, { t }: Words): string {
  if (tally.would_be === null) return '';
  const count = tally.would_be === 'no-quorum' ? ballotsMissing(tally) : null;
  if (count !== null) return t('motion.sentence.missing', { count });
  return t(`motion.sentence.would.${tally.would_be}`);
}

function openSentence(motion: MotionSummary, words: Words): string {
  const { ballots, electorate } = motion.tally;
  return words.t(ballots === 0 ? 'motion.sentence.openEmpty' : 'motion.sentence.open', {
    counts: countsOf(motion.tally, words),
    ballots,
    electorate,
    standing: standing(motion, words),
  });
}

function closedSentence(motion: MotionSummary, { t, day }: Words, name: (person: string) => string): string {
  const { tally, outcome, ended_by: ending } = motion;
  const by = ending?.person ?? null;
  const said = t(`motion.sentence.${outcome ?? 'closed'}`, {
    yes: tally.yes,
    no: tally.no,
    ballots: tally.ballots,
    electorate: tally.electorate,
    day: motion.closed_at === null ? '' : day(motion.closed_at),
  });
  const who = by === null ? '' : t('motion.sentence.by', { name: name(by) });
  return said + who;
}

/** How a motion stands, without its deadline or its resolution: where those are shown beside it. */
export function standingSentence(motion: MotionSummary, words: Words, name: (person: string) => string): string {
  switch (motion.state) {
    case 'proposed':
      return proposedSentence(motion, words);
    case 'open':
      return openSentence(motion, words);
    case 'closed':
      return closedSentence(motion, words, name);
  }
}

/** What is to be known of a motion, in a sentence or two. */
export function motionSentence(motion: MotionSummary, words: Words, name: (person: string) => string): string {
  const { state, closes_at: closes, resolution } = motion;
  return [
    standingSentence(motion, words, name),
    state === 'open' && closes !== null ? words.t('motion.sentence.closes', { closes: words.time(closes) }) : '',
    resolution === null ? '' : words.t('motion.sentence.resolution', { id: resolution }),
  ].join('');
}
