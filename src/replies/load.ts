// Reads the templates and locale files of the replies, once at start.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Language } from '../shared/text.js';
import type { ReplyFiles } from './replies.js';
import type { Phrases } from './say.js';

/** The folder templates/ of the package, from src/replies and from dist/replies alike. */
const folder = new URL('../../templates/', import.meta.url);

const phrasesSchema: z.ZodType<Phrases> = z.record(
  z.string(),
  z.union([z.string(), z.lazy((): z.ZodType<Phrases> => phrasesSchema)]),
);

async function phrases(name: string): Promise<Phrases> {
  const text = await readFile(new URL(`locales/${name}.json`, folder), 'utf8');
  return phrasesSchema.parse(JSON.parse(text));
}

/** The two locale files of a folder below templates/locales. Throws when one is missing or malformed. */
export async function loadPhrases(within: string): Promise<Readonly<Record<Language, Phrases>>> {
  const [en, zh] = await Promise.all([phrases(`${within}/en`), phrases(`${within}/zh`)]);
  return { en, zh };
}

async function template(name: string): Promise<string> {
  return readFile(new URL(`replies/${name}.hbs`, folder), 'utf8');
}

/** The files that `createReplies` takes. Throws when one is missing or malformed. */
export async function loadReplyFiles(): Promise<ReplyFiles> {
  const [motion, result, reminder, refusals, help, check, comment, roadmap, locales, policies] = await Promise.all([
    template('motion'),
    template('result'),
    template('reminder'),
    template('refusals'),
    template('help'),
    template('policy-check'),
    template('policy-comment'),
    template('roadmap'),
    loadPhrases('.'),
    loadPhrases('policies'),
  ]);
  return {
    templates: { motion, result, reminder, refusals, help, 'policy-check': check, 'policy-comment': comment, roadmap },
    locales,
    policies,
  };
}
