// How the app itself is doing: in a sentence whether it works, then forges, queues, what was given up, the charter, the mirror.
import type { MirrorFacts, QueueFacts, StatusFacts } from '../store.js';
import type { Words } from '../../web/words.js';
import type { Page, PageContext } from './page.js';

function queueModel({ t, duration }: Words, queue: QueueFacts): object {
  const age = queue.oldestAgeSeconds;
  return {
    ...queue,
    oldest: age === null ? null : age < 60 ? t('duration.seconds', { count: age }) : duration(age * 1000),
  };
}

/** The position, and what is wrong there: `charter.yml:3:5: …`. */
function errorRow(error: string): { place: string; message: string } {
  const place = /^[\w.-]+:\d+:\d+/.exec(error)?.[0] ?? '';
  return { place, message: error.slice(place.length).replace(/^:\s*/, '') };
}

/** Whether it works, and when it was last heard from outside. */
function sentenceOf(
  { words, inForce, now }: PageContext,
  { deliveries, effects, rejectedCharter, forgeWrites }: StatusFacts,
  { lastDeliveryAt }: MirrorFacts,
): string {
  const { t, relative } = words;
  const dead = deliveries.dead + effects.dead;
  const last = lastDeliveryAt === null ? t('status.silent') : t('status.heard', { ago: relative(lastDeliveryAt, now) });
  const off = forgeWrites === 'off' ? t('status.shadow') : '';
  if (inForce === null) return t('status.noCharter') + last + off;
  if (dead > 0) return t('status.attention', { count: dead }) + last + off;
  if (rejectedCharter !== null) return t('status.refused') + last + off;
  return t('status.well', { count: deliveries.pending + effects.pending }) + last + off;
}

function mirrorModel({ words, now }: PageContext, { counts, repositories, lastDeliveryAt }: MirrorFacts): object {
  return {
    counts,
    lastDelivery: lastDeliveryAt && { at: lastDeliveryAt, ago: words.relative(lastDeliveryAt, now) },
    repositories: repositories.map(({ forge, repo, url, seenAt, syncedAt }) => ({
      label: `${forge}:${repo}`,
      url,
      seen: { at: seenAt, ago: words.relative(seenAt, now) },
      synced: syncedAt,
    })),
  };
}

export const statusPage: Page = {
  path: '/status',
  live: true,
  async load(context) {
    const { words, store, inForce } = context;
    const [facts, mirror] = await Promise.all([store.status(), store.mirror()]);
    const { deliveries, effects, rejectedCharter: rejected, forgeWrites, forges, polled, mode, version } = facts;
    return {
      template: 'status',
      title: words.t('status.title'),
      kicker: null,
      sentence: sentenceOf(context, facts, mirror),
      json: null,
      model: {
        forges: forges.map((forge) => {
          const at = polled?.[forge.id];
          const name = words.t(`status.named.${forge.id}`);
          return { ...forge, name, polled: at && { at, ago: words.relative(at, context.now) } };
        }),
        mode: words.t(`status.modes.${mode}`),
        version,
        writes: words.t(`status.writes.${forgeWrites}`),
        deliveries: queueModel(words, deliveries),
        effects: queueModel(words, effects),
        charter: inForce && {
          version: inForce.charter.version,
          adoptedAt: inForce.adoptedAt,
          source: inForce.source === 'files' ? words.t('charter.fromFiles') : inForce.source,
        },
        rejected: rejected && {
          source: rejected.source === 'files' ? words.t('charter.fromFiles') : rejected.source,
          at: rejected.at,
          errors: rejected.errors.map(errorRow),
        },
        mirror: mirrorModel(context, mirror),
      },
    };
  },
};
