// Gitee: the forge that reads and writes as one account, and the way in for its deliveries.
import type { Log } from '../../shared/log.js';
import { createKept } from '../../shared/kept.js';
import { plus, type Clock, type Instant } from '../../shared/time.js';
import { RetryLater } from '../../inbox/drain.js';
import type { ForgeEvent } from '../event.js';
import type { ForgeFailure } from '../answer.js';
import type { Forge, ForgeLists } from '../forge.js';
import { createFetch } from '../http.js';
import type { Sighting } from '../sighting.js';
import { claimOf, type Claim } from './claim.js';
import { createClient, type ObservedCall } from './client.js';
import { createFiles } from './files.js';
import { createLists } from './lists.js';
import { createPace, giteeLimits, readBackLimits, type PaceLimits } from './pace.js';
import { createPolled } from './polled.js';
import { createPulls } from './pulls.js';
import { createReadBack, type Refusal } from './read-back.js';
import { createReader, createRepositories } from './read.js';
import { createSubjects } from './subjects.js';
import { createWriter } from './write.js';

/** One stored delivery. `name`: the event, `Note Hook` or `note_hooks`; `payload`: the parsed body. */
export interface GiteeDelivery {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly receivedAt: Instant;
  /** It had been given up, and an operator has it tried again. */
  readonly revived?: boolean;
}

export interface GiteeOptions {
  /** `https://gitee.com` */
  readonly url: string;
  /** Of our own account. */
  readonly token: string;
  readonly proxy: string | null;
  readonly log: Log;
  /** The machine's own time, ms since 1970: for how fast we call, and how long we remember. */
  readonly now: () => number;
  /** The time in which things are written and received. */
  readonly clock: Clock;
  readonly observe: (call: ObservedCall) => void;
  /** Told of each event, one after the other, with what the API says. What it throws comes out of `receive` as it is. */
  readonly onEvent: (event: ForgeEvent, delivery: GiteeDelivery) => Promise<void>;
  /** Told of what the API shows, after the events. What it throws comes out of `receive` as it is. */
  readonly onSighting?: (sighting: Sighting, delivery: GiteeDelivery) => Promise<void>;
  /** Told of each delivery that is not believed, wholly or in a part. */
  readonly onRefused?: (reason: Refusal, delivery: GiteeDelivery) => void;
  /** How long one call may take; default 10 s. */
  readonly timeoutMs?: number;
  /** Own limits on calls, and on deliveries that are read back; null for none. */
  readonly limits?: PaceLimits | null;
}

/** The forge, and the way in for deliveries. */
export interface Gitee extends Forge {
  readonly lists: ForgeLists;
  /** Throws RetryLater while Gitee cannot be asked. */
  receive(delivery: GiteeDelivery): Promise<void>;
}

/** Where Gitee is away and names no time. */
const awayMs = 10_000;
/** What cannot be read for so long is not believed any more: nothing behind it in its lane should wait for ever. */
const longestAwayMs = 24 * 60 * 60_000;
/** What alone cannot be read for so long, while Gitee answers other calls, is not believed either: somebody may claim what it never answers for. */
const stubbornMs = 10 * 60_000;
/** So long after an answer Gitee is taken to be there: it is polled every two minutes. */
const thereMs = 5 * 60_000;
/** Of so many deliveries that cannot be read it is remembered since when. */
const mostFailing = 10_000;

function retryLater(failure: ForgeFailure): RetryLater {
  const ms = failure.kind === 'wait' ? failure.retryAfterMs : awayMs;
  return new RetryLater(`a delivery cannot be read back now: ${failure.detail}`, ms);
}

/** Starts nothing and calls nobody: the first call is made when something is read, written or received. */
export function createGitee(options: GiteeOptions): Gitee {
  const { url, token, log, now, clock, observe, onEvent, onSighting, onRefused } = options;
  const fetch = createFetch({ timeoutMs: options.timeoutMs ?? 10_000, proxy: options.proxy });
  const pace = createPace(options.limits === undefined ? giteeLimits : options.limits, now);
  const readBacks = createPace(options.limits === undefined ? readBackLimits : options.limits, now);
  let answeredAt = -Infinity;
  function noteAnswer(call: ObservedCall): void {
    if (typeof call.status === 'number' && call.status < 300) answeredAt = now();
    observe(call);
  }
  const client = createClient({ url, token, fetch, pace, now, observe: noteAnswer });
  const subjects = createSubjects(client, now);
  const readBack = createReadBack(client, subjects);
  const lists = createLists(client, log, { now, clock });

  const failingSince = createKept<number>(mostFailing);

  /** Polls find what it told of, except for a deletion. */
  function isStubborn({ id }: GiteeDelivery, claim: Claim): boolean {
    const since = failingSince.get(id) ?? now();
    failingSince.set(id, since, 1);
    const deletes = claim.kind === 'issue' && claim.action === 'delete';
    return !deletes && now() - since >= stubbornMs && now() - answeredAt < thereMs;
  }

  /** Whether it is not to be tried again. */
  function isGivenUp(delivery: GiteeDelivery, claim: Claim, { kind }: ForgeFailure): boolean {
    if (kind === 'refused' || kind === 'gone') return true;
    if (clock.now() >= plus(delivery.receivedAt, longestAwayMs)) return true;
    return kind === 'unavailable' && isStubborn(delivery, claim);
  }

  function refuse(delivery: GiteeDelivery, reason: Refusal, why: string): void {
    log.warn({ delivery: delivery.id, reason }, `a delivery of Gitee is not believed: ${why}`);
    onRefused?.(reason, delivery);
  }

  return {
    id: 'gitee',
    read: createReader(client, subjects, url),
    pulls: createPulls(client),
    lists,
    polled: createPolled(client, subjects, lists),
    write: createWriter(client, url, now),
    files: createFiles(client),
    repositories: createRepositories(client),
    async receive(delivery) {
      const claimed = claimOf(delivery.name, delivery.payload);
      if (!claimed.ok) {
        refuse(delivery, 'malformed', claimed.error);
        return;
      }
      if (claimed.value === null) return;
      const waitMs = readBacks.take();
      if (waitMs > 0) throw new RetryLater('so many deliveries are read back that this one must wait', waitMs);
      const read = await readBack(claimed.value, delivery.receivedAt);
      if (!read.ok) {
        if (!isGivenUp(delivery, claimed.value, read.error)) throw retryLater(read.error);
        refuse(delivery, 'unreadable', read.error.detail);
        return;
      }
      const { events, sighting, refused } = read.value;
      if (refused !== null) refuse(delivery, refused, `the API says otherwise (${refused})`);
      for (const event of events) await onEvent(event, delivery);
      if (sighting) await onSighting?.(sighting, delivery);
    },
  };
}
