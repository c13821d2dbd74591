// What a page of the portal is, and what it may use.
import type { Charter } from '../../charter/charter.js';
import type { CommandHelp } from '../../commands/help.js';
import type { PolicyWords } from '../../replies/policy-words.js';
import type { LocalText } from '../../shared/text.js';
import type { Instant } from '../../shared/time.js';
import type { PageAnswer } from '../render.js';
import type { CharterInForce, PortalStore } from '../store.js';
import type { Words } from '../../web/words.js';

/** A command as the /commands page shows it. */
export interface PortalCommand extends CommandHelp {
  readonly name: string;
  readonly aliases: readonly string[];
}

export interface PageContext {
  readonly words: Words;
  readonly store: PortalStore;
  readonly commands: readonly PortalCommand[];
  readonly policyWords: PolicyWords;
  readonly inForce: CharterInForce | null;
  readonly now: Instant;
  /** The `:id` of the path; empty for a path without. */
  readonly id: string;
  /** Every parameter of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The text after `?`. */
  readonly query: string;
}

export interface Page {
  /** Express style, without the language. */
  readonly path: string;
  /** It shows what changes without a word to the cache, such as the queues: made anew for each reader. */
  readonly live?: true;
  /** By so many filters at once a static copy has lists, where pages link to them; 1 unless combinations are few. */
  readonly filtersCopied?: number;
  /** Null when there is nothing at this address. */
  load(context: PageContext): Promise<PageAnswer | null>;
}

/** Finds what a charter lists by its id: a page asks for dozens, and the next page for the same. */
function byId<T extends { readonly id: string }>(
  listOf: (charter: Charter) => readonly T[],
): (inForce: CharterInForce | null, id: string) => T | undefined {
  const indexes = new WeakMap<Charter, ReadonlyMap<string, T>>();
  return (inForce, id) => {
    if (inForce === null) return undefined;
    const { charter } = inForce;
    const index = indexes.get(charter) ?? new Map(listOf(charter).map((one) => [one.id, one]));
    indexes.set(charter, index);
    return index.get(id);
  };
}

const personById = byId(({ people }) => people);
const organizationById = byId(({ organizations }) => organizations);
const motionKindById = byId(({ motions }) => motions);

/** A person's name, or the id of one the charter no longer names. */
export function personName({ inForce, words }: Pick<PageContext, 'inForce' | 'words'>, id: string): string {
  const person = personById(inForce, id);
  return person ? words.name(person.name) : id;
}

/** An organization's name; `independent` in words; null where nothing is known. */
export function organizationName(
  { inForce, words }: Pick<PageContext, 'inForce' | 'words'>,
  id: string | null,
): string | null {
  if (id === null) return null;
  if (id === 'independent') return words.t('people.independent');
  const organization = organizationById(inForce, id);
  return organization ? words.name(organization.name) : id;
}

/** The title of a motion kind, or its id where the charter no longer has it. */
export function kindTitle({ inForce, words }: Pick<PageContext, 'inForce' | 'words'>, id: string): string {
  const kind = motionKindById(inForce, id);
  return kind ? words.name(kind.title) : id;
}

/** Bodies by name in a sentence, the article before them being the sentence's: `Board and the Maintainers`. */
export function bodiesInWords({ t, name }: Words, bodies: readonly (string | LocalText)[]): string {
  const named = bodies.map(name);
  const last = named.pop() ?? '';
  return named.length === 0 ? last : named.join(t('list.bodies')) + t('list.lastBody') + last;
}
