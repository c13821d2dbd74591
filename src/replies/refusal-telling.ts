// What the sentences of refusals are put together with, in one language.
import type { SubjectRef } from '../shared/refs.js';
import { inLanguage, type Language, type LocalText } from '../shared/text.js';
import { allOf, oneOf } from './format.js';
import { codeSpan, neutralise } from '../shared/neutralise.js';
import type { Say } from './say.js';

/** The name of a body by its id. */
export type BodyName = (body: string) => string | LocalText;

export interface RefusalTelling {
  /** A sentence below `refusals`. */
  readonly tell: Say;
  /** A sentence, and the clause of charter.yml that decides. */
  readonly because: (sentence: string, clause: string) => string;
  /** `the TSC or the maintainers`. */
  readonly bodies: (ids: readonly string[]) => string;
  /** `/yes`, as code. */
  readonly command: (name: string) => string;
  /** Names as code: `a`, `b` and `c`. */
  readonly codes: (names: readonly string[]) => string;
  /** `gitee:owner/repo#I1ABC`, as code: the forge would make a link of its own number otherwise. */
  readonly subject: (ref: SubjectRef) => string;
}

/** The name of a clause; one that holds other signs than names do is neutralised. */
export function clauseName(clause: string): string {
  return /^[\w/-]+(?:\.[\w/-]+)*$/.test(clause) ? clause : neutralise(clause, 100);
}

export function refusalTelling(say: Say, language: Language, bodyName: BodyName): RefusalTelling {
  const tell: Say = (key, values) => say(`refusals.${key}`, values);
  return {
    tell,
    because: (sentence, clause) => tell('clause', { sentence, clause: clauseName(clause) }),
    bodies: (ids) =>
      oneOf(
        ids.map((id) => tell('body', { name: neutralise(inLanguage(bodyName(id), language), 80) })),
        say,
      ),
    command: (name) => codeSpan(name.startsWith('/') ? name : `/${name}`),
    codes: (names) =>
      allOf(
        names.map((name) => codeSpan(name)),
        say,
      ),
    subject: ({ forge, repo, number }) => codeSpan(`${forge}:${repo}#${number}`, 250),
  };
}
