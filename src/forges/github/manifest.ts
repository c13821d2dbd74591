// What the GitHub App must be allowed, as app.yml lists it.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { GitHubRights } from '../setup.js';

/** In the package's root, from src/forges/github and from dist/forges/github alike. */
const file = new URL('../../../app.yml', import.meta.url);

const manifest = z
  .object({ default_permissions: z.record(z.string(), z.string()), default_events: z.array(z.string()) })
  .transform(({ default_permissions: permissions, default_events: events }) => ({ permissions, events }));

/** Throws when the file is missing or malformed. */
export async function readManifest(): Promise<GitHubRights> {
  return manifest.parse(parse(await readFile(file, 'utf8')));
}
