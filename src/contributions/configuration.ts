// Reads the policies of the foundation's policy.yml, and of a repository's own file.
import type { CharterNames } from '../charter/charter.js';
import { z } from 'zod';
import { problemsOf } from '../charter/issues.js';
import type { Path, Problem } from '../charter/problem.js';
import type { Json } from '../shared/canonical.js';
import type { Entry, Registered, Setting } from './setting.js';

/** What could be read of a file: a setting for each good entry, and everything that is wrong with the others. */
export interface Configuration {
  readonly settings: readonly Setting[];
  readonly problems: readonly Problem[];
}

const json: z.ZodType<Json> = z.json();
const fileSchema = z.strictObject(
  { version: z.literal(1), policies: z.record(z.string(), z.record(z.string(), json)).default({}) },
  { error: (issue) => (issue.code === 'unrecognized_keys' ? 'version, policies' : undefined) },
);

/** The entries of a file by policy, if its shape is right. */
export function entriesOf(file: Json): {
  readonly entries: ReadonlyMap<string, Entry>;
  readonly problems: readonly Problem[];
} {
  const parsed = fileSchema.safeParse(file);
  if (parsed.success) return { entries: new Map(Object.entries(parsed.data.policies)), problems: [] };
  const problems = parsed.error.issues.flatMap((issue) => problemsOf('policy.yml', file, issue));
  return { entries: new Map(), problems };
}

/** The entries that name no policy of the app. */
export function unknownPolicies(entries: ReadonlyMap<string, Entry>, known: readonly Registered[]): Problem[] {
  const ids = known.map(({ id }) => id);
  return [...entries.keys()].flatMap((word) => {
    if (ids.includes(word)) return [];
    const message = `there is no policy "${word}" in this version; there are ${ids.join(', ')}`;
    return [{ path: ['policies', word], message, atKey: true, near: { word, known: ids } }];
  });
}

/** The problems of one entry, with their paths from the top of the file on. */
export function within(policy: string, problems: readonly Problem[]): Problem[] {
  const above: Path = ['policies', policy];
  return problems.map((problem) => ({ ...problem, path: [...above, ...problem.path] }));
}

/** Reads policy.yml of the foundation: the floor of every repository. `names` are what the charter beside it defines. */
export function readConfiguration(file: Json, known: readonly Registered[], names: CharterNames): Configuration {
  const { entries, problems } = entriesOf(file);
  const all = [...problems, ...unknownPolicies(entries, known)];
  const settings = known.flatMap((policy) => {
    const entry = entries.get(policy.id);
    if (entry === undefined) return [];
    const read = policy.read(entry, names);
    if (read.ok) return [read.value];
    all.push(...within(policy.id, read.error));
    return [];
  });
  return { settings, problems: all };
}
