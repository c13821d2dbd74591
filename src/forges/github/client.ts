// Calls to GitHub: every one goes through here, is paced, timed, checked against a shape, and fails as a value.
import type { ProbotOctokit } from 'probot';
import { z } from 'zod';
import { err, ok } from '../../shared/result.js';
import type { Answer, ForgeFailure } from '../answer.js';
import type { InstallationStore } from '../store.js';
import { classify, isTokenFailure, quotaWaitMs, requestFailure } from './failure.js';
import type { CallKind, Pace } from './pace.js';

/** One finished call: the endpoint's template, GitHub's status or `error` when there was no answer, and how long it took. */
export interface ObservedCall {
  readonly endpoint: string;
  readonly status: number | 'error';
  readonly ms: number;
}

export interface ClientOptions {
  /** The app's own Octokit (null), or an installation's. */
  readonly octokit: (installation: number | null) => Promise<ProbotOctokit>;
  readonly anonymous: () => ProbotOctokit;
  readonly installations: InstallationStore;
  readonly pace: Pace;
  readonly now: () => number;
  readonly observe: (call: ObservedCall) => void;
}

/** A call: `METHOD /template` and its parameters, the answer's shape, and what the call counts for. */
export interface Call<T> {
  readonly route: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly shape: z.ZodType<T>;
  readonly kind?: CallKind;
  /** The failure that a successful answer tells of; null when it tells of none. GraphQL answers 200 with errors. */
  readonly failureIn?: (value: T) => ForgeFailure | null;
  /** What a failed status stands for where it is an answer in itself; undefined where it is not. */
  readonly standsFor?: (status: number) => T | undefined;
}

/** An answer with its `Link` header; empty when it has none. */
export interface Linked<T> {
  readonly value: T;
  readonly link: string;
}

/** Calls in a repository. */
export interface RepoClient {
  /** Calls as the installation at a repository's owner; `owner` and `repo` are filled in where the route has them. */
  inRepo<T>(repo: string, call: Call<T>): Answer<T>;
  /** The same, with what a list says of its other pages. */
  listInRepo<T>(repo: string, call: Call<T>): Answer<Linked<T>>;
}

export interface Client extends RepoClient {
  asInstallation<T>(installation: number, call: Call<T>): Answer<T>;
  asApp<T>(call: Call<T>): Answer<T>;
  /** Without any right, where the app is installed nowhere yet. */
  asAnybody<T>(call: Call<T>): Answer<T>;
}

/** The one route of GraphQL; its address is not below that of REST on a GitHub Enterprise Server. */
export const graphqlRoute = 'POST /graphql';

const installationShape = z.object({ id: z.int() });
/** Stand for the app itself and for nobody among the installations. */
const [appKey, nobodyKey] = [0, -1];

/** Named in full where it is not below `restUrl`: with another base, Octokit would ask for its token there too. */
function addressOf(route: string, restUrl: string): string {
  return route === graphqlRoute ? `POST ${restUrl.replace(/(\/api)\/v3\/?$/, '$1')}/graphql` : route;
}

/** Whether a part of the path would be empty or lead elsewhere (`..`): nothing is there. */
function leadsElsewhere({ route, params = {} }: Pick<Call<unknown>, 'route' | 'params'>): boolean {
  const parts = [...route.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => params[name]);
  return parts.some((part) => part === undefined || ['', '.', '..'].some((one) => part === one));
}

export function createClient({ octokit, anonymous, installations, pace, now, observe }: ClientOptions): Client {
  interface Failed {
    readonly failure: ForgeFailure;
    readonly installationGone: boolean;
  }

  async function send<T>(key: number, client: ProbotOctokit, call: Call<T>) {
    if (leadsElsewhere(call)) {
      const failure: ForgeFailure = { kind: 'gone', detail: `${call.route} cannot be asked for this` };
      return err<Failed>({ failure, installationGone: false });
    }
    const waitMs = pace.take(key, call.kind ?? 'read');
    if (waitMs > 0) {
      const failure: ForgeFailure = { kind: 'wait', retryAfterMs: waitMs, detail: 'kept back to stay within limits' };
      return err<Failed>({ failure, installationGone: false });
    }
    const started = performance.now();
    function seen(status: ObservedCall['status']): void {
      observe({ endpoint: call.route, status, ms: performance.now() - started });
    }
    try {
      const answer = await client.request(addressOf(call.route, client.request.endpoint.DEFAULTS.baseUrl), {
        ...call.params,
      });
      const { headers, status } = answer;
      seen(status);
      const quotaMs = quotaWaitMs(headers, now());
      if (quotaMs !== null) pace.hold(key, quotaMs);
      const parsed = call.shape.safeParse(answer.data);
      if (!parsed.success) {
        const detail = `an answer to ${call.route} that is not as GitHub describes it: ${z.prettifyError(parsed.error)}`;
        return err<Failed>({ failure: { kind: 'unavailable', detail }, installationGone: false });
      }
      const told = call.failureIn?.(parsed.data) ?? null;
      if (told === null) return ok({ value: parsed.data, link: headers.link ?? '' });
      const failure = told.kind === 'wait' ? { ...told, retryAfterMs: quotaMs ?? told.retryAfterMs } : told;
      if (failure.kind === 'wait') pace.hold(key, failure.retryAfterMs);
      return err<Failed>({ failure, installationGone: false });
    } catch (cause) {
      const request = requestFailure(cause);
      seen(request?.response ? request.status : 'error');
      if (!request) throw new Error(`${call.route} could not be called`, { cause });
      const failure = classify(request, now());
      if (failure.kind === 'wait') pace.hold(key, failure.retryAfterMs);
      else if (!isTokenFailure(request)) {
        const value = call.standsFor?.(request.status);
        if (value !== undefined) return ok({ value, link: '' });
      }
      return err<Failed>({ failure, installationGone: isTokenFailure(request) && request.status === 404 });
    }
  }

  async function asApp<T>(call: Call<T>) {
    const sent = await send(appKey, await octokit(null), call);
    return sent.ok ? ok(sent.value.value) : err(sent.error.failure);
  }

  async function lookUp(owner: string, repo: string) {
    const found = await asApp({
      route: 'GET /repos/{owner}/{repo}/installation',
      params: { owner, repo },
      shape: installationShape,
    });
    if (!found.ok) return found;
    await installations.set(owner, found.value.id);
    return ok(found.value.id);
  }

  /** An installation is known, or looked up once; one that turns out to be gone (the app was installed anew) is looked up again. */
  async function listInRepo<T>(fullName: string, call: Call<T>): Answer<Linked<T>> {
    const [owner = '', repo = ''] = fullName.split('/');
    const named = call.route.includes('{owner}') ? { owner, repo } : {};
    const full = { ...call, params: { ...call.params, ...named } };
    const known = await installations.get(owner);
    if (known !== null) {
      const sent = await send(known, await octokit(known), full);
      if (sent.ok) return sent;
      if (!sent.error.installationGone) return err(sent.error.failure);
      await installations.forget(owner);
    }
    const found = await lookUp(owner, repo);
    if (!found.ok) return found;
    const sent = await send(found.value, await octokit(found.value), full);
    return sent.ok ? sent : err(sent.error.failure);
  }

  return {
    asApp,
    listInRepo,
    async inRepo(fullName, call) {
      const listed = await listInRepo(fullName, call);
      return listed.ok ? ok(listed.value.value) : listed;
    },
    async asInstallation(installation, call) {
      const sent = await send(installation, await octokit(installation), call);
      return sent.ok ? ok(sent.value.value) : err(sent.error.failure);
    },
    async asAnybody(call) {
      const sent = await send(nobodyKey, anonymous(), call);
      return sent.ok ? ok(sent.value.value) : err(sent.error.failure);
    },
  };
}
