// Says in the charter's own words what zod found wrong, one problem each.
import type { z } from 'zod';
import type { Json } from '../shared/canonical.js';
import type { CharterFile, Path, Problem } from './problem.js';
import { formatPath } from './problem.js';

const notYet = 'is not supported by this version';

/** Keys that a later version enforces: refused until then, never ignored. */
const laterKeys: Readonly<Record<CharterFile, RegExp>> = {
  'charter.yml': /^(?:steward|protected|motions\.[^.]+\.(?:affiliation_cap|on_objection|veto[a-z_]*))$/,
  'people.yml': /^$/,
  'policy.yml': /^$/,
  'roadmap.yml': /^$/,
};
const laterValues: Readonly<Record<string, readonly string[]>> = { method: ['lazy-consensus', 'consensus'] };

const typeNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a mapping of keys',
  record: 'a mapping of keys',
  array: 'a list',
};

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: Json | undefined, path: Path): Json | undefined {
  let here = value;
  for (const part of path) {
    if (here === undefined || here === null || typeof here !== 'object') return undefined;
    if (isList(here)) here = typeof part === 'number' ? here[part] : undefined;
    else here = Object.hasOwn(here, part) ? here[String(part)] : undefined;
  }
  return here;
}

function typeName(expected: string): string {
  return typeNames[expected] ?? expected;
}

function wrongType(file: Json, path: Path, expected: string): Problem {
  if (valueAt(file, path) === undefined) return { path, message: 'is missing' };
  return { path, message: `must be ${typeName(expected)}` };
}

function unknownKey(name: CharterFile, path: Path, key: string, known: readonly string[]): Problem {
  const at = [...path, key];
  if (laterKeys[name].test(formatPath(at))) return { path: at, message: notYet, atKey: true };
  const message = `unknown key; the keys here are ${known.join(', ')}`;
  return { path: at, message, atKey: true, near: { word: key, known } };
}

function wrongValue(file: Json, path: Path, values: readonly string[]): Problem {
  const value = valueAt(file, path);
  const key = String(path.at(-1) ?? '');
  if (value === undefined) return { path, message: 'is missing' };
  const word = typeof value === 'string' ? value : '';
  if (laterValues[key]?.includes(word) === true) return { path, message: `"${word}" ${notYet}` };
  const message = values.length === 1 ? `must be ${values.join('')}` : `must be one of ${values.join(', ')}`;
  return word === '' ? { path, message } : { path, message, near: { word, known: values } };
}

function isBareType(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0);
}

/** What each alternative of a union says; one that is a union itself stands for its own. */
function alternatives({ errors }: z.core.$ZodIssueInvalidUnion): readonly (readonly z.core.$ZodIssue[])[] {
  return errors.flatMap((issues) => {
    const [first] = issues;
    const nested = issues.length === 1 && first?.code === 'invalid_union' && first.path.length === 0;
    return nested ? alternatives(first) : [issues];
  });
}

function pathOf(issue: z.core.$ZodIssue): Path {
  return issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
}

/** The problems behind one issue of a file's schema; `above` is the path at which the schema stands. */
export function problemsOf(name: CharterFile, file: Json, issue: z.core.$ZodIssue, above: Path = []): Problem[] {
  const path = [...above, ...pathOf(issue)];
  switch (issue.code) {
    case 'invalid_type':
      return [wrongType(file, path, issue.expected)];
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(name, path, key, issue.message.split(', ')));
    case 'invalid_value':
      return [wrongValue(file, path, issue.values.map(String))];
    case 'invalid_key':
      return issue.issues.map(({ message }) => ({ path, message, atKey: true }));
    case 'invalid_union': {
      if (valueAt(file, path) === undefined) return [wrongType(file, path, '')];
      const right = alternatives(issue).filter((issues) => !isBareType(issues));
      const listed = typeof valueAt(file, path) === 'string' ? right[0] : undefined;
      const meant = right.find((issues) => issues.every(({ code }) => code !== 'invalid_value')) ?? listed;
      if (meant !== undefined) return meant.flatMap((inner) => problemsOf(name, file, inner, path));
      const types = alternatives(issue)
        .flat()
        .flatMap((inner) => (inner.code === 'invalid_type' ? [inner.expected] : []));
      return [{ path, message: `must be ${types.map(typeName).join(' or ')}` }];
    }
    default:
      return [{ path, message: issue.message }];
  }
}
