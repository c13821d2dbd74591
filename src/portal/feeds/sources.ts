// The feeds: one constant each; those of the roadmap are in roadmap.ts.
import type { MotionSummary, ResolutionView } from '../../motions/view.js';
import { later, type Instant } from '../../shared/time.js';
import { motionSentence } from '../pages/motion-sentence.js';
import { kindTitle, personName } from '../pages/page.js';
import { resolutionSentence } from '../pages/resolution.js';
import {
  foundationName,
  type Feed,
  type FeedCategory,
  type FeedContext,
  type FeedEntry,
  type FeedSource,
} from './feed.js';
import { itemFeed, roadmapFeed, themeFeed } from './roadmap.js';

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

function named(context: FeedContext, name: 'motions' | 'resolutions'): Pick<Feed, 'title' | 'subtitle' | 'page'> {
  const { t } = context.words;
  const foundation = foundationName(context);
  return { title: t(`feeds.${name}.title`, { foundation }), subtitle: t(`feeds.${name}.subtitle`), page: `/${name}` };
}

const motionFeed: FeedSource = {
  path: '/feeds/motions.atom',
  async read(context) {
    const { items } = await context.store.motions(newest);
    return { ...named(context, 'motions'), entries: items.map((motion) => motionEntry(context, motion)) };
  },
};

const resolutionFeed: FeedSource = {
  path: '/feeds/resolutions.atom',
  async read(context) {
    const { items } = await context.store.resolutions(newest);
    const entries = await Promise.all(items.map((resolution) => resolutionEntry(context, resolution)));
    return { ...named(context, 'resolutions'), entries };
  },
};

export const feedSources: readonly FeedSource[] = [motionFeed, resolutionFeed, roadmapFeed, themeFeed, itemFeed];
