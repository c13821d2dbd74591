// What is wrong in a charter file, first by its path in the file, then by line and column with the nearest valid spelling.
import { nearest } from '../shared/text.js';

/** The charter files, by name. */
export type CharterFile = 'charter.yml' | 'people.yml' | 'policy.yml' | 'roadmap.yml';

/** Keys and list indexes from the top of a file. */
export type Path = readonly (string | number)[];

/** One thing that is wrong, at a path of one file. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
  /** Point at the key rather than at its value. */
  readonly atKey?: boolean;
  /** A word that is not known, and the words that are. */
  readonly near?: { readonly word: string; readonly known: readonly string[] };
  /** What the foundation's file demands here, where a repository's own file is looser: a word, or JSON. */
  readonly demanded?: string;
}

/** Line and column, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong in a file. Line and column count from 1; `path` is `motions.technical.callers[0]`, empty for the whole file. */
export interface FileError<File extends string = string> extends Position {
  readonly file: File;
  readonly path: string;
  readonly message: string;
  /** The nearest valid spelling of a word that is not known. */
  readonly suggestion: string | null;
}

/** One thing that is wrong in a charter file. */
export type CharterError = FileError<CharterFile>;

/** `motions.technical.callers[0]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${String(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/** The problem with its place. Only the first 500 known words are compared, so that hostile files end fast. */
export function locate<File extends string>(file: File, problem: Problem, position: Position): FileError<File> {
  const { path, message, near } = problem;
  const suggestion = near === undefined ? null : nearest(near.word, near.known.slice(0, 500));
  return { file, line: position.line, column: position.column, path: formatPath(path), message, suggestion };
}

/** `charter.yml:12:5: motions.technical.callers[0]: there is no body "maintainer" (did you mean "maintainers"?)`. */
export function formatCharterError(error: FileError): string {
  const place = `${error.file}:${String(error.line)}:${String(error.column)}`;
  const path = error.path === '' ? '' : `${error.path}: `;
  const suggestion = error.suggestion === null ? '' : ` (did you mean "${error.suggestion}"?)`;
  return `${place}: ${path}${error.message}${suggestion}`;
}
