// The phrases of one language: templates/locales/portal/LANGUAGE/*.json, one file an area, joined.
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Language } from '../shared/text.js';

const root = new URL('../../templates/locales/portal/', import.meta.url);
const phrases = z.record(z.string(), z.unknown());

/** All phrases of a language. Throws when two files hold the same top-level key. */
export function readLocale(language: Language): Readonly<Record<string, unknown>> {
  const folder = new URL(`${language}/`, root);
  const joined: Record<string, unknown> = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    for (const [key, value] of Object.entries(phrases.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))) {
      if (key in joined) throw new Error(`the locale ${language} has "${key}" in two files, one is ${file}`);
      joined[key] = value;
    }
  }
  return joined;
}
