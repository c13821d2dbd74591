// The world of one contract test: a simulation, a relay before it, an adapter, and the intake that its webhooks come in by.
import { createServer, type Server } from 'node:http';
import { afterEach, expect } from '@jest/globals';
import type { ForgeEvent } from '../../../src/forges/event.js';
import type { ForgeFailure } from '../../../src/forges/answer.js';
import type { Listed } from '../../../src/forges/forge.js';
import type { Sighting } from '../../../src/forges/sighting.js';
import { createIntake } from '../../../src/inbox/http.js';
import type { Part } from '../../../src/contributions/facts.js';
import type { SubjectRef } from '../../../src/shared/refs.js';
import type { Result } from '../../../src/shared/result.js';
import { testClock, type TestClock } from '../../support/simulated-github.js';
import { startReceiver } from '../../support/webhook-receiver.js';
import {
  models,
  type ForgeDriver,
  type Login,
  type Person,
  type RunningForge,
  type StoredDelivery,
  type TestedForge,
} from './driver.js';
import { startRelay, type Relay, type Trouble } from './relay.js';

/** A webhook as it was sent. */
export interface SentHook {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the intake answered, and the delivery, if it took one. */
export interface Posted {
  readonly status: number;
  readonly duplicate: boolean;
  readonly delivery: StoredDelivery | null;
}

export interface ContractWorld {
  readonly driver: ForgeDriver;
  readonly clock: TestClock;
  readonly there: RunningForge;
  readonly relay: Relay;
  readonly forge: TestedForge;
  /** All that was told so far. */
  readonly events: readonly ForgeEvent[];
  readonly sightings: readonly Sighting[];
  readonly observed: readonly { readonly endpoint: string; readonly status: number | 'error' }[];
  as(login: Login): Person;
  on(number: string, repo?: string): SubjectRef;
  /** The next calls go wrong, those for the adapter's own standing apart. */
  trouble(trouble: Trouble, times?: number): void;
  /** So many calls were made since the count was last asked for, those for the adapter's own standing apart. */
  calls(): number;
  /** Moves both clocks. */
  wait(ms: number): void;
  /** The webhooks sent since this was last asked for. */
  hooks(): Promise<readonly SentHook[]>;
  /** Sends a webhook to the intake. */
  post(hook: SentHook): Promise<Posted>;
  /** Sends what was sent since to the intake, and hands it on to the adapter; answers the events and sightings that came of it. */
  arrived(): Promise<{ readonly events: readonly ForgeEvent[]; readonly sightings: readonly Sighting[] }>;
}

const cleanups: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

/** Of an answer that must not fail. */
export function valueOf<T>(answer: Result<T, ForgeFailure>): T {
  if (!answer.ok) throw new Error(`${answer.error.kind}: ${answer.error.detail}`);
  return answer.value;
}

/** Of a part that must be whole. */
export function wholeOf<T>(answer: Result<Part<T>, ForgeFailure>): T {
  const part = valueOf(answer);
  if (!part.complete) throw new Error(`not whole: ${JSON.stringify(part.why)}`);
  return part.value;
}

/** All pages of a list. */
export async function allOf<T>(
  page: (next: string | null) => Promise<Result<Listed<T>, ForgeFailure>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  let next: string | null = null;
  for (let pages = 0; pages < 30; pages += 1) {
    const listed: Listed<T> = valueOf(await page(next));
    items.push(...listed.items);
    next = listed.next;
    if (next === null) return items;
  }
  throw new Error('the list has no end');
}

function headersOf(headers: Readonly<Record<string, string | readonly string[] | undefined>>): SentHook['headers'] {
  const own = Object.entries(headers).filter(([name]) => /^x-|^content-type$|^user-agent$/.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name, String(value)]));
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  cleanups.push(() => {
    server.close();
    server.closeAllConnections();
    return Promise.resolve();
  });
  const address = server.address();
  return `http://127.0.0.1:${String(typeof address === 'object' && address !== null ? address.port : 0)}`;
}

/** The forge's own intake over HTTP, with a memory in place of the database. */
async function startIntake({ intake }: RunningForge, clock: TestClock): Promise<ContractWorld['post']> {
  const stored = new Map<string, StoredDelivery>();
  let last: StoredDelivery | null = null;
  const nothing = () => undefined;
  const way = createIntake({
    forges: [intake],
    log: { info: nothing, warn: nothing, error: nothing },
    accept({ id, event: name, body }) {
      if (stored.has(id)) return Promise.resolve('duplicate');
      last = { id, name, payload: JSON.parse(body.toString('utf8')), receivedAt: clock.now() };
      stored.set(id, last);
      return Promise.resolve('stored');
    },
  });
  const url = await listen(
    createServer((request, response) => {
      if (!way.handle(request, response)) response.writeHead(404).end();
    }),
  );
  return async ({ headers, body }) => {
    last = null;
    const answer = await fetch(`${url}${intake.path}`, { method: 'POST', headers, body });
    const text = await answer.text();
    return { status: answer.status, duplicate: text.includes('"duplicate":true'), delivery: last };
  };
}

/**
 * Starts it. Everything is stopped after the test, and judged: each call must be one that the forge describes. `timeoutMs`: more than a busy machine takes
 * for anything, unless the test waits for it to be over.
 */
export async function startWorld(
  driver: ForgeDriver,
  { mayCheck = true, timeoutMs = 60_000 } = {},
): Promise<ContractWorld> {
  const clock = testClock();
  const [receiver, relay] = [await startReceiver(), await startRelay()];
  cleanups.push(() => receiver.stop());
  const there = await driver.run({ clock, hook: receiver.url, mayCheck });
  cleanups.push(async () => {
    await there.stop();
    expect(there.violations()).toEqual([]);
  });
  cleanups.push(() => relay.stop());
  relay.lead(there.url);
  const events: ForgeEvent[] = [];
  const sightings: Sighting[] = [];
  const observed: { endpoint: string; status: number | 'error' }[] = [];
  const forge = there.connect({
    url: relay.url,
    now: () => Date.parse(clock.now()),
    clock,
    timeoutMs,
    observe: (call) => observed.push(call),
    onEvent: (event) => Promise.resolve(void events.push(event)),
    onSighting: (sighting) => Promise.resolve(void sightings.push(sighting)),
  });
  const post = await startIntake(there, clock);
  const isOwn = (call: string) => !driver.housekeeping.test(call);
  let [counted, sent] = [0, 0];

  async function hooks(): Promise<readonly SentHook[]> {
    await there.idle();
    const fresh = receiver.received.slice(sent);
    sent += fresh.length;
    return fresh.map(({ headers, body }) => ({ headers: headersOf(headers), body }));
  }

  return {
    driver,
    clock,
    there,
    relay,
    forge,
    events,
    sightings,
    observed,
    as: (login) => there.as(login),
    on: (number, repo = models) => ({ forge: driver.forge, repo, number }),
    trouble: (trouble, times) => {
      relay.trouble(trouble, isOwn, times);
    },
    calls() {
      const own = relay.calls.filter(({ call }) => isOwn(call)).length;
      const since = own - counted;
      counted = own;
      return since;
    },
    wait: (ms) => {
      clock.advance(ms);
    },
    hooks,
    post,
    async arrived() {
      const [before, seen] = [events.length, sightings.length];
      for (const hook of await hooks()) {
        const { status, delivery } = await post(hook);
        expect(status).toBe(202);
        if (delivery) await forge.receive(delivery);
      }
      return { events: events.slice(before), sightings: sightings.slice(seen) };
    },
  };
}
