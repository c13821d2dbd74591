// Stylesheets, scripts and pictures of the pages: templates/assets, read once, addressed by what they hold.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Router } from 'express';

const root = new URL('../../templates/assets/', import.meta.url);
const year = 365 * 24 * 3600;

export interface Assets {
  /** `/assets/site.css?v=HASH`: an address that may be kept for ever. Throws when there is no such file. */
  readonly address: (file: string) => string;
  readonly router: () => Router;
}

/** Reads all files of templates/assets. */
export function readAssets(): Assets {
  const files = new Map(
    readdirSync(root).map((name) => {
      const content = readFileSync(new URL(name, root));
      const version = createHash('sha256').update(content).digest('hex').slice(0, 12);
      return [name, { content, version }] as const;
    }),
  );

  function address(name: string): string {
    const file = files.get(name);
    if (!file) throw new Error(`there is no asset "${name}"`);
    return `/assets/${name}?v=${file.version}`;
  }

  function router(): Router {
    const routes = Router({ caseSensitive: true });
    for (const [name, { content, version }] of files) {
      routes.get(`/assets/${name}`, (req, res) => {
        const named = req.originalUrl.endsWith(`?v=${version}`);
        res
          .set('Cache-Control', named ? `public, max-age=${String(year)}, immutable` : 'no-cache')
          .type(extname(name))
          .send(content);
      });
    }
    return routes;
  }

  return { address, router };
}
