// The sign-offs of a commit message, and whether one of them is that of the commit's author.
import type { Commit, Signature } from '../facts.js';
import { readPair, sameAccount, sameEmail, sameName, samePerson, usable, type Pair } from '../identity.js';
import { messageLines, trailersOf } from '../trailers.js';

/** A `Signed-off-by` as written. `pair` is null when it is not `Name <address>`. `line` counts from 1 in the message. */
export interface SignOff {
  readonly text: string;
  readonly pair: Pair | null;
  readonly line: number;
}

/** Why a commit is not signed off by its author; each is a key of words below `dco.commit`. */
export type Flaw =
  'author-unusable' | 'missing' | 'outside-block' | 'malformed' | 'other-name' | 'other-email' | 'other-person';

/** What is wrong with a commit, and the sign-off that comes nearest to the one that is missing. */
export interface Flawed {
  readonly flaw: Flaw;
  readonly found: SignOff | null;
}

const token = 'signed-off-by';
/** Of more in one message the last ones are compared: `git commit --signoff` adds at the end. */
const mostSignOffs = 100;

/** The sign-offs in the trailer block. */
export function signOffsOf(message: string): readonly SignOff[] {
  return trailersOf(message)
    .filter((trailer) => trailer.token.toLowerCase() === token)
    .map(({ value, line }) => ({ text: value, pair: readPair(value), line }));
}

/** The first line that reads like a sign-off but is no trailer of the message; null without one. */
function strayOf(message: string): SignOff | null {
  for (const { text, line } of messageLines(message)) {
    const value = /^[ \t]*signed-off-by[ \t]*:(.*)$/is.exec(text)?.[1];
    if (value !== undefined) return { text: value.trim(), pair: readPair(value), line };
  }
  return null;
}

/** Those whose sign-off a commit may carry: its author, and its committer when the forge knows both as one account. */
export function signatoriesOf({ author, committer }: Commit): readonly Signature[] {
  return sameAccount(author, committer) ? [author, committer] : [author];
}

function near(signOff: SignOff, author: Signature): Flaw {
  if (signOff.pair === null) return 'malformed';
  if (sameEmail(signOff.pair, author)) return 'other-name';
  return sameName(signOff.pair, author) ? 'other-email' : 'other-person';
}

const nearest: readonly Flaw[] = ['other-name', 'other-email', 'malformed', 'other-person'];

/** The sign-off of one of the commit's signatories; or what is wrong. Name and address are compared as a pair, never across two people. */
export function judgeSignOff(commit: Commit): Pair | Flawed {
  if (!usable(commit.author)) return { flaw: 'author-unusable', found: null };
  const signOffs = signOffsOf(commit.message).slice(-mostSignOffs);
  const signatories = signatoriesOf(commit);
  for (const { pair } of signOffs) {
    if (pair && signatories.some((one) => samePerson(pair, one))) return pair;
  }
  const candidates = signOffs.map((found) => ({ flaw: near(found, commit.author), found }));
  const best = candidates.toSorted((a, b) => nearest.indexOf(a.flaw) - nearest.indexOf(b.flaw))[0];
  if (best) return best;
  const stray = strayOf(commit.message);
  return { flaw: stray ? 'outside-block' : 'missing', found: stray };
}
