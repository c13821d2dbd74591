// What a Gitee webhook request carries: first who sent it, and only then its content, without the secrets that Gitee puts into it.
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/result.js';
import type { NewDelivery } from './accept.js';
import { giteeLane } from './gitee-lane.js';
import { checkGitee, type GiteeMode, type GiteeProof } from './gitee-signature.js';
import { parseObject } from './parse-object.js';
import type { TakeUse } from './gitee-uses.js';
import type { Refusal } from './problem.js';

/** How the hooks of a deployment are set up at Gitee. */
export interface GiteeHooks {
  readonly secret: string;
  readonly mode: GiteeMode;
  /** Ms since 1970. */
  readonly now: () => number;
}

const text = z.string().nullish().catch(null);
/** What the body repeats of its headers. Its time has been seen as a text only; the headers' is always one. */
const repeated = z.looseObject({
  timestamp: z
    .union([z.string(), z.int().transform(String)])
    .nullish()
    .catch(null),
  sign: text,
  password: text,
});
const hookId = z.looseObject({ hook_id: z.union([z.string(), z.number()]).nullish().catch(null) });

const eventForm = /^[\w ]{1,100}$/;

function header(req: IncomingMessage, name: string): string | null {
  const value = req.headers[name];
  return typeof value === 'string' ? value : null;
}

/** `Note Hook` or `note_hooks`: Gitee has sent both, and each under an older name of the header too. */
function eventOf(req: IncomingMessage): string | null {
  const names = [header(req, 'x-gitee-event'), header(req, 'x-git-oschina-event')];
  return names.find((name) => name !== null && eventForm.test(name)) ?? null;
}

/** The proof that the headers give alone: as if the body repeated them rightly. */
function proofOf(req: IncomingMessage): GiteeProof {
  const [token, timestamp] = [header(req, 'x-gitee-token'), header(req, 'x-gitee-timestamp')];
  return { token, timestamp, bodyTimestamp: timestamp, bodySign: token, bodyPassword: token };
}

function withBody(proof: GiteeProof, payload: object): GiteeProof {
  const { timestamp, sign, password } = repeated.parse(payload);
  return { ...proof, bodyTimestamp: timestamp ?? null, bodySign: sign ?? null, bodyPassword: password ?? null };
}

/** The payload without what it tells of the secret. Throws RangeError when it is nested too deep to be written. */
function struck(payload: object): Buffer {
  const secrets = ['password', 'sign'].filter((name) => Object.hasOwn(payload, name));
  return Buffer.from(JSON.stringify({ ...payload, ...Object.fromEntries(secrets.map((name) => [name, ''])) }));
}

/**
 * Gitee numbers no deliveries: what is the same in hook, event, time and every byte is the same delivery. That the same thing happened is not asked
 * here: nobody vouches for the body, and one forged with the key of a real event would keep the real one out. A repeated event finds what it
 * brought done already: its text run, its pull request judged.
 */
function idOf(event: string, { timestamp }: GiteeProof, payload: object, body: Buffer): string {
  const { hook_id: hook } = hookId.parse(payload);
  return createHash('sha256')
    .update(`${String(hook ?? '')}|${event}|${timestamp ?? ''}|`)
    .update(body)
    .digest('hex');
}

function refuse(status: Refusal['status'], detail: string): Result<never, Refusal> {
  return err({ status, detail });
}

function isForm(req: IncomingMessage): boolean {
  return /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(header(req, 'content-type') ?? '');
}

function deliveryOf(event: string, proof: GiteeProof, payload: object, body: Buffer): Result<NewDelivery, Refusal> {
  try {
    const id = idOf(event, proof, payload, body);
    return ok({ id, forge: 'gitee', event, lane: giteeLane(event, payload), body: struck(payload) });
  } catch (error) {
    if (error instanceof RangeError) return refuse(400, 'The body is nested too deep.');
    throw error;
  }
}

/** Reads a delivery from a request and its whole body; `ping` is Gitee's trial of a hook, which asks for nothing but an answer. */
export function readGiteeRequest(
  { secret, mode, now }: GiteeHooks,
  takeUse: TakeUse,
  req: IncomingMessage,
  body: Buffer,
): Result<NewDelivery | 'ping', Refusal> {
  if (isForm(req))
    return refuse(415, 'Hooks made long ago send forms. Make this hook anew at Gitee: it will send JSON.');
  const proof = proofOf(req);
  const known = checkGitee(mode, secret, proof, now());
  if (!known.ok) return refuse(401, known.error);
  if (header(req, 'x-gitee-ping')?.toLowerCase() === 'true') return ok('ping');
  const event = eventOf(req);
  if (event === null) return refuse(400, 'X-Gitee-Event is missing or malformed.');
  const payload = parseObject(body);
  if (!payload.ok) return refuse(400, payload.error);
  const agreed = checkGitee(mode, secret, withBody(proof, payload.value), now());
  if (!agreed.ok) return refuse(401, agreed.error);
  // A password comes with every delivery.
  if (mode === 'signature' && !takeUse(proof.timestamp ?? '')) {
    return refuse(401, 'X-Gitee-Token has come with too many other bodies.');
  }
  return deliveryOf(event, proof, payload.value, body);
}
