// Reads one YAML file as JSON that knows its lines, within limits that hostile files cannot pass.
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { Json } from '../shared/canonical.js';
import { err, ok, type Result } from '../shared/result.js';
import type { Path, Position, Problem } from './problem.js';

/** The longest file that is read, in UTF-16 code units. */
export const longestFile = 1024 * 1024;
const mostErrors = 20;
const mostAliases = 20;
const mostValues = 100_000;
const deepest = 32;

/** What a file holds, and where. */
export interface YamlFile {
  readonly value: Json;
  /** The place of the value, or of its key, at a path; of the nearest value above it where there is none. */
  position(path: Path, atKey: boolean): Position;
}

/** Something wrong with the file as YAML. */
export interface YamlProblem {
  readonly problem: Problem;
  readonly position: Position;
}

/** Offsets of a value and of its key. */
interface Place {
  readonly value: number;
  readonly key: number;
}

interface Walk {
  readonly document: Document.Parsed;
  readonly places: Map<string, Place>;
  readonly wrong: { path: Path; message: string; offset: number }[];
  aliases: number;
  values: number;
}

const syntaxMessages: Readonly<Record<string, string>> = {
  RESOURCE_EXHAUSTION: 'values are nested too deeply',
  MULTIPLE_DOCS: 'a file holds one document, without "---" between parts',
  NON_STRING_KEY: 'keys are plain words',
};

function offsetOf(node: unknown, otherwise: number): number {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? (node.range?.[0] ?? otherwise) : otherwise;
}

function refuse(walk: Walk, path: Path, message: string, offset: number): null {
  if (walk.wrong.length < mostErrors) walk.wrong.push({ path, message, offset });
  return null;
}

function scalar(walk: Walk, value: unknown, path: Path, offset: number): Json {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return exact ? value : refuse(walk, path, 'the number is too large to be kept exactly', offset);
  }
  if (typeof value !== 'string') return refuse(walk, path, 'is neither text, number, true, false nor null', offset);
  if (/\p{Surrogate}/u.test(value)) return refuse(walk, path, 'the text holds half a character', offset);
  return value;
}

function keyProblem(key: string, object: Readonly<Record<string, Json>>): string | null {
  if (key === '__proto__') return 'the key "__proto__" is not allowed';
  if (key === '<<') return 'merge keys (<<) are not read: write the keys out';
  return Object.hasOwn(object, key) ? `the key "${key}" stands here twice` : null;
}

function toJson(walk: Walk, node: unknown, path: Path, key: number): Json {
  const offset = offsetOf(node, key);
  walk.places.set(JSON.stringify(path), { value: offset, key });
  walk.values += 1;
  if (walk.values > mostValues) return refuse(walk, [], `the file holds more than ${String(mostValues)} values`, 0);
  if (path.length > deepest) return refuse(walk, path, 'values are nested too deeply', offset);
  if (isAlias(node)) {
    walk.aliases += 1;
    if (walk.aliases > mostAliases) return refuse(walk, path, `more than ${String(mostAliases)} aliases`, offset);
    const target = node.resolve(walk.document);
    return target === undefined
      ? refuse(walk, path, `there is no anchor "${node.source}" before it`, offset)
      : toJson(walk, target, path, offset);
  }
  if (isSeq(node)) return node.items.map((item, index) => toJson(walk, item, [...path, index], offsetOf(item, offset)));
  if (!isMap(node)) return isScalar(node) ? scalar(walk, node.value, path, offset) : null;
  const object: Record<string, Json> = {};
  for (const pair of node.items) {
    const name = isScalar(pair.key) ? String(pair.key.value) : '';
    const at = offsetOf(pair.key, offset);
    const problem = keyProblem(name, object);
    if (problem !== null) refuse(walk, [...path, name], problem, at);
    else object[name] = toJson(walk, pair.value, [...path, name], at);
  }
  return object;
}

/** Reads a file of YAML 1.2. Refused: syntax errors, duplicate keys, merge keys, unknown tags, more than 20 aliases, more than 1 MiB. */
export function readYaml(text: string): Result<YamlFile, readonly YamlProblem[]> {
  const lines = new LineCounter();
  function at(offset: number): Position {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
  function whole(message: string, position: Position): Result<YamlFile, readonly YamlProblem[]> {
    return err([{ problem: { path: [], message }, position }]);
  }
  if (text.length > longestFile) return whole('the file is larger than 1 MiB', { line: 1, column: 1 });
  // eslint-disable-next-line no-control-regex -- the characters YAML forbids
  const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.exec(text);
  if (control) {
    const before = text.slice(0, control.index).split('\n');
    const position = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    return whole('the file holds a control character', position);
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    stringKeys: true,
    resolveKnownTags: false,
    logLevel: 'error',
  });
  if (document.directives.yaml.explicit === true)
    return whole('a %YAML directive is not allowed', { line: 1, column: 1 });
  const broken = [...document.errors, ...document.warnings].slice(0, mostErrors).map(({ code, message, pos }) => ({
    problem: { path: [], message: syntaxMessages[code] ?? message },
    position: at(pos[0]),
  }));
  if (broken.length > 0) return err(broken);
  const walk: Walk = { document, places: new Map(), wrong: [], aliases: 0, values: 0 };
  const value = toJson(walk, document.contents, [], 0);
  if (walk.wrong.length > 0) {
    return err(walk.wrong.map(({ path, message, offset }) => ({ problem: { path, message }, position: at(offset) })));
  }
  function position(path: Path, atKey: boolean): Position {
    for (let length = path.length; length >= 0; length -= 1) {
      const place = walk.places.get(JSON.stringify(path.slice(0, length)));
      if (place !== undefined) return at(atKey || length < path.length ? place.key : place.value);
    }
    return at(0);
  }
  return ok({ value, position });
}
