// A subject was deleted or moved: a motion in it is cancelled and an item of the roadmap withdrawn, or followed when it stays in the foundation.
import { speakerOf } from '../charter/adopted.js';
import { isFoundationRepository } from '../charter/repositories.js';
import type { RepositoryMoved, SubjectDeleted, SubjectMoved } from '../forges/event.js';
import { cancel } from '../motions/decide/subject.js';
import { advisoryCounts } from '../motions/view-of.js';
import { followDeparture, followMove, itemsIn } from '../planning/moved.js';
import { subjectKey, type Account, type ForgeId, type SubjectRef } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { advance, motionIn } from './advance.js';
import { noteGone } from './gone.js';
import type { Governance } from './governance.js';
import type { Handling } from './handling.js';
import { awaitTurn } from './lanes.js';
import { showMotion } from './show.js';

/** What happened, and who did it where that is known. */
function toldOf(how: string, by: Account): string {
  return by.id === 0 ? how : `${how} by ${by.login} (${by.forge} account ${String(by.id)})`;
}

/** A motion in it is cancelled, an item of the roadmap withdrawn. */
async function endIn(handling: Handling, subject: SubjectRef, by: Account, how: string, at: Instant): Promise<void> {
  const who = toldOf(how, by);
  await followDeparture(handling.governance, handling.adopted, { subject, by, how: who, at });
  await cancelIn(handling, subject, by, who, at);
}

async function cancelIn(
  { governance, adopted }: Handling,
  subject: SubjectRef,
  by: Account,
  who: string,
  at: Instant,
): Promise<void> {
  const found = await motionIn(governance, subject);
  if (!found) return;
  if (found.state === 'closed') {
    await showMotion(governance, found.id, 'update');
    return;
  }
  await awaitTurn(governance, found, at, { ordered: true });
  await advance(governance, found.id, at);
  await noteGone(governance, found, await governance.subjects.originOf(subject), at);
  const motion = (await governance.ledger.sync()).motions.get(found.id) ?? found;
  const reason = await governance.texts.commit(who, `${motion.id}/cancelled`);
  const ref = speakerOf(adopted, by)?.ref ?? null;
  const counts = advisoryCounts(await governance.advisory.of(motion.id));
  await governance.ledger.append((register) => {
    const now = register.motions.get(motion.id) ?? motion;
    return { drafts: cancel(now, ref, reason, at, counts), result: null };
  });
  await showMotion(governance, motion.id, 'update');
}

export async function onSubjectDeleted(handling: Handling, event: SubjectDeleted, receivedAt: Instant): Promise<void> {
  await endIn(handling, event.subject, event.by, 'the subject was deleted', receivedAt);
}

export async function onSubjectMoved(handling: Handling, event: SubjectMoved, receivedAt: Instant): Promise<void> {
  const { governance, adopted } = handling;
  const { from, to, isPublic, by } = event;
  if (to === null || !isFoundationRepository(adopted.charter, to.forge, to.repo)) {
    await endIn(handling, from, by, 'the subject was transferred out of the foundation', receivedAt);
    return;
  }
  const motion = await motionIn(governance, from);
  const known = await governance.subjects.find(from);
  if (known) await governance.subjects.move(from, to, movedUrl(known.url, from, to));
  if (motion) await showMotion(governance, motion.id, motion.state === 'closed' ? 'project' : 'update');
  if (isPublic) return followMove(governance, from, to);
  const how = 'the subject was transferred to where not everybody may read it';
  await followDeparture(governance, adopted, { subject: from, by, how: toldOf(how, by), at: receivedAt });
}

/** The address of a subject after its move: the same forge and kind of page, another repository and number. */
function movedUrl(url: string, from: SubjectRef, to: SubjectRef): string {
  const tail = url.toLowerCase().lastIndexOf(`/${from.repo.toLowerCase()}/`);
  const path = url.slice(tail + from.repo.length + 2).replace(/[^/]+$/, to.number);
  return tail < 0 ? url : `${url.slice(0, tail)}/${to.repo}/${path}`;
}

/** Where the unfinished motions of a repository are, as far as they are there. */
async function motionsIn(
  { ledger, subjects }: Governance,
  forge: ForgeId,
  repo: string,
): Promise<readonly SubjectRef[]> {
  const { motions, unfinished } = await ledger.sync();
  const proposed = [...unfinished].flatMap((id) => motions.get(id)?.subjects ?? []);
  const current = await Promise.all(proposed.map(async (subject) => (await subjects.current(subject))?.ref ?? subject));
  return current.filter((ref) => subjectKey(ref).startsWith(subjectKey({ forge, repo, number: '' })));
}

/** Every unfinished motion of a renamed repository moves with it, and every item of the roadmap. */
export async function onRepositoryMoved(
  handling: Handling,
  event: RepositoryMoved,
  receivedAt: Instant,
): Promise<void> {
  const { forge, from, to, isPublic, by } = event;
  if (isFoundationRepository(handling.adopted.charter, forge, to)) {
    await handling.governance.contributions.move(forge, from, to);
  }
  const { governance } = handling;
  const all = [...(await motionsIn(governance, forge, from)), ...(await itemsIn(governance, forge, from))];
  for (const [, ref] of new Map(all.map((one) => [subjectKey(one), one]))) {
    const moved: SubjectMoved = { kind: 'subject-moved', from: ref, to: { ...ref, repo: to }, isPublic, by };
    await onSubjectMoved(handling, moved, receivedAt);
  }
}
