// How the app itself is doing: forges, queues, what was given up, the charter.
import type { QueueFacts } from '../store.js';
import type { Words } from '../../web/words.js';
import type { Page } from './page.js';

function queueModel({ t, duration }: Words, queue: QueueFacts): object {
  const age = queue.oldestAgeSeconds;
  return {
    ...queue,
    oldest: age === null ? null : age < 60 ? t('duration.seconds', { count: age }) : duration(age * 1000),
  };
}

export const statusPage: Page = {
  path: '/status',
  live: true,
  async load({ words, store, inForce }) {
    const { deliveries, effects, rejectedCharter, forgeWrites, forges, mode } = await store.status();
    const dead = deliveries.dead + effects.dead;
    const well = dead === 0 && rejectedCharter === null && inForce !== null;
    return {
      template: 'status',
      title: words.t('status.title'),
      kicker: null,
      sentence: well
        ? words.t('status.well', { count: deliveries.pending + effects.pending })
        : words.t('status.attention', { count: dead }),
      json: null,
      model: {
        forges,
        mode,
        writes: words.t(`status.writes.${forgeWrites}`),
        deliveries: queueModel(words, deliveries),
        effects: queueModel(words, effects),
        charter: inForce && { version: inForce.charter.version, adoptedAt: inForce.adoptedAt, source: inForce.source },
        rejected: rejectedCharter,
      },
    };
  },
};
