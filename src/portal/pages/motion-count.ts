// The count of a motion as its page shows it: large figures, a bar a condition, the organizations.
import type { MotionSummary, MotionView } from '../../motions/view.js';
import { conditionBar, type KnownCounts } from '../charts/condition-bar.js';
import { groupBars, groupCount, groupsInFavour, type GroupBar } from '../charts/group-bars.js';
import { stack, type Segment } from '../charts/share.js';
import { organizationName, type PageContext } from './page.js';

/** A condition of the rule, with its bar where one can be drawn. */
function conditionModel(
  { words }: PageContext,
  { text, role, met }: MotionView['tally']['conditions'][number],
  counts: KnownCounts,
  groups: number,
): object {
  const bar = conditionBar(text, counts, groups);
  const phrase = words.condition(text);
  return {
    text,
    role,
    met,
    words: phrase,
    bar,
    // What the bar shows, for those who do not see it.
    told: bar === null ? '' : words.t('motion.bar.told', { count: bar.count, whole: bar.whole, needed: bar.needed }),
    caption: bar === null ? '' : words.t('motion.bar.count', { count: bar.count, whole: bar.whole }),
    line: bar === null ? '' : words.t(bar.limit ? 'motion.bar.limit' : 'motion.bar.goal', { needed: bar.needed }),
  };
}

/** The conditions of an open or closed motion. */
export function conditionModels(context: PageContext, motion: MotionView): readonly object[] {
  const counts: KnownCounts = { ...motion.tally, 'yes.affiliations': groupsInFavour(motion) };
  const groups = groupCount(motion);
  return motion.tally.conditions.map((condition) => conditionModel(context, condition, counts, groups));
}

function groupModel(context: PageContext, bar: GroupBar): object {
  const { t } = context.words;
  const parts = (['yes', 'no', 'abstain', 'silent'] as const).filter((choice) => bar[choice] > 0);
  return {
    ...bar,
    name:
      bar.group === 'unknown'
        ? t('motion.groups.unknown')
        : bar.group === 'independent'
          ? t('motion.groups.independent')
          : organizationName(context, bar.group),
    parts: parts.map((choice) => ({ choice, text: t(`motion.groups.${choice}`, { count: bar[choice] }) })),
  };
}

/** The ballots by organization group. */
export function groupModels(context: PageContext, motion: MotionView): readonly object[] {
  return groupBars(motion).map((bar) => groupModel(context, bar));
}

/** The ballots of a motion out of its electorate, for the thin bar in lists. */
export function miniBar({ yes, no, abstain, electorate }: MotionSummary['tally']): readonly Segment[] {
  return stack(
    [
      ['yes', yes],
      ['no', no],
      ['abstain', abstain],
    ],
    electorate,
  );
}
