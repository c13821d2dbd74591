// Watches the reactions arrive at the simulated GitHub of this process.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { IncomingMessage } from 'node:http';
import { z } from 'zod';

/** What was seen; times are `performance.now()`. */
export interface Watch {
  /** When the first reaction to a comment arrived, by the comment's id. */
  readonly arrived: ReadonlyMap<number, number>;
  /** Ms that the forge took to answer each of them. */
  readonly ownMs: readonly number[];
  stop(): void;
}

const message = z.object({ request: z.instanceof(IncomingMessage) });

function commentOf({ method, url }: IncomingMessage): number | null {
  const match = /\/issues\/comments\/(\d+)\/reactions$/.exec(url ?? '');
  return method === 'POST' && match ? Number(match[1]) : null;
}

/** Begins to watch. Node itself tells of a request as soon as its headers are read. */
export function watchReactions(): Watch {
  const arrived = new Map<number, number>();
  const ownMs: number[] = [];

  function onStart(data: unknown): void {
    const id = commentOf(message.parse(data).request);
    if (id !== null && !arrived.has(id)) arrived.set(id, performance.now());
  }

  function onFinish(data: unknown): void {
    const began = arrived.get(commentOf(message.parse(data).request) ?? 0);
    if (began !== undefined) ownMs.push(performance.now() - began);
  }

  subscribe('http.server.request.start', onStart);
  subscribe('http.server.response.finish', onFinish);
  return {
    arrived,
    ownMs,
    stop() {
      unsubscribe('http.server.request.start', onStart);
      unsubscribe('http.server.response.finish', onFinish);
    },
  };
}
