// The header of Conventional Commits 1.0.0: `type(scope)!: description`.
import { err, ok, type Result } from '../shared/result.js';
import { isBlank } from '../shared/text.js';

export interface Header {
  readonly type: string;
  readonly scope: string | null;
  /** With `!`. */
  readonly breaking: boolean;
  readonly description: string;
}

/** What keeps a line from being a header; each is a key of words below `title`. */
export type HeaderFlaw = 'no-type' | 'wide-colon' | 'empty-scope' | 'no-space' | 'no-description';

const parts = /^([^():：!\s]*)(?:\(([^()]*)\))?(!?)(:?)( ?)(.*)$/s;

/** Reads a header. Which types and scopes there are, and how their letters are written, is for others to judge. */
export function parseHeader(line: string): Result<Header, HeaderFlaw> {
  const [, type = '', scope, mark, colon, space, description = ''] = parts.exec(line) ?? [];
  if (type !== '' && colon === '' && description.startsWith('：')) return err('wide-colon');
  if (type === '' || colon === '') return err('no-type');
  if (scope?.split(',').some(isBlank) === true) return err('empty-scope');
  if (isBlank(description)) return err('no-description');
  if (space === '') return err('no-space');
  return ok({ type, scope: scope ?? null, breaking: mark === '!', description });
}

export function formatHeader({ type, scope, breaking, description }: Header): string {
  return `${type}${scope === null ? '' : `(${scope})`}${breaking ? '!' : ''}: ${description}`;
}
