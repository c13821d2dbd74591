// Reads the facts of one contribution from its forge: once, shared by all policies, each part whole or marked as missing.
import { changedPaths } from '../contributions/changed-paths.js';
import type { Rules } from '../contributions/evaluate.js';
import {
  complete,
  incomplete,
  type ChangedFile,
  type Facts,
  type Part,
  type PartName,
  type QueueEntry,
  type Review,
} from '../contributions/facts.js';
import { policyFileOf } from '../contributions/floor.js';
import { namedLogins, ownersPaths } from '../contributions/owners/tree.js';
import { basePaths, headPaths, neededParts } from '../contributions/what-to-read.js';
import type { Answer, ForgeFailure } from '../forges/answer.js';
import type { Forge, PullNow, ReadCommit, TextsAt } from '../forges/forge.js';
import type { Kept } from '../shared/kept.js';
import { err, ok, type Result } from '../shared/result.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import type { FactsCache } from './cache.js';
import type { KnownBefore } from './known-before.js';
import { passesAfter, reviewsOf } from './passes.js';
import type { Passes } from './store.js';

export interface Reading {
  readonly forge: Pick<Forge, 'pulls' | 'read'>;
  /** What all of these need is read. */
  readonly rules: readonly Rules[];
  readonly known: KnownBefore;
  readonly cache: FactsCache;
  readonly now: Instant;
}

export interface ReadFacts {
  readonly pull: PullNow;
  readonly facts: Facts;
  /** Who has passed it, where the forge does not say for which commit; null elsewhere. */
  readonly passes: Passes | null;
  /** The commit at which the base's files were read; null when they could not be. */
  readonly base: string | null;
  /** How long the forge asked to wait, in ms; null when it did not. */
  readonly retryAfterMs: number | null;
}

/** More files than this are not asked for: a repository so deep is beyond what a check can read. */
const mostPaths = 5000;
/** So many earlier heads of reviews are looked up. */
const mostReviewedHeads = 10;

const notRead = incomplete({ code: 'not-read' });

function weightOf(commits: readonly ReadCommit[]): number {
  return commits.reduce((sum, { message }) => sum + 1 + message.length / 1000, 0);
}

/** Reads the parts of one pull request. What it is told to wait for is remembered. */
function createReader({ cache, forge, known, now }: Reading, subject: SubjectRef, pull: PullNow) {
  let retryAfterMs: number | null = null;

  function missing(failure: ForgeFailure) {
    if (failure.kind === 'wait') retryAfterMs = Math.max(retryAfterMs ?? 0, failure.retryAfterMs);
    return incomplete({ code: 'forge-failed', detail: failure.detail });
  }

  async function part<T>(answer: Answer<Part<T>>): Promise<Part<T>> {
    const read = await answer;
    return read.ok ? read.value : missing(read.error);
  }

  /** The part as it was read before for this head and base, or read now and kept if it is whole. */
  async function kept<T>(store: Kept<T>, read: () => Answer<Part<T>>, weigh: (value: T) => number): Promise<Part<T>> {
    const key = `${subjectKey(subject)} ${pull.head} ${pull.base.sha}`;
    const before = store.get(key);
    if (before !== undefined) return complete(before);
    const whole = await part(read());
    if (whole.complete) store.set(key, whole.value, weigh(whole.value));
    return whole;
  }

  async function texts(
    at: { readonly branch: string } | { readonly commit: string },
    paths: readonly string[],
  ): Promise<Part<TextsAt>> {
    if (paths.length > mostPaths) return incomplete({ code: 'over-the-cap', cap: mostPaths });
    return part(forge.pulls.texts(subject.repo, at, paths));
  }

  /** The tree of a commit; null when the commit is gone. */
  async function tree(commit: string): Promise<Result<string | null, ForgeFailure>> {
    const before = cache.trees.get(commit);
    if (before !== undefined) return ok(before);
    const read = await forge.read.tree(subject, commit);
    if (!read.ok) return read.error.kind === 'gone' ? ok(null) : read;
    cache.trees.set(commit, read.value, 1);
    return read;
  }

  return {
    pull,
    texts,
    tree,
    retryAfterMs: () => retryAfterMs,
    commits: () => kept(cache.commits, () => forge.pulls.commits(subject, pull), weightOf),
    files: () =>
      kept(
        cache.files,
        () => forge.pulls.files(subject, pull),
        (files) => files.length + 1,
      ),

    async headFiles(files: Part<readonly ChangedFile[]>): Promise<Part<ReadonlyMap<string, string>>> {
      if (!files.complete) return files;
      const paths = headPaths(subject.forge, files.value);
      if (paths.length === 0) return complete(new Map());
      const read = await texts({ commit: pull.head }, paths);
      return read.complete ? complete(read.value.texts) : read;
    },

    /** The ids of the accounts that OWNERS name: of people of the charter as bound, of others by who bears the login now. */
    async accounts(base: Part<TextsAt>): Promise<Part<ReadonlyMap<string, number>>> {
      if (!base.complete) return base;
      const logins = namedLogins(base.value.texts);
      const key = (login: string) => `${subject.forge}:${login}`;
      const asked = logins.filter((login) => !known.people.has(login) && !cache.bearer(key(login), now));
      if (asked.length > 0) {
        const found = await forge.pulls.accounts(subject.repo, asked);
        if (!found.ok) return missing(found.error);
        for (const login of asked) cache.learn(key(login), found.value.get(login) ?? null, now);
      }
      const ids = logins.flatMap((login): [string, number][] => {
        const id = known.people.get(login) ?? cache.bearer(key(login), now)?.id ?? null;
        return id === null ? [] : [[login, id]];
      });
      return complete(new Map(ids));
    },

    /** Reviews with the trees of their heads: one for an earlier head counts if nothing changed since. */
    async reviews(): Promise<Part<readonly Review[]>> {
      const read = await part(forge.pulls.reviews(subject));
      if (!read.complete) return read;
      const earlier = read.value
        .filter(({ state, head }) => state === 'approved' && head !== '' && head !== pull.head)
        .map(({ head }) => head);
      const trees = new Map<string, string>();
      for (const head of [...new Set(earlier.reverse())].slice(0, mostReviewedHeads)) {
        const found = await tree(head);
        if (!found.ok) return missing(found.error);
        if (found.value !== null) trees.set(head, found.value);
      }
      return complete(read.value.map((review) => ({ ...review, tree: trees.get(review.head) ?? null })));
    },

    async queue(): Promise<Part<QueueEntry | null>> {
      if (known.queue === null) return complete(null);
      const { base, head } = known.queue;
      const commits = await part(forge.pulls.between(subject.repo, base, head));
      return commits.complete ? complete({ head, commits: commits.value }) : commits;
    },
  };
}

type Reader = ReturnType<typeof createReader>;

/** The trees of commits just read need no call of their own. */
function learnTrees({ cache, known }: Reading, commits: Part<readonly ReadCommit[]>): void {
  if (commits.complete) for (const { sha, tree } of commits.value) cache.trees.set(sha, tree, 1);
  if (known.head) cache.trees.set(known.head.sha, known.head.tree, 1);
}

function needsOf(
  reading: Reading,
  { subject, pull, base }: { subject: SubjectRef; pull: PullNow; base: Part<TextsAt> },
) {
  const ownFile = base.complete ? (base.value.texts.get(policyFileOf(subject.forge)) ?? null) : null;
  const { createdAt } = pull;
  return new Set(reading.rules.flatMap((rules) => [...neededParts(rules, { subject, createdAt, ownFile })]));
}

/** The texts of the base: the repository's own policy file, the template, and where OWNERS have a say those above the changed paths. */
async function readBase(
  reader: Reader,
  reading: Reading,
  subject: SubjectRef,
  files: Part<readonly ChangedFile[]>,
): Promise<{ readonly base: Part<TextsAt>; readonly needs: ReadonlySet<PartName> }> {
  const { pull } = reader;
  const few = basePaths(subject.forge);
  const owners = files.complete ? ownersPaths(changedPaths(files.value)) : [];
  const floorNeeds = needsOf(reading, { subject, pull, base: notRead });
  const first = await reader.texts(pull.base, floorNeeds.has('accounts') ? [...few, ...owners] : few);
  const needs = needsOf(reading, { subject, pull, base: first });
  if (!first.complete || !needs.has('accounts') || floorNeeds.has('accounts')) return { base: first, needs };
  const more = await reader.texts({ commit: first.value.commit }, owners);
  if (!more.complete) return { base: more, needs };
  return { base: complete({ ...first.value, texts: new Map([...first.value.texts, ...more.value.texts]) }), needs };
}

/** Reads a contribution. Fails when not even the pull request can be read; whatever else is missing makes its part incomplete. */
export async function readFacts(reading: Reading, subject: SubjectRef): Answer<ReadFacts> {
  const found = await reading.forge.pulls.pull(subject);
  if (!found.ok) return found;
  const pull = found.value;
  const reader = createReader(reading, subject, pull);
  const files = await reader.files();
  const { base, needs } = await readBase(reader, reading, subject, files);
  const commits = needs.has('commits') ? await reader.commits() : notRead;
  learnTrees(reading, commits);
  const tree = await reader.tree(pull.head);
  if (!tree.ok) return tree;
  if (tree.value === null) return err({ kind: 'unavailable', detail: `the head commit ${pull.head} is not there` });
  const { approvals, motions, read: before } = reading.known;
  const head = { sha: pull.head, tree: tree.value };
  const passes = passesAfter(before, pull, head, reading.now);
  const reviews = needs.has('reviews') ? await reader.reviews() : notRead;
  const facts: Facts = {
    subject,
    pull: { ...pull, head },
    commits,
    files,
    reviews: passes && reviews.complete ? complete([...reviews.value, ...reviewsOf(passes)]) : reviews,
    approvals: complete(approvals),
    baseFiles: base.complete ? complete(base.value.texts) : base,
    headFiles: await reader.headFiles(files),
    motions: complete(motions),
    accounts: needs.has('accounts') ? await reader.accounts(base) : notRead,
    queue: needs.has('queue') ? await reader.queue() : complete(null),
  };
  const commit = base.complete ? base.value.commit : null;
  return ok({ pull, facts, passes, base: commit, retryAfterMs: reader.retryAfterMs() });
}
