// A subject was deleted or moved: a motion in it is cancelled, or followed when it stays in the foundation.
import { speakerOf } from '../charter/adopted.js';
import { isFoundationRepository } from '../charter/repositories.js';
import type { RepositoryMoved, SubjectDeleted, SubjectMoved } from '../forges/event.js';
import { cancel } from '../motions/decide/subject.js';
import { advisoryCounts } from '../motions/view-of.js';
import type { Account, SubjectRef } from '../shared/refs.js';
import { subjectKey } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { advance, motionIn } from './advance.js';
import { noteGone } from './gone.js';
import type { Handling } from './handling.js';
import { awaitTurn } from './lanes.js';
import { showMotion } from './show.js';

async function cancelIn(
  { governance, adopted }: Handling,
  subject: SubjectRef,
  by: Account,
  how: string,
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
  const who = by.id === 0 ? how : `${how} by ${by.login} (${by.forge} account ${String(by.id)})`;
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
  await cancelIn(handling, event.subject, event.by, 'the subject was deleted', receivedAt);
}

export async function onSubjectMoved(handling: Handling, event: SubjectMoved, receivedAt: Instant): Promise<void> {
  const { governance, adopted } = handling;
  const { from, to, by } = event;
  if (to === null || !isFoundationRepository(adopted.charter, to.forge, to.repo)) {
    await cancelIn(handling, from, by, 'the subject was transferred out of the foundation', receivedAt);
    return;
  }
  const motion = await motionIn(governance, from);
  if (!motion) return;
  const known = await governance.subjects.find(from);
  if (known) await governance.subjects.move(from, to, movedUrl(known.url, from, to));
  await showMotion(governance, motion.id, motion.state === 'closed' ? 'project' : 'update');
}

/** The address of a subject after its move: the same forge and kind of page, another repository and number. */
function movedUrl(url: string, from: SubjectRef, to: SubjectRef): string {
  const tail = url.toLowerCase().lastIndexOf(`/${from.repo.toLowerCase()}/`);
  const path = url.slice(tail + from.repo.length + 2).replace(/[^/]+$/, to.number);
  return tail < 0 ? url : `${url.slice(0, tail)}/${to.repo}/${path}`;
}

/** Every unfinished motion of a renamed repository moves with it. */
export async function onRepositoryMoved(
  handling: Handling,
  event: RepositoryMoved,
  receivedAt: Instant,
): Promise<void> {
  const { forge, from, to, by } = event;
  if (isFoundationRepository(handling.adopted.charter, forge, to)) {
    await handling.governance.contributions.move(forge, from, to);
  }
  const register = await handling.governance.ledger.sync();
  for (const id of [...register.unfinished]) {
    for (const subject of register.motions.get(id)?.subjects ?? []) {
      const current = (await handling.governance.subjects.current(subject))?.ref ?? subject;
      if (!subjectKey(current).startsWith(`${forge}:${from}#`.toLowerCase())) continue;
      const moved: SubjectMoved = { kind: 'subject-moved', from: current, to: { ...current, repo: to }, by };
      await onSubjectMoved(handling, moved, receivedAt);
    }
  }
}
