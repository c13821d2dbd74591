// How a subject is named in a command: `github:OWNER/REPO#12`, `gitee:OWNER/REPO#I1ABC`, or by its address. Pure.
import type { SubjectRef } from '../shared/refs.js';

/** A subject as somebody named it. */
export interface NamedSubject {
  readonly ref: SubjectRef;
  /** The server named by an address (`https://github.com`); null in the short form. */
  readonly origin: string | null;
}

const repo = '([\\w.-]{1,100}/[\\w.-]{1,100})';
const shortForm = new RegExp(`^(github|gitee):${repo}[#!](\\w{1,20})$`, 'i');
const address = new RegExp(
  `^(https?://[^/?#\\s]+)/(?:[^?#\\s]*/)?${repo}/(issues|pull|pulls)/(\\w{1,20})/?(?:[?#]\\S*)?$`,
  'i',
);
const digits = /^[1-9]\d*$/;
/** Gitee's issues begin with a letter, which tells them from its pull requests. */
const giteeIssue = /^I\w+$/i;

/** Which forge has such an address: the words of the path and the form of the number are each forge's own. */
function forgeOf(word: string, number: string): SubjectRef['forge'] | null {
  if (word === 'issues') return digits.test(number) ? 'github' : giteeIssue.test(number) ? 'gitee' : null;
  return digits.test(number) ? (word === 'pull' ? 'github' : 'gitee') : null;
}

/** Reads a subject's name; null for anything else. Whether there is such a subject only its forge knows. */
export function parseSubjectName(written: string): NamedSubject | null {
  const [, forge, place, number] = shortForm.exec(written) ?? [];
  if (forge !== undefined && place !== undefined && number !== undefined) {
    const id = forge.toLowerCase() === 'github' ? 'github' : 'gitee';
    if (!digits.test(number) && (id === 'github' || !giteeIssue.test(number))) return null;
    return { ref: { forge: id, repo: place, number }, origin: null };
  }
  const [, origin, path, word, named] = address.exec(written) ?? [];
  if (origin === undefined || path === undefined || word === undefined || named === undefined) return null;
  const id = forgeOf(word.toLowerCase(), named);
  return id && { ref: { forge: id, repo: path, number: named }, origin: origin.toLowerCase() };
}
