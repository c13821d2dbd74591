// ROADMAP.md, proposed where roadmap.yml has it published: the roadmap of this minute as a file, and what it changes in words.
import { createHash } from 'node:crypto';
import type { Charter, RoadmapPlan } from '../charter/charter.js';
import type { Governance } from '../events/governance.js';
import type { Answer } from '../forges/answer.js';
import type { Forge } from '../forges/forge.js';
import { lastChange } from '../roadmap/markdown.js';
import type { RoadmapChangeView } from '../roadmap/view.js';
import { subjectKey } from '../shared/refs.js';
import type { Instant } from '../shared/time.js';
import { publishFile, stampKey, type Proposed, type Published } from './publication.js';
import type { RoadmapReader, ShownRoadmap } from './read.js';

/** Where it is proposed. */
export type PublishAt = NonNullable<RoadmapPlan['publish']>;

/** What is read of the roadmap. */
export type ReadRoadmap = Pick<RoadmapReader, 'roadmap' | 'changesOf'>;

/** What happened to items after an instant. */
async function changesSince(
  { changesOf }: ReadRoadmap,
  { view }: ShownRoadmap,
  since: Instant | null,
): Promise<readonly RoadmapChangeView[]> {
  if (since === null) return [];
  const changed = view.items.filter(({ changed_at: at }) => at > since);
  const changes = await Promise.all(changed.map(({ id }) => changesOf(id)));
  return changes.flatMap((one) => one ?? []).filter(({ at }) => at > since);
}

/** The version to be proposed; null as long as there is no item. */
export function proposedOf(
  { replies, publicUrl }: Pick<Governance, 'replies' | 'publicUrl'>,
  read: ReadRoadmap,
  shown: ShownRoadmap,
  charter: Pick<Charter, 'foundation' | 'people'>,
): Proposed | null {
  const { view, plan } = shown;
  const through = lastChange(view);
  if (through === null) return null;
  const text = replies.roadmapFile(view, plan, charter, publicUrl);
  return {
    text,
    hash: createHash('sha256').update(text).digest('hex'),
    through,
    title: replies.roadmapPullTitle(charter.foundation.language),
    async body(stamp, isNew) {
      const changes = isNew ? null : await changesSince(read, shown, stamp.since);
      return replies.roadmapPull(view, changes, charter, publicUrl, replies.marker(stampKey(stamp)));
    },
  };
}

/** Has a version proposed there, and says in the pull request what there is to say. */
export async function publishRoadmap(
  governance: Pick<Governance, 'ledger' | 'outbox' | 'replies'>,
  forge: Pick<Forge, 'id' | 'files' | 'pulls'>,
  { repo, path }: PublishAt,
  { foundation }: Pick<Charter, 'foundation'>,
  proposed: Proposed,
): Answer<Published> {
  const { ledger, outbox, replies } = governance;
  async function note(what: 'equal' | 'foreign', number: string): Promise<void> {
    const subject = { forge: forge.id, repo, number };
    const key = `roadmap file ${what} ${subjectKey(subject)}`;
    const marker = replies.marker(key);
    const body = replies.roadmapPullNote(what, foundation.language, marker);
    const { seq } = await ledger.sync();
    await outbox.want([{ kind: 'comment', key, subject, marker, body, everyMs: 0 }], seq);
  }
  return publishFile({ repo, path, files: forge.files, pulls: forge.pulls, note }, proposed);
}
