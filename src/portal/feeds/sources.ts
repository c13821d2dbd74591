// The feeds: one constant each.
import type { MotionSummary, ResolutionView } from '../../motions/view.js';
import { later, type Instant } from '../../shared/time.js';
import { motionSentence } from '../pages/motion-sentence.js';
import { kindTitle, personName } from '../pages/page.js';
import { resolutionSentence } from '../pages/resolution.js';
import type { FeedCategory, FeedContext, FeedEntry, FeedSource } from './feed.js';

const newest = { filter: {}, page: 1, perPage: 50 };

/** When the motion's state changed last. */
export function changedAt({ proposed_at: at, seconds, ...motion }: MotionSummary): Instant {
  const times = [...seconds.map((second) => second.at), motion.opened_at, motion.closed_at, motion.in_force_at];
  return times.reduce<Instant>((last, time) => (time === null ? last : later(last, time)), at);
}

function kindCategory(context: FeedContext, kind: string): FeedCategory {
  return { scheme: 'kind', term: kind, label: kindTitle(context, kind) };
}

function motionEntry(context: FeedContext, motion: MotionSummary): FeedEntry {
  const { words } = context;
  const label = words.t(motion.outcome === null ? `state.${motion.state}` : `outcome.${motion.outcome}`);
  const state = motion.outcome ?? motion.state;
  return {
    path: `/motions/${motion.id}`,
    title: words.t('feeds.entry.motion', { id: motion.id, title: motion.title, state: label }),
    summary: motionSentence(motion, words, (person) => personName(context, person)),
    published: motion.proposed_at,
    updated: changedAt(motion),
    categories: [kindCategory(context, motion.kind), { scheme: 'state', term: state, label }],
  };
}

async function resolutionEntry(context: FeedContext, resolution: ResolutionView): Promise<FeedEntry> {
  const { words, store } = context;
  const motion = await store.motion(resolution.motion);
  return {
    path: `/resolutions/${resolution.id}`,
    title: words.t('feeds.entry.resolution', { id: resolution.id, title: resolution.title }),
    summary: resolutionSentence(context, resolution, motion),
    published: resolution.in_force_at,
    updated: resolution.in_force_at,
    categories: [kindCategory(context, resolution.kind)],
  };
}

const motionFeed: FeedSource = {
  name: 'motions',
  async entries(context) {
    const { items } = await context.store.motions(newest);
    return items.map((motion) => motionEntry(context, motion));
  },
};

const resolutionFeed: FeedSource = {
  name: 'resolutions',
  async entries(context) {
    const { items } = await context.store.resolutions(newest);
    return Promise.all(items.map((resolution) => resolutionEntry(context, resolution)));
  },
};

/** Nothing changes the roadmap yet. */
const roadmapFeed: FeedSource = { name: 'roadmap', entries: () => Promise.resolve([]) };

export const feedSources: readonly FeedSource[] = [motionFeed, resolutionFeed, roadmapFeed];
