// The one sentence about a motion.
import type { MotionSummary } from '../../motions/view.js';
import type { Words } from '../../web/words.js';

function proposedSentence({ waiting }: MotionSummary, { t, time }: Words): string {
  if (waiting === null) return t('motion.sentence.proposed');
  if (waiting.head_missing === true) return t('motion.sentence.head');
  const count = waiting.seconds_needed - waiting.seconds;
  const opens = time(waiting.opens_after);
  return count > 0 ? t('motion.sentence.seconds', { count, opens }) : t('motion.sentence.notice', { opens });
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
  return said + who + (motion.resolution === null ? '' : t('motion.sentence.resolution', { id: motion.resolution }));
}

/** What is to be known of a motion, in a sentence or two. */
export function motionSentence(motion: MotionSummary, words: Words, name: (person: string) => string): string {
  switch (motion.state) {
    case 'proposed':
      return proposedSentence(motion, words);
    case 'open': {
      const { yes, no, abstain, ballots, electorate, would_be: wouldBe } = motion.tally;
      const closes = motion.closes_at === null ? '' : words.time(motion.closes_at);
      const counts = words.t('motion.sentence.open', { yes, no, abstain, ballots, electorate, closes });
      return (
        counts + (wouldBe === null ? '' : words.t('motion.sentence.would', { outcome: words.t(`outcome.${wouldBe}`) }))
      );
    }
    case 'closed':
      return closedSentence(motion, words, name);
  }
}
