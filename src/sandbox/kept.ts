// The sandbox as bytes and back: its plain data with all that points at each other, in a format with a number.
import { isMap } from 'node:util/types';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { KeptClock } from './clock.js';
import type { Call } from './forge/calls.js';
import type { Commit } from './forge/git.js';
import type { WorldState } from './forge/state.js';
import type { Delivery } from './forge/webhooks.js';
import type { GiteeState } from './gitee/state.js';
import type { AccountIds } from './sandbox.js';
import type { KeptPart } from './store.js';

/** Of one forge: everything there, and the webhooks not surely received yet, oldest first. */
interface KeptForge {
  readonly world: WorldState;
  readonly pending: readonly Delivery[];
  /** What webhooks are signed with. */
  readonly webhookSecret: string;
}

/** What must not be forgotten. */
export interface KeptWorld {
  /** With the private key of the app there, PEM. */
  readonly github: KeptForge & { readonly privateKey: string };
  /** With the token of the app's account there. */
  readonly gitee: KeptForge & { readonly gitee: GiteeState; readonly token: string };
  /** The accounts of the charter's people, in its order. */
  readonly people: readonly AccountIds[];
  readonly clock: KeptClock;
}

/** The latest webhooks and calls of a forge, oldest first. */
export interface ForgeTraffic {
  readonly sent: readonly Delivery[];
  readonly calls: readonly Call[];
}

/** What people may look at. */
export interface KeptTraffic {
  readonly github: ForgeTraffic;
  readonly gitee: ForgeTraffic;
}

/** Raised whenever what is kept changes its shape. */
const format = 4;

const forgeShape = {
  world: z.looseObject({ accounts: z.custom(isMap), repositories: z.custom(isMap), lastId: z.number() }),
  pending: z.array(z.looseObject({ id: z.string() })),
  webhookSecret: z.string(),
};
const worldShape = z.looseObject({
  github: z.looseObject({ ...forgeShape, privateKey: z.string() }),
  gitee: z.looseObject({ ...forgeShape, gitee: z.looseObject({ hooks: z.custom(isMap) }), token: z.string() }),
  people: z.array(z.looseObject({ github: z.number().optional(), gitee: z.number().optional() })),
  clock: z.looseObject({ offset: z.number(), last: z.string() }),
});
const listsShape = z.looseObject({ sent: z.array(z.unknown()), calls: z.array(z.unknown()) });
const trafficShape = z.looseObject({ github: listsShape, gitee: listsShape });

/** The shapes deeper down are vouched for by the format's number. */
function isWorld(value: unknown): value is KeptWorld {
  return worldShape.safeParse(value).success;
}

function isTraffic(value: unknown): value is KeptTraffic {
  return trafficShape.safeParse(value).success;
}

/** Commits come first, the oldest first: each then points back at known ones, and none leads down a long chain. */
function commitsOf({ github, gitee }: KeptWorld): readonly Commit[] {
  const repositories = [github, gitee].flatMap(({ world }) => [...world.repositories.values()]);
  return [...new Set(repositories.flatMap(({ commits }) => [...commits.values()]))];
}

export function encodeWorld(kept: KeptWorld): KeptPart {
  return { format, bytes: serialize({ commits: commitsOf(kept), ...kept }) };
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

const none: ForgeTraffic = { sent: [], calls: [] };

/** Nothing when another version kept it: nobody needs it. */
export function decodeTraffic(kept: KeptPart | null): KeptTraffic {
  const value: unknown = kept?.format === format ? deserialize(kept.bytes) : null;
  return isTraffic(value) ? value : { github: none, gitee: none };
}
