// Reminds those who have not voted, once in a motion, before it closes.
import type { AdoptedCharter } from '../charter/adopted.js';
import { pageOf } from '../replies/page-of.js';
import { subjectsOf } from '../events/gather.js';
import { charterNamed, type Governance } from '../events/governance.js';
import { showMotion } from '../events/show.js';
import { standingBallots, votingElectors, type Motion } from '../motions/motion.js';
import type { Effect } from '../outbox/effect.js';
import { subjectKey, type ForgeId } from '../shared/refs.js';
import { forEver, plus, type Instant } from '../shared/time.js';

/** When the reminder of an open motion is due; null when it would fall at or before the opening, or the kind has none. */
export function reminderDue(motion: Motion, remind: number | null): Instant | null {
  if (motion.openedAt === null || motion.closesAt === null || remind === null) return null;
  const at = plus(motion.closesAt, -remind);
  return at > motion.openedAt ? at : null;
}

/** The logins, on a forge, of those who may vote and have not. */
function missingLogins(
  motion: Motion,
  { charter, refs }: AdoptedCharter,
  forge: ForgeId,
): readonly { readonly login: string }[] {
  const voted = new Set(standingBallots(motion).map(({ ref }) => ref));
  const missing = new Set(votingElectors(motion).flatMap(({ ref }) => (voted.has(ref) ? [] : [ref])));
  return charter.people.flatMap(({ id, accounts }) => {
    const login = accounts[forge]?.login;
    const ref = refs.get(id);
    return ref !== undefined && missing.has(ref) && login !== undefined ? [{ login }] : [];
  });
}

async function remind(governance: Governance, motion: Motion, adopted: AdoptedCharter): Promise<void> {
  const { charter } = adopted;
  const { replies, publicUrl } = governance;
  const { seq } = await governance.ledger.sync();
  const kind = charter.motions.find(({ id }) => id === motion.kind);
  const view = await showMotion(governance, motion.id, 'project');
  const words = {
    language: charter.foundation.language,
    kindTitle: kind?.title ?? motion.kind,
    bodies: (kind?.electorate ?? []).map((id) => charter.bodies.find((body) => body.id === id)?.name ?? id),
    url: pageOf(publicUrl, `/motions/${motion.id}`),
    nameOf: (person: string) => charter.people.find(({ id }) => id === person)?.name ?? person,
  };
  const effects = (await subjectsOf(governance, motion)).flatMap((subject): Effect[] => {
    const missing = missingLogins(motion, adopted, subject.ref.forge);
    if (missing.length === 0) return [];
    const key = `reminder ${motion.id} ${subjectKey(subject.origin)}`;
    const marker = replies.marker(key);
    return [
      {
        kind: 'comment',
        key,
        subject: subject.ref,
        marker,
        body: replies.reminder(view, missing, words, marker),
        everyMs: 0,
      },
    ];
  });
  await governance.outbox.want(effects, seq);
}

/** Sends the reminders that are due by `now`. */
export async function runReminders(governance: Governance, now: Instant): Promise<void> {
  const register = await governance.ledger.sync();
  for (const id of [...register.unfinished]) {
    const motion = register.motions.get(id);
    if (motion?.state !== 'open' || motion.charter === null || (motion.closesAt ?? now) <= now) continue;
    const adopted = await charterNamed(governance, motion.charter);
    const at = reminderDue(motion, adopted.charter.motions.find((kind) => kind.id === motion.kind)?.remind ?? null);
    const mark = `reminded ${id}`;
    if (at === null || at > now || (await governance.marks.until(mark)) !== null) continue;
    await remind(governance, motion, adopted);
    await governance.marks.claim(mark, id, now, forEver);
  }
}
