// Whether a webhook was sent by somebody who knows the secret shared with Gitee. Pure. It says nothing of the body: Gitee signs the time alone.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { err, ok, type Result } from '../shared/result.js';

/** How a hook was set up at Gitee: `encryption_type` 1 or 0. One never stands in for the other. */
export type GiteeMode = 'signature' | 'password';

/** What a request shows for itself: its headers, and what its body repeats of them. Null where something is missing or no text. */
export interface GiteeProof {
  /** `X-Gitee-Token`. */
  readonly token: string | null;
  /** `X-Gitee-Timestamp`: ms since 1970, in decimal digits. */
  readonly timestamp: string | null;
  readonly bodyTimestamp: string | null;
  /** `sign` of the body, where the mode is signature. */
  readonly bodySign: string | null;
  /** `password` of the body, where the mode is password. */
  readonly bodyPassword: string | null;
}

/** A signature older than this, or further ahead, is refused: whoever saw one could send any body with it. Gitee itself allows an hour. */
export const signatureLifeMs = 10 * 60_000;

/** Base64 of HMAC-SHA-256 over `TIMESTAMP\nSECRET`, with the secret as key. Gitee's page adds URL encoding; what it sends has none. */
export function giteeSignature(secret: string, timestamp: string): string {
  return createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
}

/** In a time that does not depend on where the texts differ. */
function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** The text, URL-decoded; as it is where it is not URL-encoded. */
function decoded(text: string): string {
  return /^(?:[^%]|%[0-9a-f]{2})*$/i.test(text) ? unescapeAscii(text) : text;
}

/** Base64 has ASCII characters only: no sequence of UTF-8 needs to be put together. */
function unescapeAscii(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function readSigned(secret: string, proof: GiteeProof, nowMs: number): Result<void, string> {
  const { token, timestamp, bodyTimestamp, bodySign } = proof;
  if (token === null || timestamp === null || !/^\d{1,15}$/.test(timestamp)) {
    return err('X-Gitee-Token or X-Gitee-Timestamp is missing or malformed.');
  }
  if (!same(decoded(token), giteeSignature(secret, timestamp))) {
    return err('X-Gitee-Token is not the signature of this time with the shared secret.');
  }
  if (Math.abs(nowMs - Number(timestamp)) > signatureLifeMs) {
    return err('X-Gitee-Timestamp is more than ten minutes away from the time here.');
  }
  if (bodyTimestamp !== timestamp) return err('The body does not have the timestamp of its header.');
  if (bodySign === null || !same(decoded(bodySign), decoded(token))) {
    return err('The body does not have the signature of its header.');
  }
  return ok(undefined);
}

function readPassword(secret: string, proof: GiteeProof): Result<void, string> {
  const { token, timestamp, bodyTimestamp, bodyPassword } = proof;
  if (token === null || !same(token, secret)) return err('X-Gitee-Token is not the password shared with Gitee.');
  if (bodyPassword === null || !same(bodyPassword, token)) {
    return err('The body does not have the password of its header.');
  }
  return timestamp === bodyTimestamp ? ok(undefined) : err('The body does not have the timestamp of its header.');
}

/** Whether it may be taken as sent by Gitee, or why not, in words that tell no secret. `nowMs`: ms since 1970. */
export function checkGitee(mode: GiteeMode, secret: string, proof: GiteeProof, nowMs: number): Result<void, string> {
  if (secret === '') throw new Error('there is no secret to check a webhook of Gitee with');
  return mode === 'signature' ? readSigned(secret, proof, nowMs) : readPassword(secret, proof);
}
