// The effects a motion asks for in its present state: a pure function, so that asking again asks for the same.
import type { Charter } from '../charter/charter.js';
import type { Check } from '../forges/forge.js';
import type { MotionView } from '../motions/view.js';
import type { Effect } from '../outbox/effect.js';
import { pageOf } from '../replies/page-of.js';
import type { Replies } from '../replies/replies.js';
import { subjectKey } from '../shared/refs.js';
import type { KnownSubject } from './store.js';

/** The motion comment is edited at most so often, in milliseconds. Contract, section 4. */
const commentEvery = 10_000;

export interface Shown {
  readonly view: MotionView;
  /** Its subjects that are in repositories of the foundation. */
  readonly subjects: readonly KnownSubject[];
  /** Those whose newest motion this is: only it decides their label. */
  readonly labelled: readonly KnownSubject[];
  readonly charter: Charter;
  readonly replies: Replies;
  readonly publicUrl: string;
}

function checkState({ state, outcome }: MotionView): Check['state'] {
  if (state !== 'closed') return 'in_progress';
  return outcome === 'carried' ? 'success' : 'failure';
}

/**
 * What tells the checks of a linked subject from those of the first: both forges may have the same commit. Null where the first one's checks are
 * its own too: a repository shows one check for a commit, however many of its pull requests have it.
 */
function checkPlace({ subjects }: MotionView, { ref, origin }: KnownSubject): string | null {
  const [first] = subjects;
  if (!first || subjectKey(first) === subjectKey(ref)) return '';
  const own = subjects.find((one) => subjectKey(one) === subjectKey(ref));
  const shared = first.forge === ref.forge && first.repo.toLowerCase() === ref.repo.toLowerCase();
  return shared && own?.head === first.head ? null : ` ${subjectKey(origin)}`;
}

function checksOf({ view, charter, replies, publicUrl }: Shown, subject: KnownSubject): readonly Effect[] {
  const voted = view.subjects.find((one) => subjectKey(one) === subjectKey(subject.ref))?.head ?? null;
  if (voted === null || view.opened_at === null) return [];
  const { opened_at: startedAt, closed_at: completedAt } = view;
  const place = checkPlace(view, subject);
  if (place === null) return [];
  const sameTree = subject.sameTreeHeads.filter((same) => same.voted === voted).map(({ head }) => head);
  return [voted, ...sameTree].map((head) => {
    const externalId = `${view.id}/${head}`;
    const check: Check = {
      name: 'OpenCharter / vote',
      subject: subject.ref,
      head,
      externalId,
      state: checkState(view),
      ...replies.check(view, charter.foundation.language),
      url: `${publicUrl}/motions/${view.id}`,
      startedAt,
      completedAt,
    };
    return { kind: 'check', key: `check ${externalId}${place}`, subject: subject.ref, check };
  });
}

/** The mark a motion's label carries: none while it is only proposed. */
function labelOf({ state, outcome }: MotionView): string | null {
  if (state === 'proposed') return null;
  return `motion/${outcome ?? 'open'}`;
}

function inSubject(shown: Shown, subject: KnownSubject): readonly Effect[] {
  const { view, charter, replies, publicUrl } = shown;
  const place = subjectKey(subject.origin);
  const kind = charter.motions.find(({ id }) => id === view.kind);
  const words = {
    language: charter.foundation.language,
    kindTitle: kind?.title ?? view.kind,
    bodies: (kind?.electorate ?? []).map((id) => charter.bodies.find((body) => body.id === id)?.name ?? id),
    url: pageOf(publicUrl, `/motions/${view.id}`),
    here: subject.ref,
    nameOf: (person: string) => charter.people.find(({ id }) => id === person)?.name ?? person,
  };
  const comment = (concern: string, body: (marker: string) => string, everyMs: number): Effect => {
    const key = `${concern} ${view.id} ${place}`;
    const marker = replies.marker(key);
    return { kind: 'comment', key, subject: subject.ref, marker, body: body(marker), everyMs };
  };
  const effects: Effect[] = [comment('motion', (marker) => replies.motion(view, words, marker), commentEvery)];
  const label = labelOf(view);
  if (label !== null && shown.labelled.includes(subject))
    effects.push({ kind: 'label', key: `label ${place}`, subject: subject.ref, label });
  effects.push(...checksOf(shown, subject));
  if (view.state === 'closed')
    effects.push(comment('result', (marker) => replies.result(view, words, marker), commentEvery));
  return effects;
}

/** What the forges should show of a motion now. */
export function effectsOf(shown: Shown): readonly Effect[] {
  return shown.subjects.flatMap((subject) => inSubject(shown, subject));
}
