// The webhook intake, before Express: reads, authenticates and stores a delivery, and only then answers.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../shared/log.js';
import type { ForgeId } from '../shared/refs.js';
import type { Result } from '../shared/result.js';
import type { Acceptor, NewDelivery } from './accept.js';
import { readGiteeRequest, type GiteeHooks } from './gitee-request.js';
import { createUses } from './gitee-uses.js';
import { readGithubRequest } from './github-request.js';
import { headersOf, problemOf, type Refusal } from './problem.js';
import { readBody, sendAnswer, type Answer } from './receive.js';
import type { Acceptance } from './store.js';

/** Reads one forge's deliveries. */
export interface ForgeIntake {
  readonly forge: ForgeId;
  /** `/api/github/webhooks` */
  readonly path: string;
  /**
   * The delivery a complete request carries, `ping` for one that only asks whether somebody is there, or why it carries none. Null where the forge
   * is not configured.
   */
  readonly read: ((req: IncomingMessage, body: Buffer) => Result<NewDelivery | 'ping', Refusal>) | null;
}

export interface IntakeOptions {
  readonly forges: readonly ForgeIntake[];
  readonly accept: Acceptor['accept'];
  readonly log: Log;
  /** The largest body taken; 25 MiB, GitHub's own limit. */
  readonly maxBytes?: number;
  /** Told of each answer, for metrics: its status, the ms it took from the request's headers on, and whose webhook it was. */
  readonly onAnswer?: (status: number, ms: number, forge: ForgeId) => void;
}

export interface Intake {
  /** True when the request was one for the intake, which answers it. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** From now on answers 503; returns when every delivery in hand has its answer. */
  close(): Promise<void>;
}

const mebibyte = 1024 * 1024;

function refused(refusal: Refusal): Answer {
  return {
    status: refusal.status,
    type: 'application/problem+json',
    headers: headersOf(refusal),
    body: problemOf(refusal),
  };
}

function accepted(delivery: string, acceptance: Acceptance): Answer {
  switch (acceptance) {
    case 'stored':
      return { status: 202, type: 'application/json', body: { delivery, duplicate: false } };
    case 'duplicate':
      return { status: 202, type: 'application/json', body: { delivery, duplicate: true } };
    case 'conflict':
      return refused({ status: 409, detail: `Delivery ${delivery} is known with another body.` });
    case 'unavailable':
      return refused({ status: 503, detail: 'The delivery could not be stored. Please send it again.' });
  }
}

/** The intake for a plain node:http server; what it does not take belongs to Express. */
export function createIntake(options: IntakeOptions): Intake {
  const { accept, log, maxBytes = 25 * mebibyte, onAnswer } = options;
  const forges = new Map(options.forges.map((forge) => [forge.path, forge]));
  const inHand = new Set<Promise<void>>();
  let closed = false;

  /** The answer, or null when nobody waits for one any more. */
  async function answerTo({ read, forge }: ForgeIntake, req: IncomingMessage): Promise<Answer | null> {
    if (!read) return refused({ status: 404, detail: `${names[forge]} is not configured here.` });
    if (req.method !== 'POST') return refused({ status: 405, detail: 'Webhooks are sent with POST.' });
    if (closed) return refused({ status: 503, detail: 'The server is going down. Please send it again.' });
    const body = await readBody(req, maxBytes);
    if (body === 'aborted') return null;
    if (body === 'too-large') {
      return refused({ status: 413, detail: `The body is larger than ${String(maxBytes / mebibyte)} MiB.` });
    }
    const delivery = read(req, body);
    if (!delivery.ok) return refused(delivery.error);
    if (delivery.value === 'ping') return { status: 200, type: 'application/json', body: { ping: true } };
    return accepted(delivery.value.id, await accept(delivery.value));
  }

  async function serve(forge: ForgeIntake, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const began = performance.now();
    try {
      const answer = await answerTo(forge, req);
      if (!answer) return;
      sendAnswer(req, res, answer);
      onAnswer?.(answer.status, performance.now() - began, forge.forge);
    } catch (err) {
      log.error({ err }, 'the intake failed');
      if (res.headersSent) res.destroy();
      else sendAnswer(req, res, refused({ status: 503, detail: 'Something went wrong. Please send it again.' }));
    }
  }

  return {
    handle(req, res) {
      const forge = forges.get((req.url ?? '').split('?', 1)[0] ?? '');
      if (!forge) return false;
      const served = serve(forge, req, res).finally(() => inHand.delete(served));
      inHand.add(served);
      return true;
    },
    async close() {
      closed = true;
      await Promise.all(inHand);
    },
  };
}

const paths = { github: '/api/github/webhooks', gitee: '/api/gitee/webhooks' } as const;
const names = { github: 'GitHub', gitee: 'Gitee' } as const;

/** GitHub's webhooks, at the path the contract gives them. `secret`: null where GitHub is not configured. */
export function githubIntake(secret: string | null): ForgeIntake {
  const read = secret === null ? null : readGithubRequest.bind(null, secret);
  return { forge: 'github', path: paths.github, read };
}

/** Gitee's, likewise. */
export function giteeIntake(hooks: GiteeHooks | null): ForgeIntake {
  const read = hooks && readGiteeRequest.bind(null, hooks, createUses(hooks.now));
  return { forge: 'gitee', path: paths.gitee, read };
}
