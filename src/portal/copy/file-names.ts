// The files of a static copy: which address is kept under which name. Names are safe on every file system, those that ignore letter case too.
import { createHash } from 'node:crypto';
import { posix } from 'node:path';

/** An address that was answered, and the media type of the answer. */
export interface Found {
  readonly address: string;
  readonly type: string;
}

const plainName = /^[A-Za-z0-9_][\w.-]{0,79}$/;
/** Windows has devices by these names, with any ending. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A part of a path as a name: as it is, or made safe and told apart by a hash. Plain names hold no `~`. */
function nameOf(part: string): string {
  if (plainName.test(part) && !part.endsWith('.') && !device.test(part)) return part;
  const hash = createHash('sha256').update(part).digest('hex').slice(0, 8);
  return `${part.replace(/\W/g, '_').slice(0, 60)}~${hash}`;
}

/** What a query says, in names: `state-open`, `page-2`; of an asset its version alone. */
function namesOf(query: string): readonly string[] {
  return [...new URLSearchParams(query)].map(([name, value]) => nameOf(name === 'v' ? value : `${name}-${value}`));
}

/** A name in two parts: what tells two names apart goes between them. */
function partsOf({ address, type }: Found): readonly [stem: string, ending: string] {
  const [path = '', query = ''] = address.split('?');
  const stem = path.split('/').filter(Boolean).map(nameOf).join('/');
  const queried = namesOf(query);
  if (type === 'text/html') {
    const file = `${queried.join('.') || 'index'}.html`;
    return [stem, stem === '' ? file : `/${file}`];
  }
  const ending = posix.extname(stem) || (type.endsWith('json') ? '.json' : '');
  const bare = stem.endsWith(ending) ? stem.slice(0, stem.length - ending.length) : stem;
  return [[bare, ...queried].join('.'), ending];
}

/** The file of each address, relative to the folder, with `/`. The same addresses get the same names, in whatever order they were found. */
export function fileNames(found: Iterable<Found>): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  for (const one of [...found].sort((a, b) => (a.address < b.address ? -1 : 1))) {
    const [stem, ending] = partsOf(one);
    let name = stem + ending;
    for (let i = 2; taken.has(name.toLowerCase()); i += 1) name = `${stem}~${String(i)}${ending}`;
    taken.add(name.toLowerCase());
    names.set(one.address, name);
  }
  return names;
}

/** The link from one file to another. */
export function linkBetween(from: string, to: string): string {
  return posix.relative(posix.dirname(from), to);
}
