// The GitHub App: a Probot app that turns deliveries into events, and the forge that reads and writes as its installations.
import type { Logger } from 'pino';
import { Probot, type ProbotOctokit } from 'probot';
import type { Instant } from '../../shared/time.js';
import type { ForgeEvent } from '../event.js';
import type { Sighting } from '../sighting.js';
import type { Forge, ForgeLists } from '../forge.js';
import { createFetch, type Fetch } from '../http.js';
import type { InstallationStore } from '../store.js';
import { createClient, type ObservedCall } from './client.js';
import { installedAt, mapDelivery, mappedEvents } from './map.js';
import { createFiles } from './files.js';
import { createLists } from './list.js';
import { PlainOctokit } from './octokit.js';
import { createOwnLogin } from './own-login.js';
import { createPace, githubLimits, type PaceLimits } from './pace.js';
import { createPulls } from './pulls.js';
import { createReader } from './read.js';
import { createRepositories } from './repositories.js';
import { seeDelivery } from './see.js';
import { createWriter } from './write.js';

/** One stored delivery. `payload` is the parsed body; `receivedAt` is handed on to the handler. */
export interface GitHubDelivery {
  readonly id: string;
  readonly name: string;
  readonly payload: unknown;
  readonly receivedAt: Instant;
  /** It had been given up, and an operator has it tried again. */
  readonly revived?: boolean;
}

/** Told of each event of a delivery, one after the other. What it throws comes out of `receive` as it is. */
export type EventHandler = (event: ForgeEvent, delivery: GitHubDelivery) => Promise<void>;

/** Told of what a delivery shows, after its events. What it throws comes out of `receive` as it is. */
export type SightingHandler = (sighting: Sighting, delivery: GitHubDelivery) => Promise<void>;

export interface GitHubOptions {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** `https://HOST/api/v3` of a GitHub Enterprise Server; null for github.com. */
  readonly baseUrl: string | null;
  readonly proxy: string | null;
  readonly log: Logger;
  readonly installations: InstallationStore;
  /** The machine's own time, ms since 1970. */
  readonly now: () => number;
  readonly observe: (call: ObservedCall) => void;
  readonly onEvent: EventHandler;
  readonly onSighting?: SightingHandler;
  /** How long one call may take; default 10 s, as long as GitHub itself works on a request. */
  readonly timeoutMs?: number;
  /** Own limits on calls, of each installation; default GitHub's on github.com and none elsewhere. */
  readonly limits?: PaceLimits | null;
}

/** The forge, and the way in for deliveries. */
export interface GitHub extends Forge {
  readonly lists: ForgeLists;
  receive(delivery: GitHubDelivery): Promise<void>;
}

/** Token calls bypass Octokit's own path, so they are observed here. */
function observingTokens(plain: Fetch, observe: GitHubOptions['observe']): Fetch {
  return async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (!url.endsWith('/access_tokens')) return plain(input, init);
    const started = performance.now();
    const endpoint = 'POST /app/installations/{installation_id}/access_tokens';
    try {
      const response = await plain(input, init);
      observe({ endpoint, status: response.status, ms: performance.now() - started });
      return response;
    } catch (error) {
      observe({ endpoint, status: 'error', ms: performance.now() - started });
      throw error;
    }
  };
}

interface InHand {
  readonly delivery: GitHubDelivery;
  /** What the handler threw: kept from Probot, which would log it with the whole payload. */
  failure: Error | null;
}

/** The Probot app function: every mapped event of a delivery in hand goes to its handler, then what the delivery shows to its own. */
function appFunction(inHand: ReadonlyMap<string, InHand>, { onEvent, onSighting, log }: GitHubOptions) {
  /** A delivery that cannot be mirrored is no reason not to count a ballot in it. */
  async function tellSighting(delivery: GitHubDelivery, name: string, payload: unknown): Promise<void> {
    if (!onSighting) return;
    const seen = seeDelivery(name, payload);
    if (!seen.ok) log.warn({ delivery: delivery.id }, `not mirrored: ${seen.error}`);
    else if (seen.value) await onSighting(seen.value, delivery);
  }

  return (probot: Probot): void => {
    probot.on([...mappedEvents], async ({ id, name, payload }) => {
      const entry = inHand.get(id);
      if (!entry) throw new Error(`delivery ${id} is not in hand`);
      try {
        const mapped = mapDelivery(name, payload);
        if (!mapped.ok) throw new Error(mapped.error);
        for (const event of mapped.value) await onEvent(event, entry.delivery);
        await tellSighting(entry.delivery, name, payload);
      } catch (error) {
        entry.failure = error instanceof Error ? error : new Error(`delivery ${id} failed`, { cause: error });
      }
    });
  };
}

type ProbotEvent = Parameters<Probot['receive']>[0];

/** Probot types each event's payload; which events are known, and their shapes, is for map.ts to judge. */
function isProbotEvent(event: { id: string; name: string; payload: unknown }): event is ProbotEvent {
  return event.name !== '' && typeof event.payload === 'object' && event.payload !== null;
}

/** Starts nothing and calls nobody: the first call is made when something is read, written or received. */
export function createGitHub(options: GitHubOptions): GitHub {
  const { appId, baseUrl, log, installations, now, observe } = options;
  const fetch = observingTokens(createFetch({ timeoutMs: options.timeoutMs ?? 10_000, proxy: options.proxy }), observe);
  const shared = { ...(baseUrl === null ? {} : { baseUrl }), request: { fetch } };
  const probot = new Probot({
    ...shared,
    appId,
    privateKey: options.privateKey,
    secret: options.webhookSecret,
    log,
    Octokit: PlainOctokit,
  });
  const inHand = new Map<string, InHand>();
  const loaded = probot.load(appFunction(inHand, options));

  const octokits = new Map<number, Promise<ProbotOctokit>>();
  function octokit(installation: number | null): Promise<ProbotOctokit> {
    if (installation === null) return probot.auth();
    const known = octokits.get(installation);
    if (known) return known;
    const made = probot.auth(installation);
    octokits.set(installation, made);
    return made;
  }

  const limits = options.limits === undefined && baseUrl === null ? githubLimits : (options.limits ?? null);
  const client = createClient({
    octokit,
    anonymous: () => new PlainOctokit(shared),
    installations,
    pace: createPace(limits, now),
    now,
    observe,
  });

  const me = createOwnLogin(client);
  return {
    id: 'github',
    read: createReader(client),
    pulls: createPulls(client, appId, now),
    lists: createLists(client),
    write: createWriter(client, appId, me),
    files: createFiles(client, me, baseUrl),
    repositories: createRepositories(client),
    async receive(delivery) {
      const { id, name, payload } = delivery;
      const event = { id, name, payload };
      if (!isProbotEvent(event)) throw new Error(`delivery ${id} has no event or no payload`);
      const installed = installedAt(payload);
      if (installed) await installations.set(installed.owner, installed.id);
      await loaded;
      const entry: InHand = { delivery, failure: null };
      inHand.set(id, entry);
      try {
        await probot.receive(event);
      } catch (error) {
        throw new Error(`Probot could not hand on delivery ${id}`, { cause: error });
      } finally {
        inHand.delete(id);
      }
      if (entry.failure !== null) throw entry.failure;
    },
  };
}
