// References in a text: to issues, to pull requests, to items of the roadmap. Linear in the length of any text.
import { subjectKey, type ForgeId, type SubjectRef } from '../shared/refs.js';

/** What a text refers to, and where in it. */
export interface Reference {
  /** `github:openclaw/models#12`, or the id of an item: `RM-2026-001`. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** Every part is of bounded length, and none begins within a word: no place is looked at from many others. */
const reference = new RegExp(
  [
    String.raw`https?:\/\/([^\s\/]{1,200})\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:issues|pulls?)\/([A-Za-z0-9]{1,20})(?!\w)`,
    String.raw`(?<![\w.\/#!-])([\w.-]{1,100}\/[\w.-]{1,100})?([#!])([A-Za-z0-9]{1,20})(?!\w)`,
    String.raw`(?<![\w-])(RM-\d{4}-\d{3,9})(?![\w-])`,
  ].join('|'),
  'gi',
);

const hosts: Readonly<Record<string, ForgeId>> = { 'github.com': 'github', 'gitee.com': 'gitee' };

/** The references of a line, in order; those without a repository or a forge are to that of `home`. `!7` is a pull request on Gitee. */
export function referencesOn(line: string, home: SubjectRef): readonly Reference[] {
  return [...line.matchAll(reference)].flatMap((found): Reference[] => {
    const [whole, host, place, thing, repo = home.repo, sign, number = '', id] = found;
    const [start, end] = [found.index, found.index + whole.length];
    if (id !== undefined) return [{ key: id.toUpperCase(), start, end }];
    if (host !== undefined && place !== undefined && thing !== undefined) {
      const forge = hosts[host.toLowerCase()] ?? home.forge;
      return [{ key: subjectKey({ forge, repo: place, number: thing }), start, end }];
    }
    if (sign === '!' && home.forge !== 'gitee') return [];
    return [{ key: subjectKey({ forge: home.forge, repo, number }), start, end }];
  });
}

/** The keys of what a text refers to. */
export function referencesIn(text: string, home: SubjectRef): readonly string[] {
  return referencesOn(text, home).map(({ key }) => key);
}
