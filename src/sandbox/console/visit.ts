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
import type { ConsoleForge, ConsoleForges } from './forge.js';
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
  readonly forges: ConsoleForges;
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
  /** The forge whose pages these are; null for those of the whole sandbox. */
  readonly forge: ConsoleForge | null;
  readonly cast: Cast;
  /** Who is acted as; the app while there is nobody yet. */
  readonly actor: Face;
  /** Who was chosen, if they have no account on this forge: the actor is another one. */
  readonly absent: Face | null;
  /** Without the language and the query. */
  readonly address: string;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
}

/** A visit of a forge's pages. */
export interface ForgeVisit extends Visit {
  readonly forge: ConsoleForge;
}

const cookieName = 'actor';

function chosenActor(req: Request): string | null {
  const cookies = (req.headers.cookie ?? '').split(';').map((part) => part.trim());
  const found = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
  return /^(?:[\w.-]|%5B|%5D|%3A)+$/i.test(found) ? decodeURIComponent(found) : null;
}

/** The `Set-Cookie` that remembers whom one acts as. */
export function actorCookie({ id }: Face): string {
  return `${cookieName}=${encodeURIComponent(id)}; Path=/; HttpOnly; SameSite=Strict`;
}

/** A visit of a page of the whole sandbox. */
export async function visitOf(req: Request, language: Language, source: ConsoleSource): Promise<Visit> {
  const { sandbox, decided, forges, pages } = source;
  const words = pages.words(language);
  const now = instant(sandbox.clock.now());
  const charter = await decided.charter();
  const cast = createCast(forges, sandbox.players(), { charter, words, now }, null);
  const chosen = chosenActor(req);
  const url = new URL(req.originalUrl, 'http://localhost');
  return {
    source,
    language,
    words,
    now,
    charter,
    forge: null,
    cast,
    actor: cast.players.find(({ id }) => id === chosen) ?? cast.players[0] ?? cast.of(forges.github.world.app.bot),
    absent: null,
    address: url.pathname.replace(/^\/zh(?=\/)/, ''),
    query: url.searchParams,
    params: Object.fromEntries(
      Object.entries(req.params).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])),
    ),
  };
}

/** The same visit, of a forge's page: who has no account there cannot be acted as. */
export function visitOn(forge: ConsoleForge, visit: Visit): ForgeVisit {
  const { source, charter, words, now, actor: chosen } = visit;
  const cast = createCast(source.forges, source.sandbox.players(), { charter, words, now }, forge.id);
  const actor = cast.players.find(({ id }) => id === chosen.id);
  return {
    ...visit,
    forge,
    cast,
    actor: actor ?? cast.players[0] ?? cast.of(forge.world.app.bot),
    absent: actor || cast.players.length === 0 ? null : chosen,
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
