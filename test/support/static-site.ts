// A static site as a reader of files sees it: what its pages link to, and what of it is not there.
import { readdir, readFile } from 'node:fs/promises';
import { join, posix, sep } from 'node:path';
import type { CopyFolder } from '../../src/portal/copy/copy.js';

/** Text by name; names are relative, with `/`. */
export type Site = ReadonlyMap<string, string>;

/** A folder in memory, and what was written into it. */
export function memoryFolder(): { readonly folder: CopyFolder; readonly site: Map<string, string> } {
  const laid: Buffer[] = [];
  const site = new Map<string, string>();
  const folder: CopyFolder = {
    layBy: (body) => laid.push(body) - 1,
    read: (place) => laid[place] ?? Buffer.alloc(0),
    write(name, body) {
      if (site.has(name)) throw new Error(`${name} is written twice`);
      site.set(name, body.toString());
      return Promise.resolve();
    },
  };
  return { folder, site };
}

/** The files of a folder on disk, without what a leading dot hides. */
export async function siteIn(dir: string): Promise<Site> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'));
  const names = files.map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(dir.length + 1)
      .split(sep)
      .join('/'),
  );
  return new Map(
    await Promise.all(names.sort().map(async (name) => [name, await readFile(join(dir, name), 'utf8')] as const)),
  );
}

/** The values of `href`, `src` and `action` in a page, as a browser reads them. */
export function addressesIn(html: string): readonly string[] {
  return [...html.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, value = '']) =>
    value
      .replace(/&#x([\dA-F]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
}

function hasAnchor(html: string, fragment: string): boolean {
  return fragment === '' || html.includes(` id="${fragment}"`);
}

/** Every link that leads to no file of the site, or to no anchor in it: `page: link`. Whole addresses lead out of it. */
export function brokenLinks(site: Site): readonly string[] {
  return [...site]
    .filter(([name]) => name.endsWith('.html'))
    .flatMap(([name, html]) =>
      addressesIn(html).flatMap((link) => {
        if (URL.canParse(link)) return [];
        const [path = '', fragment = ''] = link.split('#');
        const file = path === '' ? name : posix.join(posix.dirname(name), path);
        const found = site.get(file);
        return found !== undefined && hasAnchor(found, fragment) ? [] : [`${name}: ${link}`];
      }),
    );
}

/** One page of each kind: those that differ in what their own folder is called are of one kind. */
export function oneOfEachKind(site: Site): readonly string[] {
  const kinds = new Map<string, string>();
  for (const name of site.keys()) {
    if (!name.endsWith('.html')) continue;
    const kind = name
      .replace(/(motions|resolutions|bodies|people|organizations|policies)\/[^/]+\//, '$1/:id/')
      .replace(/roadmap\/RM-[^/]+\//, 'roadmap/:id/')
      .replace(/contributions\/[^/]+\/.*\//, 'contributions/:id/')
      .replace(/-[^/]*\.html$/, '-:value.html');
    if (!kinds.has(kind)) kinds.set(kind, name);
  }
  return [...kinds.values()];
}
