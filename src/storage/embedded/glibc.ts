// What the host's C library and package sources say, read from text: pure, so that every distribution can be tested on any.

/** The oldest C library the engine runs on. */
export const neededGlibc = '2.38';

/** A distribution whose newer suite has a C library that is new enough. */
export interface Donor {
  readonly suite: string;
  readonly keyring: string;
}

const donors: Readonly<Record<string, Donor>> = {
  debian: { suite: 'trixie', keyring: '/usr/share/keyrings/debian-archive-keyring.gpg' },
  ubuntu: { suite: 'noble', keyring: '/usr/share/keyrings/ubuntu-archive-keyring.gpg' },
};

/** Whether version a (`2.36`) comes before version b. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** One value of /etc/os-release, unquoted. */
function osField(osRelease: string, name: string): string | null {
  return new RegExp(`^${name}="?([^"\n]*)"?$`, 'm').exec(osRelease)?.[1] ?? null;
}

/** Where a newer C library for this distribution comes from, and the codename of its own archive; null for one we do not know. */
export function donorFor(osRelease: string): { readonly donor: Donor; readonly codename: string } | null {
  const donor = donors[osField(osRelease, 'ID') ?? ''];
  const codename = osField(osRelease, 'VERSION_CODENAME');
  return donor === undefined || codename === null ? null : { donor, codename };
}

function fromOneLineSource(line: string): { uris: string[]; suites: string[]; components: string[] } {
  const [uri = '', suite = '', ...components] = line.replace(/^deb\s+(\[[^\]]*\]\s+)?/, '').split(/\s+/);
  return { uris: [uri], suites: [suite], components };
}

function fromStanza(stanza: string): { uris: string[]; suites: string[]; components: string[] } {
  function words(field: string): string[] {
    return (new RegExp(`^${field}:(.*)$`, 'im').exec(stanza)?.[1] ?? '').trim().split(/\s+/);
  }
  const off = /^Enabled:\s*no\s*$/im.test(stanza) || !words('Types').includes('deb');
  return { uris: off ? [] : words('URIs'), suites: words('Suites'), components: words('Components') };
}

/**
 * The distribution's own archive in the text of its apt sources, one-line or deb822 form: the first enabled URI that serves `main`
 * of the codename itself. Null when there is none.
 */
export function archiveUri(sources: string, codename: string): string | null {
  const plain = sources.replace(/^\s*#.*\n?/gm, '');
  const lines = plain.split('\n').filter((line) => /^deb\s/.test(line));
  const stanzas = plain.split(/\n\s*\n/).filter((stanza) => /^Types:/im.test(stanza));
  const entries = [...lines.map((line) => fromOneLineSource(line.trim())), ...stanzas.map(fromStanza)];
  const own = entries.find(
    ({ uris, suites, components }) => uris.length > 0 && suites.includes(codename) && components.includes('main'),
  );
  return own?.uris[0] ?? null;
}

/** The dynamic loader's file name and the multiarch folder, by Node's name of the processor; null where there is no engine. */
export function loaderNames(arch: string): { readonly loader: string; readonly triplet: string } | null {
  if (arch === 'x64') return { loader: 'ld-linux-x86-64.so.2', triplet: 'x86_64-linux-gnu' };
  if (arch === 'arm64') return { loader: 'ld-linux-aarch64.so.1', triplet: 'aarch64-linux-gnu' };
  return null;
}
