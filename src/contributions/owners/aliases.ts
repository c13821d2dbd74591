// Reads OWNERS_ALIASES: names for groups of logins.
import { z } from 'zod';
import { words, type Detail } from '../finding.js';
import { nameSchema, plainName, readShape } from './read.js';

/** Logins by alias, both in lower case. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

export interface AliasesReading {
  /** Null when the file cannot be read: then nobody knows which names are aliases and which are logins. */
  readonly aliases: Aliases | null;
  readonly problems: readonly Detail[];
}

const schema = z.looseObject({ aliases: z.record(z.string(), z.array(nameSchema).nullable()).nullish() }).nullable();

/**
 * Reads the file. As in Prow an alias holds logins only: one that holds another alias, itself perhaps, in a circle or not, is told, and what it holds there
 * gives nobody a right, neither the other alias' people nor a stranger whose login it happens to be.
 */
export function readAliases(path: string, text: string): AliasesReading {
  const read = readShape(path, text, schema);
  if (!read.ok) return { aliases: null, problems: read.problems };
  const written = Object.entries(read.value?.aliases ?? {});
  const known = new Set(written.map(([alias]) => plainName(alias)));
  const problems: Detail[] = [];
  const aliases = written.map(([alias, members]): [string, readonly string[]] => {
    const logins = (members ?? []).filter((member, i) => {
      if (!known.has(plainName(member))) return true;
      const { line } = read.yaml.position(['aliases', alias, i], false);
      problems.push({ ...words('owners.aliases.nested', { alias, member }), file: path, line });
      return false;
    });
    return [plainName(alias), logins.map(plainName)];
  });
  return { aliases: new Map(aliases), problems };
}
