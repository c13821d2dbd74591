// Stylesheets, scripts and pictures of the pages: templates/assets, read once, addressed by what they hold.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Router } from 'express';
import { answerOf, sendAnswer } from './answer.js';

const root = new URL('../../templates/assets/', import.meta.url);
const year = 365 * 24 * 3600;
const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

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
      const headers = { 'Content-Type': mediaTypes[extname(name)] ?? 'application/octet-stream' };
      return [
        name,
        {
          version,
          kept: answerOf(200, { ...headers, 'Cache-Control': `public, max-age=${String(year)}, immutable` }, content),
          checked: answerOf(200, { ...headers, 'Cache-Control': 'no-cache' }, content),
        },
      ] as const;
    }),
  );

  function address(name: string): string {
    const file = files.get(name);
    if (!file) throw new Error(`there is no asset "${name}"`);
    return `/assets/${name}?v=${file.version}`;
  }

  function router(): Router {
    const routes = Router({ caseSensitive: true });
    for (const [name, { version, kept, checked }] of files) {
      routes.get(`/assets/${name}`, (req, res) => {
        sendAnswer(req, res, req.originalUrl.endsWith(`?v=${version}`) ? kept : checked);
      });
    }
    return routes;
  }

  return { address, router };
}
