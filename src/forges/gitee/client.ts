// Calls to Gitee's REST API, version 5: every one goes through here, is paced, timed, checked against a shape, and fails as a value.
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.js';
import type { Answer, ForgeFailure } from '../answer.js';
import type { Fetch } from '../http.js';
import { classify, quotaWaitMs, type Answered } from './failure.js';
import type { Pace } from './pace.js';

/** One finished call: the endpoint's template, Gitee's status or `error` when there was no answer, and how long it took. */
export interface ObservedCall {
  readonly endpoint: string;
  readonly status: number | 'error';
  readonly ms: number;
}

export interface ClientOptions {
  /** Of the forge: `https://gitee.com`. */
  readonly url: string;
  /** Null to read as nobody. */
  readonly token: string | null;
  readonly fetch: Fetch;
  readonly pace: Pace;
  /** Ms since 1970. */
  readonly now: () => number;
  readonly observe: (call: ObservedCall) => void;
}

type Value = string | number | boolean;

/**
 * A call: `METHOD /template` and its parameters. Those the template names are escaped into it (a slash too, except in `{+name}`), the others are its query.
 * `body` is sent as JSON.
 */
export interface Call<T> {
  readonly route: string;
  readonly params?: Readonly<Record<string, Value>>;
  readonly body?: unknown;
  readonly shape: z.ZodType<T>;
}

/** An answer with how many pages its list has; null when Gitee does not tell. */
export interface Page<T> {
  readonly value: T;
  readonly pages: number | null;
}

export interface Client {
  /** `owner` and `repo` of the template are those of `owner/repo`. */
  inRepo<T>(repo: string, call: Call<T>): Answer<T>;
  pageInRepo<T>(repo: string, call: Call<T>): Answer<Page<T>>;
  call<T>(call: Call<T>): Answer<T>;
  page<T>(call: Call<T>): Answer<Page<T>>;
  /** The id of the account whose token it is, asked for once; 0, which no account has, without one. */
  me(): Answer<number>;
}

const me = z.object({ id: z.int() });

function unavailable(detail: string): Result<never, ForgeFailure> {
  return err({ kind: 'unavailable', detail });
}

/** Of what went wrong on the way only the code is told, to everybody: a message of the network may name hosts of the inside, such as a proxy. */
function onTheWay(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const told = `${error.message} ${error.cause instanceof Error ? error.cause.message : ''}`;
  const code = error.name === 'TimeoutError' ? 'timeout' : /\bE[A-Z_]{3,30}\b/.exec(told)?.[0];
  return code === undefined ? '' : ` (${code})`;
}

/** Null where a part of the path would be empty or lead elsewhere (`..`): nothing is there. */
function addressOf(base: string, route: string, params: Readonly<Record<string, Value>>): URL | null {
  const named = new Set<string>();
  const path = route.replace(/\{(\+?)(\w+)\}/g, (_, plus: string, name: string) => {
    named.add(name);
    const text = String(params[name] ?? '');
    const parts = plus === '' ? [text] : text.split('/');
    return parts.map(encodeURIComponent).join('/');
  });
  if (/\/\.{0,2}(?:\/|$)/.test(path)) return null;
  const url = new URL(`${base}/api/v5${path}`);
  for (const [name, value] of Object.entries(params)) if (!named.has(name)) url.searchParams.set(name, String(value));
  return url;
}

function methodOf(route: string): string {
  return route.slice(0, route.indexOf(' '));
}

function parsed(text: string): Result<unknown, string> {
  if (text === '') return ok(null);
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return err(error.message);
    throw error;
  }
}

function pagesOf(headers: Headers): number | null {
  const pages = headers.get('total_page');
  return pages !== null && /^\d+$/.test(pages) ? Number(pages) : null;
}

export function createClient({ url, token, fetch, pace, now, observe }: ClientOptions): Client {
  const base = url.replace(/\/+$/, '');
  let ownId = token === null ? 0 : null;

  /** The whole answer of any status; the error says why there is none, as far as everybody may know. */
  async function send(route: string, address: URL, body: unknown): Promise<Result<Answered, string>> {
    const content = body === undefined ? null : JSON.stringify(body);
    // The token goes nowhere but into this header, which `fetch` drops where a redirect leads to another host.
    const headers = {
      accept: 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(content === null ? {} : { 'content-type': 'application/json' }),
    };
    const started = performance.now();
    let status: ObservedCall['status'] = 'error';
    try {
      const answer = await fetch(address, { method: methodOf(route), headers, body: content });
      const text = await answer.text();
      status = answer.status;
      return ok({ status, headers: answer.headers, body: text });
    } catch (error) {
      return err(onTheWay(error));
    } finally {
      observe({ endpoint: route, status, ms: performance.now() - started });
    }
  }

  async function page<T>({ route, params = {}, body, shape }: Call<T>): Answer<Page<T>> {
    const address = addressOf(base, route.slice(route.indexOf(' ') + 1), params);
    if (!address) return err({ kind: 'gone', detail: `${route} cannot be asked for this` });
    const waitMs = pace.take();
    if (waitMs > 0) return err({ kind: 'wait', retryAfterMs: waitMs, detail: 'kept back to stay within limits' });
    const sent = await send(route, address, body);
    if (!sent.ok) return unavailable(`${route} has no answer${sent.error}`);
    const { status, headers, body: text } = sent.value;
    if (status < 200 || status > 299) {
      const failure = classify(sent.value, now());
      if (failure.kind === 'wait') pace.hold(failure.retryAfterMs);
      return err(failure);
    }
    const quotaMs = quotaWaitMs(headers, now());
    if (quotaMs !== null) pace.hold(quotaMs);
    const json = parsed(text);
    if (!json.ok) return unavailable(`an answer to ${route} that is not JSON: ${json.error}`);
    const value = shape.safeParse(json.value);
    if (value.success) return ok({ value: value.data, pages: pagesOf(headers) });
    return unavailable(`an answer to ${route} that is not as Gitee describes it: ${z.prettifyError(value.error)}`);
  }

  async function call<T>(one: Call<T>): Answer<T> {
    const answer = await page(one);
    return answer.ok ? ok(answer.value.value) : answer;
  }

  function named<T>(fullName: string, one: Call<T>): Call<T> {
    const [owner = '', repo = ''] = fullName.split('/');
    return { ...one, params: { ...one.params, owner, repo } };
  }

  return {
    call,
    page,
    inRepo: (repo, one) => call(named(repo, one)),
    pageInRepo: (repo, one) => page(named(repo, one)),
    async me() {
      if (ownId !== null) return ok(ownId);
      const found = await call({ route: 'GET /user', shape: me });
      if (!found.ok) return found;
      ownId = found.value.id;
      return ok(ownId);
    },
  };
}
