// What comes next for a motion, and the rule it goes by, in words.
import { parseIsoDuration } from '../../shared/duration.js';
import { millis, plus } from '../../shared/time.js';
import type { RuleEntry } from '../../motions/entries.js';
import { ruleEntryOf } from '../../motions/rule.js';
import type { MotionView } from '../../motions/view.js';
import type { PageContext } from './page.js';
import { when, type When } from './when.js';

interface Step {
  readonly text: string;
  readonly when: When | null;
  /** Whether the text ends with where the motion is discussed. */
  readonly there?: boolean;
}

function length({ words }: PageContext, iso: string): string {
  const parsed = parseIsoDuration(iso);
  return parsed.ok ? words.duration(parsed.value) : iso;
}

/** When a motion may close early, at the soonest; null when it never does or that time has come. */
function earliest(context: PageContext, { rule, opened_at: opened }: MotionView): When | null {
  const least = rule ? parseIsoDuration(rule.minimum_period) : null;
  if (!least?.ok || opened === null) return null;
  const at = plus(opened, least.value);
  return millis(at) > millis(context.now) ? when(context, at) : null;
}

function openSteps(context: PageContext, motion: MotionView): readonly Step[] {
  const { t } = context.words;
  const wouldBe = motion.tally.would_be;
  const early = motion.rule?.close_early === 'when-decided';
  const soonest = early ? earliest(context, motion) : null;
  return [
    ...(motion.closes_at === null ? [] : [{ text: t('motion.next.closes'), when: when(context, motion.closes_at) }]),
    ...(early ? [{ text: t(soonest ? 'motion.next.earlyAfter' : 'motion.next.early'), when: soonest }] : []),
    ...(wouldBe === null ? [] : [{ text: t(`motion.next.would.${wouldBe}`), when: null }]),
    { text: t('motion.next.vote'), when: null, there: true },
  ];
}

function proposedSteps(context: PageContext, { waiting }: MotionView): readonly Step[] {
  const { t } = context.words;
  if (waiting === null) return [];
  if (waiting.head_missing === true) return [{ text: t('motion.next.head'), when: null }];
  const missing = waiting.seconds_needed - waiting.seconds;
  return [
    ...(missing > 0 ? [{ text: t('motion.next.second', { count: missing }), when: null, there: true }] : []),
    {
      text: t(missing > 0 ? 'motion.next.opensSeconded' : 'motion.next.opens'),
      when: when(context, waiting.opens_after),
    },
  ];
}

/** The steps ahead, the nearest first. */
export function nextSteps(context: PageContext, motion: MotionView): readonly Step[] {
  const { t } = context.words;
  switch (motion.state) {
    case 'proposed':
      return proposedSteps(context, motion);
    case 'open':
      return openSteps(context, motion);
    case 'closed':
      return motion.in_force_at === null
        ? [{ text: t(motion.outcome === 'carried' ? 'motion.next.inForceSoon' : 'motion.next.again'), when: null }]
        : [{ text: t('motion.next.inForce'), when: when(context, motion.in_force_at) }];
  }
}

/** The rule as it will be fixed at opening, as the charter stands now; null where the charter no longer has the kind. */
function ruleToCome({ inForce }: PageContext, { kind }: MotionView): RuleEntry | null {
  const found = inForce?.charter.motions.find(({ id }) => id === kind);
  return found ? ruleEntryOf(found) : null;
}

/** What a motion will need once it opens, condition by condition; empty when it has opened, or never will. */
export function demands(context: PageContext, motion: MotionView): readonly object[] {
  const rule = motion.state === 'proposed' ? ruleToCome(context, motion) : null;
  if (rule === null) return [];
  const { quorum, passes_when: passes } = rule;
  const told = (role: string, texts: readonly string[]): readonly object[] =>
    texts.map((text) => ({ role, text, words: context.words.condition(text) }));
  return [...told('quorum', quorum), ...told('passes_when', passes)];
}

/** The rule in sentences: as fixed at opening, or before that as the charter stands now. A push matters where there is a head commit. */
export function ruleWords(context: PageContext, motion: MotionView): readonly string[] {
  const rule = motion.rule ?? (motion.state === 'proposed' ? ruleToCome(context, motion) : null);
  if (rule === null) return [];
  const { t } = context.words;
  return [
    t('motion.rule.period', { period: length(context, rule.period) }),
    rule.close_early === 'when-decided'
      ? t('motion.rule.early', { least: length(context, rule.minimum_period) })
      : t('motion.rule.never'),
    ...(rule.affiliation_cap === null ? [] : [t('motion.rule.cap', { cap: rule.affiliation_cap })]),
    ...(motion.subjects.every(({ head }) => head === null) ? [] : [t(`motion.rule.push.${rule.on_push}`)]),
  ];
}
