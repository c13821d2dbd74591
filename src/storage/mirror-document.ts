// The mirror's collection: repositories, accounts, issues, pull requests and comments, one document each, in one collection.
//
// One collection, so that all that a delivery shows is one bulk write. Keys are made of the forge's own numbers, and names stand only in the
// documents of repositories and accounts: a rename is one write.
import { Schema } from 'mongoose';
import { z } from 'zod';
import type { CommentName } from '../forges/sighting.js';
import type { ForgeId } from '../shared/refs.js';
import { instant, type Instant } from '../shared/time.js';
import { defineCollection } from './collection.js';

export interface MirrorDoc {
  /** `github:3001`, `github:3001#12`, `github:comment:991`, `gitee:pull-comment:991`, `github:account:1001`. */
  readonly _id: string;
  readonly kind: 'repository' | 'account' | 'subject' | 'comment';
  /** The forge's time of the last change and our time of receipt: of two states of a thing the greater one stays. */
  readonly version: string;
  /** Removed for good (a subject, a comment), or hidden for now (a repository). Holds no text. */
  readonly gone: boolean;
  /** The key of the repository. */
  readonly repo: string | null;
  /** The key of the subject: of a comment the one it belongs to, of a transferred issue the one it became. */
  readonly subject: string | null;
  readonly number: string | null;
  /** The key of the author's account. */
  readonly author: string | null;
  readonly pull: boolean | null;
  readonly state: string | null;
  /** Sorts by time of creation. */
  readonly order: string | null;
  /** `owner/repo` or login, in lower case. */
  readonly name: string | null;
  /** Pull requests: the head, and the version it was told with. Deliveries of comments do not tell it. */
  readonly head?: string;
  readonly headVersion?: string;
  /** What the text of a subject says it belongs to: keys of issues, ids of items. Absent where it says nothing. */
  readonly belongs?: readonly string[];
  /** What is only shown; checked when it is read. */
  readonly data: unknown;
}

/** Above every other version: what has it is never replaced. */
export const final = '~';

const subjects = { partialFilterExpression: { kind: 'subject' } };

export const mirrorCollection = defineCollection<MirrorDoc>({
  name: 'mirror',
  fields: {
    _id: String,
    kind: String,
    version: String,
    gone: Boolean,
    repo: String,
    subject: String,
    number: String,
    author: String,
    pull: Boolean,
    state: String,
    order: String,
    name: String,
    head: String,
    headVersion: String,
    belongs: [String],
    data: Schema.Types.Mixed,
  },
  shown: true,
  indexes: [
    // Lists; a state or kind not asked for is every one of them, whose parts of the index are merged in order.
    { keys: { gone: 1, pull: 1, state: 1, order: -1 }, options: subjects },
    { keys: { repo: 1, gone: 1, pull: 1, state: 1, order: -1 }, options: subjects },
    { keys: { author: 1, gone: 1, pull: 1, state: 1, order: -1 }, options: subjects },
    { keys: { head: 1 }, options: { partialFilterExpression: { kind: 'subject', head: { $exists: true } } } },
    {
      keys: { belongs: 1, order: -1 },
      options: { partialFilterExpression: { kind: 'subject', belongs: { $exists: true } } },
    },
    { keys: { subject: 1, gone: 1, order: 1 }, options: { partialFilterExpression: { kind: 'comment' } } },
    { keys: { kind: 1, name: 1 } },
    { keys: { kind: 1, gone: 1, _id: 1 } },
    { keys: { repo: 1, gone: 1, _id: 1 } },
  ],
});

export const keyOf = {
  repository: (forge: ForgeId, id: number): string => `${forge}:${String(id)}`,
  subject: (repository: string, number: string): string => `${repository}#${number}`,
  comment: (forge: ForgeId, { id, row }: CommentName): string =>
    `${forge}:${row === 'pulls' ? 'pull-comment' : 'comment'}:${id}`,
  account: (forge: ForgeId, id: number): string => `${forge}:account:${String(id)}`,
} as const;

/** A version: when the forge says that it was so, and when we were told. */
export function versionOf(at: Instant, seenAt: Instant): string {
  return `${instant(at)} ${instant(seenAt)}`;
}

/** The forge's time in a version. */
export function changedIn(version: string): Instant {
  return version.slice(0, 24);
}

/** The time of receipt in a version. */
export function seenIn(version: string): Instant {
  return version.slice(-24);
}

export const repositoryData = z.object({ name: z.string(), url: z.string() });
export const accountData = z.object({ id: z.int(), login: z.string(), bot: z.boolean() });
export const subjectData = z.object({
  title: z.string(),
  draft: z.boolean(),
  labels: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  closedAt: z.string().nullable(),
  commentsCount: z.int(),
});
export const bodyData = z.object({ body: z.string() });
export const commentData = z.object({
  id: z.string(),
  body: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
