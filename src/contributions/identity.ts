// Whether two writings of a name and an e-mail address are the same person: as a pair, whatever their spelling's form and letter case.
import type { Signature } from './facts.js';
import type { Account, ForgeId } from '../shared/refs.js';
import { isBlank } from '../shared/text.js';

/** A person as a trailer names them. */
export interface Pair {
  readonly name: string;
  readonly email: string;
}

/** An account as options name it: `github:49699333`. */
export type AccountKey = `${ForgeId}:${number}`;

/** The addresses behind which forges hide e-mail addresses of accounts: the number before the `+` is the account's id. */
const noReply: readonly (readonly [ForgeId, RegExp])[] = [
  ['github', /^(\d{1,15})\+[^@]*@users\.noreply\.github\.com$/i],
  ['gitee', /^(\d{1,15})\+[^@]*@user\.noreply\.gitee\.com$/i],
];

/** In UTF-16 code units; the longest address of RFC 5321 has 254 characters. */
const longestName = 200;
const longestEmail = 320;

export function accountKey(account: Pick<Account, 'forge' | 'id'>): AccountKey {
  return `${account.forge}:${account.id}`;
}

/** Full case folding of the NFC form. The dotless i stays apart, as in Unicode's CaseFolding.txt. */
export function folded(text: string): string {
  const folds = Array.from(text.normalize('NFC'), (c) => (c === '\u0131' ? c : c.toUpperCase().toLowerCase()));
  return folds.join('').normalize('NFC');
}

/** A longer name is nobody's: it is compared as it is. */
function nameKey(name: string): string {
  if (name.length > longestName) return name;
  return folded(name).trim().replace(/\s+/gu, ' ');
}

/** Folded, the domain in its ASCII form, so that `bücher.example` and `xn--bcher-kva.example` are one. */
function emailKey(email: string): string {
  if (email.length > longestEmail) return email;
  const address = folded(email).trim();
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (at < 0 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain) || !URL.canParse(`http://${domain}`)) return address;
  return `${address.slice(0, at)}@${new URL(`http://${domain}`).hostname}`;
}

/** The account whose no-reply address this is; null for any other address. */
function noReplyAccount(email: string): AccountKey | null {
  for (const [forge, pattern] of noReply) {
    const id = pattern.exec(email.trim())?.[1];
    if (id !== undefined) return `${forge}:${Number(id)}`;
  }
  return null;
}

/** The account a signature belongs to: the one the forge links, or that of a no-reply address. */
function accountOf({ account, email }: Signature): AccountKey | null {
  return account ? accountKey(account) : noReplyAccount(email);
}

export function sameName(pair: Pair, signature: Signature): boolean {
  return nameKey(pair.name) === nameKey(signature.name);
}

/** Whether the pair's address is the signature's; a no-reply address stands for its account. */
export function sameEmail(pair: Pair, signature: Signature): boolean {
  if (emailKey(pair.email) === emailKey(signature.email)) return true;
  const hidden = noReplyAccount(pair.email);
  return hidden !== null && hidden === accountOf(signature);
}

export function samePerson(pair: Pair, signature: Signature): boolean {
  return sameName(pair, signature) && sameEmail(pair, signature);
}

/** The same text for pairs that are the same person. */
export function pairKey({ name, email }: Pair): string {
  return `${nameKey(name)}\n${noReplyAccount(email) ?? emailKey(email)}`;
}

/** Whether two signatures belong to one account of the forge; unknown accounts are never the same. */
export function sameAccount(a: Signature, b: Signature): boolean {
  const account = accountOf(a);
  return account !== null && account === accountOf(b);
}

/** Whether a signature can be signed off at all: it has a name that can be seen and something of the form of an address. */
export function usable({ name, email }: Signature): boolean {
  if (isBlank(name) || name.length > longestName || email.length > longestEmail) return false;
  return /^[^\s<>@\p{Cc}]+@[^\s<>@\p{Cc}]+$/u.test(email.trim());
}

/**
 * The account that wrote a commit, when that is certain; else null. An author's e-mail is typed by whoever commits, so the link alone proves nothing. It is certain
 * when the forge has checked the signature of that same account, or when the account opened the pull request. What the forge itself has signed proves nothing: by a
 * squash in the browser anybody makes, in a fork of their own, a commit in the name of whoever opened a pull request there.
 */
export function certainAuthor(
  commit: { readonly author: Signature; readonly committer: Signature; readonly verified: boolean },
  opener: Account,
): AccountKey | null {
  if (!commit.author.account) return null;
  const author = accountKey(commit.author.account);
  const committer = commit.committer.account ? accountKey(commit.committer.account) : null;
  const signed = commit.verified && committer === author;
  return signed || accountKey(opener) === author ? author : null;
}

/** Reads `Name <address>`; null when the text is anything else. */
export function readPair(text: string): Pair | null {
  const match = /^([^<>]*)<([^<>]*)>$/.exec(text.trim());
  const [name, email] = [match?.[1]?.trim() ?? '', match?.[2]?.trim() ?? ''];
  return name === '' || email === '' ? null : { name, email };
}

/** `Name <address>`. */
export function writePair({ name, email }: Pair): string {
  return `${name.trim()} <${email.trim()}>`;
}
