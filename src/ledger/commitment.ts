// Commitments: what an entry holds in place of a free text or an account id, so that the text can be erased and the log still stands.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Bytes of a salt. */
const saltLength = 16;

/** A fresh salt, base64url. */
export function newSalt(): string {
  return randomBytes(saltLength).toString('base64url');
}

/** base64url of HMAC-SHA-256 with the salt as key over the NFC UTF-8 text. */
export function commitmentTo(text: string, salt: string): string {
  return createHmac('sha256', Buffer.from(salt, 'base64url')).update(text.normalize('NFC'), 'utf8').digest('base64url');
}

/** Whether a text and its salt open a commitment. */
export function opens(commitment: string, text: string, salt: string): boolean {
  const [expected, given] = [Buffer.from(commitmentTo(text, salt)), Buffer.from(commitment)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
