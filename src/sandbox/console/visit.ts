// One visit of the console: what its pages and actions are made from.
import type { Request } from 'express';
import type { Charter } from '../../charter/charter.js';
import type { MotionSummary, MotionView } from '../../motions/view.js';
import type { Log } from '../../shared/log.js';
import type { Language } from '../../shared/text.js';
import { instant, type Instant } from '../../shared/time.js';
import type { PageSet } from '../../web/pages.js';
import type { Words } from '../../web/words.js';
import type { Sandbox } from '../sandbox.js';
import { createCast, type Cast, type Face } from './cast.js';
import type { Notes } from './notes.js';

/** What the app decided, as far as the console shows it. */
export interface Decided {
  /** In force now; null before the first adoption. */
  charter(): Promise<Charter | null>;
  /** The newest motions, newest first. */
  motions(): Promise<readonly MotionSummary[]>;
  motion(id: string): Promise<MotionView | null>;
}

export interface ConsoleSource {
  readonly sandbox: Sandbox;
  readonly decided: Decided;
  readonly pages: PageSet;
  readonly notes: Notes;
  readonly log: Log;
}

export interface Visit {
  readonly source: ConsoleSource;
  readonly language: Language;
  readonly words: Words;
  readonly now: Instant;
  readonly charter: Charter | null;
  readonly cast: Cast;
  /** Who is acted as; the app while there is nobody yet. */
  readonly actor: Face;
  /** Without the language and the query. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
}

const cookieName = 'actor';

function chosenActor(req: Request): string | null {
  const cookies = (req.headers.cookie ?? '').split(';').map((part) => part.trim());
  const found = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
  return /^(?:[\w.-]|%5B|%5D)+$/i.test(found) ? decodeURIComponent(found) : null;
}

/** The `Set-Cookie` that remembers whom one acts as. */
export function actorCookie(login: string): string {
  return `${cookieName}=${encodeURIComponent(login)}; Path=/; HttpOnly; SameSite=Strict`;
}

export async function visitOf(req: Request, language: Language, source: ConsoleSource): Promise<Visit> {
  const { sandbox, decided, pages } = source;
  const words = pages.words(language);
  const now = sandbox.clock.now();
  const charter = await decided.charter();
  const { state } = sandbox.github;
  const cast = createCast(state, sandbox.players(), { charter, words, now });
  const login = chosenActor(req);
  const url = new URL(req.originalUrl, 'http://localhost');
  return {
    source,
    language,
    words,
    now: instant(now),
    charter,
    cast,
    actor: cast.players.find((player) => player.login === login) ?? cast.players[0] ?? cast.of(state.app.bot),
    address: url.pathname.replace(/^\/zh(?=\/)/, ''),
    query: url.searchParams,
    params: Object.fromEntries(
      Object.entries(req.params).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
    ),
  };
}

/** `of 50`: the page a query asks for, from 1; null when there is none such. An empty list has one page. */
export function pageOf<T>(visit: Visit, all: readonly T[], perPage = 50) {
  const asked = visit.query.get('page') ?? '1';
  const last = Math.max(1, Math.ceil(all.length / perPage));
  if (!/^[1-9]\d{0,6}$/.test(asked) || Number(asked) > last) return null;
  const page = Number(asked);
  function link(to: number): string | null {
    if (to < 1 || to > last) return null;
    const query = new URLSearchParams(visit.query);
    query.delete('note');
    query.set('page', String(to));
    return `${visit.address}?${query.toString()}`;
  }
  const links = { several: last > 1, page, last, prev: link(page - 1), next: link(page + 1) };
  return { items: all.slice((page - 1) * perPage, page * perPage), links };
}
