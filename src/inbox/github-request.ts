// What a GitHub webhook request carries: its signature first, and only then its content.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { err, ok, type Result } from '../shared/result.js';
import type { NewDelivery } from './accept.js';
import { githubLane } from './lane.js';
import { parseObject } from './parse-object.js';
import type { Refusal } from './problem.js';

/** HMAC-SHA-256 of the raw bytes, as GitHub writes it. */
function isSigned(secret: string, body: Buffer, signature: string | string[] | undefined): boolean {
  const match = /^sha256=([0-9a-f]{64})$/.exec(typeof signature === 'string' ? signature : '');
  if (!match) return false;
  return timingSafeEqual(Buffer.from(match[1] ?? '', 'hex'), createHmac('sha256', secret).update(body).digest());
}

function header(req: IncomingMessage, name: string, form: RegExp): string | null {
  const value = req.headers[name];
  return typeof value === 'string' && form.test(value) ? value : null;
}

function bad(detail: string): Result<never, Refusal> {
  return err({ status: 400, detail });
}

/** Reads a delivery from a request and its whole body. */
export function readGithubRequest(secret: string, req: IncomingMessage, body: Buffer): Result<NewDelivery, Refusal> {
  if (!isSigned(secret, body, req.headers['x-hub-signature-256'])) {
    const detail = 'X-Hub-Signature-256 is missing or is not the signature of this body with the shared secret.';
    return err({ status: 401, detail });
  }
  const event = header(req, 'x-github-event', /^[\w.-]{1,100}$/);
  if (event === null) return bad('X-GitHub-Event is missing or malformed.');
  const id = header(req, 'x-github-delivery', /^[!-~]{1,200}$/);
  if (id === null) return bad('X-GitHub-Delivery is missing or malformed.');
  const payload = parseObject(body);
  if (!payload.ok) return bad(payload.error);
  return ok({ id, forge: 'github', event, lane: githubLane(event, payload.value), body });
}
