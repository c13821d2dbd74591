// Performs one effect on a forge: exactly once in result, however often it is tried.
import type { ForgeFailure } from '../forges/answer.js';
import type { ForgeWriter } from '../forges/forge.js';
import { ok, type Result } from '../shared/result.js';
import { plus } from '../shared/time.js';
import type { CheckEffect, CommentEffect, LabelEffect } from './effect.js';
import { nothingRemote, type Remote, type StoredEffect } from './store.js';

/**
 * How a try ended. `remote`: what the forge shows as far as known. `attempted`: a create may or may not have been done.
 * `unsettled`: too early to look for what a create may have made. `lost`: the lane belongs to somebody else now; nothing is to be written.
 */
export type Outcome =
  | { readonly kind: 'done'; readonly remote: Remote }
  | {
      readonly kind: 'failed';
      readonly failure: ForgeFailure;
      readonly remote: Remote;
      readonly attempted: boolean;
    }
  | { readonly kind: 'unsettled'; readonly until: number }
  | { readonly kind: 'lost' };

/** What a performance needs from its lane. */
export interface Stage {
  readonly writer: ForgeWriter;
  /** Asked before each call: whether the lane is still ours. */
  readonly mayCall: () => Promise<boolean>;
  /** Records durably what is about to be created; false when somebody else has performed the effect meanwhile. */
  readonly begin: (remote: Remote, creates: boolean) => Promise<boolean>;
  readonly now: () => number;
  /** How long after a create without an answer it can be found, in ms. */
  readonly settleMs: number;
}

/** The forge's clock may be behind ours by so much when our own comment is looked for. */
const clockSkewMs = 10 * 60_000;

type Made = Result<{ readonly id: string; readonly url?: string } | null, ForgeFailure>;

/** The three calls by which a comment or check run is kept; `version` of the wish is what they write. */
interface Keeper {
  find(): Promise<Made>;
  create(): Promise<Made>;
  update(id: string): Promise<Result<void, ForgeFailure>>;
  /** Where the thing is, for `remote`. */
  readonly place: Partial<Remote>;
}

function failed(failure: ForgeFailure, remote: Remote, attempted: boolean): Outcome {
  return { kind: 'failed', failure, remote, attempted };
}

async function create(stage: Stage, keeper: Keeper, before: Remote): Promise<Outcome> {
  if (!(await stage.begin(before, true)) || !(await stage.mayCall())) return { kind: 'lost' };
  const made = await keeper.create();
  if (!made.ok) return failed(made.error, before, made.error.kind === 'unavailable');
  const remote = { ...before, ...keeper.place, id: made.value?.id ?? null, url: made.value?.url ?? null };
  return { kind: 'done', remote };
}

async function update(stage: Stage, keeper: Keeper, remote: Remote, id: string): Promise<Outcome> {
  if (!(await stage.mayCall())) return { kind: 'lost' };
  const updated = await keeper.update(id);
  return updated.ok ? { kind: 'done', remote } : failed(updated.error, remote, false);
}

/** After a create without an answer: looks first, and creates only what is not there. */
async function lookThenCreate(stage: Stage, keeper: Keeper, stored: StoredEffect): Promise<Outcome> {
  const { attempt, remote: before, version } = stored;
  if (!attempt) return create(stage, keeper, before);
  const until = attempt.at + stage.settleMs;
  if (stage.now() < until) return { kind: 'unsettled', until };
  if (!(await stage.mayCall())) return { kind: 'lost' };
  const found = await keeper.find();
  if (!found.ok) return failed(found.error, before, true);
  if (!found.value) return create(stage, keeper, before);
  const remote = { ...before, ...keeper.place, id: found.value.id, url: found.value.url ?? null };
  if (attempt.version === version) return { kind: 'done', remote };
  return update(stage, keeper, remote, found.value.id);
}

/** A comment that somebody deleted is made again, once: what a motion's state is must be seen. A second deletion is respected. */
async function performComment(stage: Stage, stored: StoredEffect, effect: CommentEffect): Promise<Outcome> {
  const { subject, marker, body, onlyEdit } = effect;
  const { writer } = stage;
  const keeper: Keeper = {
    find: () => writer.findComment(subject, marker, plus(stored.wishedAt, -clockSkewMs)),
    create: () => (onlyEdit ? Promise.resolve(ok(null)) : writer.createComment(subject, body)),
    update: (id) => writer.updateComment(subject, id, body),
    place: {},
  };
  const { id, remade } = stored.remote;
  if (id === null) return lookThenCreate(stage, keeper, stored);
  const updated = await update(stage, keeper, stored.remote, id);
  const deleted = updated.kind === 'failed' && updated.failure.kind === 'gone';
  if (!deleted || remade) return updated;
  if (onlyEdit) return { kind: 'done', remote: nothingRemote };
  return create(stage, keeper, { ...nothingRemote, remade: true });
}

/** A check that is gone is made again: what asks for it would wait for ever. */
async function performCheck(stage: Stage, stored: StoredEffect, { check }: CheckEffect): Promise<Outcome> {
  const { writer } = stage;
  const keeper: Keeper = {
    find: () => writer.findCheck(check),
    create: () => writer.createCheck(check),
    update: (id) => writer.updateCheck(id, check),
    place: { head: check.head },
  };
  const { id, head } = stored.remote;
  if (id === null || head !== check.head) return lookThenCreate(stage, keeper, stored);
  const updated = await update(stage, keeper, stored.remote, id);
  const isGone = updated.kind === 'failed' && updated.failure.kind === 'gone';
  return isGone ? create(stage, keeper, nothingRemote) : updated;
}

/**
 * Adds the new label, then takes away those this effect may have put there, or others instead; each is harmless to repeat, so nothing is read. Where the forge
 * does not take the new one, the others go all the same: what they say is no longer so.
 */
async function performLabel(stage: Stage, stored: StoredEffect, effect: LabelEffect): Promise<Outcome> {
  const { subject, label, instead = [] } = effect;
  const labels = [...new Set([...stored.remote.labels, ...instead, label])];
  let remote: Remote = { ...stored.remote, labels };
  if (!(await stage.begin(remote, false)) || !(await stage.mayCall())) return { kind: 'lost' };
  const added = await stage.writer.addLabel(subject, label);
  if (!added.ok && added.error.kind !== 'refused') return failed(added.error, remote, false);
  for (const old of labels.filter((one) => one !== label)) {
    if (!(await stage.mayCall())) return { kind: 'lost' };
    const removed = await stage.writer.removeLabel(subject, old);
    if (!removed.ok) return failed(removed.error, remote, false);
    remote = { ...remote, labels: remote.labels.filter((one) => one !== old) };
  }
  return added.ok ? { kind: 'done', remote } : failed(added.error, remote, false);
}

/** Tries once to make the forge show the effect's wish. Surprises of the forge's adapter are thrown. */
export async function perform(stage: Stage, stored: StoredEffect): Promise<Outcome> {
  const { wish, remote } = stored;
  switch (wish.kind) {
    case 'reaction': {
      if (!(await stage.mayCall())) return { kind: 'lost' };
      const reacted = await stage.writer.react(wish.subject, wish.text);
      return reacted.ok ? { kind: 'done', remote } : failed(reacted.error, remote, false);
    }
    case 'comment':
      return performComment(stage, stored, wish);
    case 'label':
      return performLabel(stage, stored, wish);
    case 'check':
      return performCheck(stage, stored, wish);
  }
}
