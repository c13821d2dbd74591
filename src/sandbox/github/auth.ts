// Who is calling: the app by its JSON web token, one of its installations by a token that lives an hour, or anybody.
import { createPublicKey, randomBytes, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.js';
import { problem } from './reply.js';
import type { Reply } from '../forge/reply.js';
import type { Installation } from '../forge/state.js';
import type { World } from '../forge/world.js';

export type Caller =
  { readonly kind: 'app' | 'anybody' } | { readonly kind: 'installation'; readonly installation: Installation };

export interface Credentials {
  /** Reads an `Authorization` header; anybody when it is missing, a 401 when it is wrong or expired. */
  identify(header: string | undefined): Result<Caller, Reply>;
  /** A new token and its end, `2026-03-01T09:12:00Z`. */
  issue(installation: Installation): { readonly token: string; readonly expiresAt: string };
}

const jwtHeader = z.object({ alg: z.literal('RS256') });
const jwtClaims = z.object({ iss: z.union([z.string(), z.number()]), iat: z.number(), exp: z.number() });

const hour = 3_600_000;
/** GitHub allows a token's end ten minutes ahead, and clocks a minute apart. */
const longestJwt = 600;
const drift = 60;

function decode(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** Why a JSON web token is refused, in GitHub's words; null when it is good. `now` in seconds. */
function jwtFault(jwt: string, key: KeyObject, appId: number, now: number): string | null {
  const [head = '', body = '', signature = ''] = jwt.split('.');
  const claims = jwtClaims.safeParse(decode(body));
  if (!jwtHeader.safeParse(decode(head)).success || !claims.success) return 'A JSON web token could not be decoded';
  const signed = Buffer.from(`${head}.${body}`);
  if (!verify('RSA-SHA256', signed, key, Buffer.from(signature, 'base64url')))
    return 'A JSON web token could not be decoded';
  const { iss, iat, exp } = claims.data;
  if (Number(iss) !== appId) return 'Integration not found';
  if (exp <= now)
    return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
  if (exp > now + longestJwt + drift) return "'Expiration time' claim ('exp') is too far in the future";
  if (iat > now + drift)
    return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
  return null;
}

/** Keeps the tokens. They run on real time (`realNow`, milliseconds), as the app's own cache of them does. */
export function createCredentials(world: World, privateKey: string, realNow: () => number): Credentials {
  const key = createPublicKey(privateKey);
  const tokens = new Map<string, { readonly installation: Installation; readonly expires: number }>();

  function identify(header: string | undefined): Result<Caller, Reply> {
    if (header === undefined) return ok({ kind: 'anybody' });
    const [, scheme, credential] = /^(bearer|token)\s+(\S+)$/i.exec(header) ?? [];
    if (!scheme || !credential) return err(problem(401, 'Bad credentials'));
    if (credential.split('.').length === 3) {
      const fault = jwtFault(credential, key, world.app.id, Math.floor(realNow() / 1000));
      return fault === null ? ok({ kind: 'app' }) : err(problem(401, fault));
    }
    const found = tokens.get(credential);
    if (!found || found.expires <= realNow()) return err(problem(401, 'Bad credentials'));
    return ok({ kind: 'installation', installation: found.installation });
  }

  function issue(installation: Installation): { token: string; expiresAt: string } {
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    const expires = realNow() + hour;
    tokens.set(token, { installation, expires });
    return { token, expiresAt: `${new Date(expires).toISOString().slice(0, 19)}Z` };
  }

  return { identify, issue };
}
