// What deeds cost in calls to a forge.
import type { World } from './app.js';

/** On Gitee without what the next poll asks for whatever was done, and without one reading for each delivery: so is it believed. */
export interface Cost {
  readonly reads: number;
  readonly writes: number;
  /** Deliveries that were read back. */
  readonly readBacks: number;
}

/** What a poll asks for: who we are, where we may act, the lists of a repository, and the comments of a pull request that was changed. */
const polled = /^\/(user|user\/repos|repos\/[^/]+\/[^/]+(\/(issues|pulls)(\/comments)?|\/pulls\/\d+\/comments)?)$/;

/** Answers what was spent since it was asked last. Ask it when everything is settled. */
export function meter({ forge }: Pick<World, 'forge'>): () => Cost {
  let mark = forge.calls.mark();
  let sent = forge.webhooks.sent().length;
  return () => {
    const calls = forge.calls.since(mark);
    // A push to a branch gives nobody any right: it is believed as it comes.
    const deliveries = forge.webhooks
      .sent()
      .slice(sent)
      .filter(({ event }) => event !== 'Push Hook');
    mark = forge.calls.mark();
    sent += forge.webhooks.sent().slice(sent).length;
    const counted =
      forge.id === 'github' ? calls : calls.filter(({ method, path }) => method !== 'GET' || !polled.test(path));
    const reads = counted.filter(({ method, path }) => method === 'GET' || path.endsWith('/graphql')).length;
    const readBacks = forge.id === 'github' ? 0 : deliveries.length;
    return { reads: reads - readBacks, writes: counted.length - reads, readBacks };
  };
}
