// Finds what people mean by a name: a theme, a body, a person; by its id or by its name in either language.
import type { AdoptedCharter } from '../charter/adopted.js';
import type { ForgeId } from '../shared/refs.js';
import type { LocalText } from '../shared/text.js';

/** Something with an id and a name. */
export interface Named {
  readonly id: string;
  readonly name: string | LocalText;
}

/** As it is compared: without regard to letter case, full-width letters, spaces and hyphens. */
function key(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .trim();
}

function names({ id, name }: Named): readonly string[] {
  const written = typeof name === 'string' ? [name] : [name.en, name.zh];
  return [id, ...written].flatMap((text) => (text === undefined ? [] : [key(text)]));
}

/** The one thing that a text names, alone or in both languages with a stroke between; null when it names none, or several. */
export function named(text: string, things: readonly Named[]): string | null {
  const parts = [text, ...text.slice(0, 400).split(/[/／|｜]/u)].map(key).filter((part) => part !== '');
  const meant = new Set(
    things.filter((thing) => names(thing).some((name) => parts.includes(name))).map(({ id }) => id),
  );
  const [only] = meant;
  return meant.size === 1 && only !== undefined ? only : null;
}

/** A person of the charter by login, first of the issue's own forge, by id or by name. The answer is the id in people.yml; null when it is nobody's, or several people's. */
export function personNamed(text: string, { charter }: AdoptedCharter, forge: ForgeId): string | null {
  const link = /^\[@?([^\]]{1,100})\]\([^)]*\)$/.exec(text.trim());
  const plain = (link?.[1] ?? text).trim().replace(/^@/, '');
  const login = plain.toLowerCase();
  const forges: readonly ForgeId[] = forge === 'github' ? ['github', 'gitee'] : ['gitee', 'github'];
  for (const one of forges) {
    const found = charter.people.find(({ accounts }) => accounts[one]?.login.toLowerCase() === login);
    if (found) return found.id;
  }
  return named(plain, charter.people);
}
