// An issue got or lost a label, or was seen as it is now: what that means for the roadmap.
import type { RoadmapPlan } from '../charter/charter.js';
import type { IssueLabelled, IssueSeen, SubjectFacts } from '../forges/event.js';
import { followText } from '../planning/edited.js';
import { itemHere, proposeByLabel, putLabelBack, thank, type LabelPlace } from '../planning/label.js';
import type { Instant } from '../shared/time.js';
import type { Handling } from './handling.js';

/** Where the label of the roadmap matters; null where it means nothing: there is no roadmap, no issue, or not everybody may read it. */
async function placeOf(
  { governance, adopted, revived }: Handling,
  subject: SubjectFacts,
  receivedAt: Instant,
): Promise<LabelPlace | null> {
  const plan = adopted.charter.roadmap;
  if (plan === null || subject.isPull || !subject.isPublic) return null;
  const origin = await governance.subjects.originOf(subject.ref);
  return { governance, adopted, plan, subject, origin, receivedAt, revived };
}

/** Forges tell labels apart without regard to letter case. */
function isOurs({ label }: Pick<RoadmapPlan, 'label'>, written: string): boolean {
  return label.toLowerCase() === written.toLowerCase();
}

/** A bot proposes nothing, and is not answered; what it takes off an item is put back. */
export async function onIssueLabelled(handling: Handling, event: IssueLabelled, receivedAt: Instant): Promise<void> {
  const plan = handling.adopted.charter.roadmap;
  const place = plan && isOurs(plan, event.label) ? await placeOf(handling, event.subject, receivedAt) : null;
  if (!place) return;
  if (event.change === 'added') {
    if (!event.by.bot) await proposeByLabel(place, event.by, event.issueText);
    return;
  }
  const item = await itemHere(place);
  if (item?.status) await putLabelBack(place, item, !event.by.bot);
}

/** Who put the label on is not known, and so not whether they may: it is answered, and proposes nothing. Of an item the text is kept, and a missing label is put back. */
export async function onIssueSeen(handling: Handling, event: IssueSeen, receivedAt: Instant): Promise<void> {
  const { governance, adopted } = handling;
  const { subject, body, labels, isOpen } = event;
  const place = await placeOf(handling, subject, receivedAt);
  if (!place) return;
  const isOn = (all: readonly string[]) => all.some((label) => isOurs(place.plan, label));
  const item = await itemHere(place);
  if (!item?.status) {
    if (isOpen && isOn(labels)) await thank(place);
    return;
  }
  const seen = { subject: subject.ref, body, previousBody: null, editor: null, at: receivedAt };
  await followText(governance, adopted, seen);
  if (isOn(labels)) return;
  // Where it was not seen before, it may only not be there yet.
  const before = await governance.mirror.subject(subject.ref);
  await putLabelBack(place, item, before !== null && isOn(before.labels));
}
