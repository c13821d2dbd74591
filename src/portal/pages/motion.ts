// A motion's page: how it stands in a sentence, the count, the people, what happened and what comes next.
import type { MotionView } from '../../motions/view.js';
import { millis, type Instant } from '../../shared/time.js';
import type { LedgerRecord } from '../store.js';
import { conditionModels, groupModels } from './motion-count.js';
import { demands, nextSteps, ruleWords } from './motion-next.js';
import { peopleModel } from './motion-people.js';
import { motionSentence, standingSentence } from './motion-sentence.js';
import { storyOf } from './motion-story.js';
import { kindTitle, personName, type Page, type PageContext } from './page.js';
import { stateOf } from './motions.js';
import { itemsOfMotion } from './roadmap-excerpt.js';
import { when } from './when.js';

const units = [
  ['days', 24 * 60 * 60_000],
  ['hours', 60 * 60_000],
] as const;

function subjectModel({ forge, repo, number, url, head }: MotionView['subjects'][number]): object {
  return { label: `${forge}:${repo}#${number}`, forge, url, head: head === null ? null : head.slice(0, 12) };
}

function modelOf(context: PageContext, motion: MotionView, records: readonly LedgerRecord[]): object {
  const clause = (context.inForce?.charter.motions ?? []).some(({ id }) => id === motion.kind);
  return {
    motion,
    lead: standingSentence(motion, context.words, (person) => personName(context, person)),
    closes: motion.state === 'open' && motion.closes_at !== null ? when(context, motion.closes_at) : null,
    version: motion.charter_version?.slice(0, 'sha256:'.length + 12) ?? '',
    ...stateOf(context, motion),
    kind: kindTitle(context, motion.kind),
    clause: clause ? `motions.${motion.kind}` : null,
    proposer: personName(context, motion.proposer),
    subjects: motion.subjects.map(subjectModel),
    begun: motion.opened_at !== null,
    closed: motion.state === 'closed',
    opensIn: motion.waiting && timeUntil(context, motion.waiting.opens_after),
    conditions: conditionModels(context, motion),
    groups: groupModels(context, motion),
    ...peopleModel(context, motion),
    rule: ruleWords(context, motion),
    demands: demands(context, motion),
    next: nextSteps(context, motion),
    story: storyOf(context, records),
    endingReason: motion.ended_by?.reason ?? '',
  };
}

/** Time until then in the largest unit of which there are two or more, as `words.relative` says it; 0 when it has come. */
function timeUntil({ words, now }: PageContext, at: Instant): { readonly count: number; readonly unit: string } {
  const ms = Math.max(0, millis(at) - millis(now));
  const [unit, length] = units.find(([, size]) => ms >= 2 * size) ?? (['minutes', 60_000] as const);
  const count = Math.floor(ms / length);
  return { count, unit: words.t(`motion.toOpen.${unit}`, { count }) };
}

export const motionPage: Page = {
  path: '/motions/:id',
  async load(context) {
    const motion = await context.store.motion(context.id);
    if (!motion) return null;
    const [records, items] = await Promise.all([context.store.history(motion.id), itemsOfMotion(context, motion)]);
    return {
      template: 'motion',
      title: motion.title === '' ? motion.id : motion.title,
      kicker: `${motion.id} · ${kindTitle(context, motion.kind)} · ${stateOf(context, motion).state}`,
      sentence: motionSentence(motion, context.words, (person) => personName(context, person)),
      json: `/motions/${encodeURIComponent(motion.id)}`,
      model: { items, ...modelOf(context, motion, records) },
    };
  },
};
