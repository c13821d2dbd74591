// The sandbox as bytes and back: its plain data with all that points at each other, in a format with a number.
import { isMap } from 'node:util/types';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { KeptClock } from './clock.js';
import type { KeptGitHub } from './github/index.js';
import type { Commit } from './forge/git.js';
import type { Call } from './forge/calls.js';
import type { Delivery } from './forge/webhooks.js';
import type { KeptPart } from './store.js';

/** What must not be forgotten. */
export interface KeptWorld {
  readonly world: KeptGitHub['world'];
  /** Webhooks not surely received yet, oldest first. */
  readonly pending: readonly Delivery[];
  /** Ids of the accounts of the charter's people, in its order. */
  readonly people: readonly number[];
  readonly clock: KeptClock;
  /** Of the app on the simulated forge: PEM, and what webhooks are signed with. */
  readonly privateKey: string;
  readonly webhookSecret: string;
}

/** What people may look at: the latest webhooks and calls, oldest first. */
export interface KeptTraffic {
  readonly sent: readonly Delivery[];
  readonly calls: readonly Call[];
}

/** Raised whenever what is kept changes its shape. */
const format = 2;

const worldShape = z.looseObject({
  world: z.looseObject({ accounts: z.custom(isMap), repositories: z.custom(isMap), lastId: z.number() }),
  pending: z.array(z.looseObject({ id: z.string() })),
  people: z.array(z.number()),
  clock: z.looseObject({ offset: z.number(), last: z.string() }),
  privateKey: z.string(),
  webhookSecret: z.string(),
});
const trafficShape = z.looseObject({ sent: z.array(z.unknown()), calls: z.array(z.unknown()) });

/** The shapes deeper down are vouched for by the format's number. */
function isWorld(value: unknown): value is KeptWorld {
  return worldShape.safeParse(value).success;
}

function isTraffic(value: unknown): value is KeptTraffic {
  return trafficShape.safeParse(value).success;
}

/** Commits come first, the oldest first: each then points back at known ones, and none leads down a long chain. */
function commitsOf({ repositories }: KeptWorld['world']): readonly Commit[] {
  return [...new Set([...repositories.values()].flatMap(({ commits }) => [...commits.values()]))];
}

export function encodeWorld(kept: KeptWorld): KeptPart {
  return { format, bytes: serialize({ commits: commitsOf(kept.world), ...kept }) };
}

export function encodeTraffic(traffic: KeptTraffic): KeptPart {
  return { format, bytes: serialize(traffic) };
}

/** Throws an Error that says what to do when another version of the program kept it. */
export function decodeWorld(kept: KeptPart): KeptWorld {
  const value: unknown = kept.format === format ? deserialize(kept.bytes) : null;
  if (isWorld(value)) return value;
  throw new Error(
    `the sandbox in this database was kept by another version of OpenCharter (format ${String(kept.format)}, this version reads ` +
      `${String(format)}): go on with that version, or begin a new sandbox with another DATA_DIR (or an empty database)`,
  );
}

/** Nothing when another version kept it: nobody needs it. */
export function decodeTraffic(kept: KeptPart | null): KeptTraffic {
  const value: unknown = kept?.format === format ? deserialize(kept.bytes) : null;
  return isTraffic(value) ? value : { sent: [], calls: [] };
}
