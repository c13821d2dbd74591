// What `opencharter policy try` is asked for: one pull request, or the last ones of a repository.
import type { ForgeId, SubjectRef } from '../shared/refs.js';
import { err, ok, type Result } from '../shared/result.js';

/** One pull request, or a replay of the `last` newest ones of `repo` (`owner/repo`). */
export type Asked =
  | { readonly kind: 'one'; readonly subject: SubjectRef }
  | { readonly kind: 'replay'; readonly forge: ForgeId; readonly repo: string; readonly last: number };

/** The forge that is to be read. */
export function forgeOf(asked: Asked): ForgeId {
  return asked.kind === 'one' ? asked.subject.forge : asked.forge;
}

/** So many pull requests can be replayed at once. */
const mostReplayed = 1000;

const forges: Readonly<Record<string, ForgeId>> = { github: 'github', gitee: 'gitee' };
const place = /^([a-z]+):([\w.-]+\/[\w.-]+)(?:#([1-9]\d{0,9}))?$/i;

function readCount(text: string): number | null {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= mostReplayed ? count : null;
}

/** Reads the subject and the value of `--last`, null without. The error is for people. */
export function readAsked(subject: string, last: string | null): Result<Asked, string> {
  const form = last === null ? 'OWNER/REPO#N' : 'OWNER/REPO';
  const [, name = '', repo = '', number] = place.exec(subject) ?? [];
  if (repo === '') return err(`"${subject}" is not of the form github:${form} or gitee:${form}`);
  const forge = forges[name.toLowerCase()];
  if (!forge) return err(`"${name}" is no forge; the forges are github, gitee`);
  if (last === null) {
    if (number === undefined)
      return err(`"${subject}" names no pull request; write ${forge}:${form}, or add --last 100`);
    return ok({ kind: 'one', subject: { forge, repo, number } });
  }
  if (number !== undefined) return err(`with --last a repository is named, ${forge}:${form}`);
  const count = readCount(last);
  if (count === null) return err(`--last is a whole number from 1 to ${String(mostReplayed)}`);
  return ok({ kind: 'replay', forge, repo, last: count });
}
