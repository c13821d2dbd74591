// Reads one OWNERS file, of the format of Kubernetes' Prow.
import { z } from 'zod';
import { formatPath, type Path } from '../../charter/problem.js';
import { readYaml, type YamlFile } from '../../charter/yaml.js';
import { createKept } from '../../shared/kept.js';
import { nearest } from '../../shared/text.js';
import { words, type Detail } from '../finding.js';
import type { Matcher } from '../patterns/automaton.js';
import { compileRegex } from '../patterns/regex.js';

/** A login or an alias, in lower case and without `@`, and the line where it stands. */
export interface Name {
  readonly name: string;
  readonly line: number;
}

/** Who owns what of a folder: all of it (`matcher: null`), or the paths, relative to the folder, that match. */
export interface Section {
  readonly matcher: Matcher | null;
  readonly approvers: readonly Name[];
  readonly reviewers: readonly Name[];
}

export interface OwnersFile {
  /** Something in it could not be read. */
  readonly broken: boolean;
  /** `options.no_parent_owners`: the owners of the folders above do not count. */
  readonly stops: boolean;
  readonly sections: readonly Section[];
}

/** What could be read, and what is wrong. A part that is wrong gives nobody a right. */
export interface OwnersReading {
  readonly file: OwnersFile;
  readonly problems: readonly Detail[];
}

/** In UTF-16 code units. */
const longestOwners = 100 * 1024;
const mostProblems = 20;
const mostFilters = 50;
/** Together; see `Matcher.size`. It bounds the time that one path takes. */
const largestFilters = 2000;
const nothing: OwnersFile = { broken: true, stops: false, sections: [] };

export const nameSchema = z.string('a name is a text: put a number in quotes').regex(/^[^\p{Cc}]{1,100}$/u);
const names = z.array(nameSchema).nullish();
const people = { approvers: names, reviewers: names };
const sectionSchema = z.looseObject(people).nullish();
const anyList = z.array(z.unknown()).nullish();
const ownersSchema = z
  .looseObject({
    ...people,
    labels: anyList,
    required_reviewers: anyList,
    options: z.looseObject({ no_parent_owners: z.boolean().optional() }).nullish(),
    filters: z.record(z.string(), sectionSchema).nullish(),
  })
  .nullable();

type Written = NonNullable<z.infer<typeof ownersSchema>>;

/** Prow's other keys, which decide nothing here. */
const known = [
  'approvers',
  'reviewers',
  'required_reviewers',
  'labels',
  'options',
  'filters',
  'emeritus_approvers',
  'emeritus_reviewers',
];

/** `@Lin-Mei ` is `lin-mei`. */
export function plainName(written: string): string {
  return written.trim().replace(/^@/, '').toLowerCase();
}

/** Reads a text as YAML of a shape; what is wrong is told with its line. */
export function readShape<T>(path: string, text: string, schema: z.ZodType<T>) {
  if (text.length > longestOwners) {
    const message = 'the file is larger than 100 KiB';
    return { ok: false, problems: [{ ...words('owners.file.not-yaml', { message }), file: path, line: 1 }] } as const;
  }
  const yaml = readYaml(text);
  if (!yaml.ok) {
    const problems = yaml.error.map(({ problem, position }): Detail => {
      return { ...words('owners.file.not-yaml', { message: problem.message }), file: path, line: position.line };
    });
    return { ok: false, problems } as const;
  }
  const parsed = schema.safeParse(yaml.value.value);
  if (parsed.success) return { ok: true, value: parsed.data, yaml: yaml.value } as const;
  const problems = parsed.error.issues.slice(0, mostProblems).map((issue): Detail => {
    const at = issue.path.filter((part) => typeof part !== 'symbol');
    const values = { key: formatPath(at), message: issue.message };
    return { ...words('owners.file.shape', values), file: path, line: yaml.value.position(at, false).line };
  });
  return { ok: false, problems } as const;
}

function namesAt(yaml: YamlFile, written: readonly string[] | null | undefined, path: Path): readonly Name[] {
  return (written ?? []).map((name, i) => ({
    name: plainName(name),
    line: yaml.position([...path, i], false).line,
  }));
}

function sectionAt(yaml: YamlFile, written: z.infer<typeof sectionSchema>, path: Path, matcher: Matcher | null) {
  return {
    matcher,
    approvers: namesAt(yaml, written?.approvers, [...path, 'approvers']),
    reviewers: namesAt(yaml, written?.reviewers, [...path, 'reviewers']),
  };
}

function readFilters(yaml: YamlFile, written: Written, problems: Detail[], path: string): readonly Section[] {
  const sections: Section[] = [];
  let room = largestFilters;
  for (const [pattern, section] of Object.entries(written.filters ?? {})) {
    const at = { file: path, line: yaml.position(['filters', pattern], true).line };
    if (problems.length >= mostProblems) break;
    const compiled = pattern === '.*' ? null : compileRegex(pattern);
    room -= compiled?.ok === true ? compiled.value.size : 0;
    if (compiled?.ok === false) {
      const { code, at: place, written: found } = compiled.error;
      problems.push({ ...words(`owners.filter.${code}`, { pattern, place: place + 1, found }), ...at });
    } else if (room < 0 || sections.length >= mostFilters) {
      problems.push({ ...words('owners.filter.too-many', { pattern, most: mostFilters }), ...at });
    } else {
      sections.push(sectionAt(yaml, section, ['filters', pattern], compiled?.value ?? null));
    }
  }
  return sections;
}

/** Whether the file is of the simple form; Prow then does not look at its filters. */
function isSimple({ approvers, reviewers, required_reviewers, labels }: Written): boolean {
  return [approvers, reviewers, required_reviewers, labels].some((list) => (list ?? []).length > 0);
}

function readAnew(path: string, text: string): OwnersReading {
  const read = readShape(path, text, ownersSchema);
  if (!read.ok) return { file: nothing, problems: read.problems };
  const written = read.value ?? {};
  const problems: Detail[] = [];
  for (const key of Object.keys(written).filter((one) => !known.includes(one))) {
    const meant = nearest(key, known);
    const { line } = read.yaml.position([key], true);
    if (meant !== null) problems.push({ ...words('owners.file.misspelt', { key, meant }), file: path, line });
  }
  const stops = written.options?.no_parent_owners === true;
  if (!isSimple(written)) {
    const sections = readFilters(read.yaml, written, problems, path);
    return { file: { broken: problems.length > 0, stops, sections }, problems };
  }
  if (Object.keys(written.filters ?? {}).length > 0) {
    const { line } = read.yaml.position(['filters'], true);
    problems.push({ ...words('owners.filter.beside-lists'), file: path, line });
  }
  return {
    file: { broken: problems.length > 0, stops, sections: [sectionAt(read.yaml, written, [], null)] },
    problems,
  };
}

/** The same files are read for one contribution after the other. In characters: a few tens of MB as they are kept. */
const readings = createKept<OwnersReading>(2_000_000);

/**
 * Reads an OWNERS file; `path` is its own, for what is told of it. Labels, emeriti and required reviewers decide nothing. What is read is kept, but for
 * filters: a matcher grows as it is used.
 */
export function readOwners(path: string, text: string): OwnersReading {
  const key = `${path}\n${text}`;
  const before = readings.get(key);
  if (before) return before;
  const reading = readAnew(path, text);
  if (reading.file.sections.every(({ matcher }) => matcher === null)) readings.set(key, reading, key.length);
  return reading;
}
