// Contributions of a renamed repository: their documents get new keys, one after the other, in an order that can be repeated after a crash.
import type { mongo } from 'mongoose';
import { contributionDoc, type ContributionDoc } from './contribution-document.js';
import { inserted } from './inserted.js';

/** What is to stand under the new name before the old one's document goes; null when it stands there already. */
function joined(old: ContributionDoc, moved: ContributionDoc, now: ContributionDoc): ContributionDoc | null {
  const { origin } = old.record;
  if (now.record.origin === origin) return now.revision < old.revision ? moved : null;
  // A delivery has told of it under the new name first: what it says is newer, and it is evaluated anew with the approvals of before.
  const approvals = [...old.record.approvals, ...now.record.approvals];
  const commented = old.record.commented || now.record.commented;
  return contributionDoc({ ...now.record, origin, approvals, commented, dueAt: 0 }, now.revision + 1);
}

/** Moves one document. Whoever writes either of the two meanwhile makes it try again. */
async function moveOne(contributions: mongo.Collection<ContributionDoc>, key: string, repo: string): Promise<void> {
  for (;;) {
    const old = await contributions.findOne({ _id: key });
    if (old === null) return;
    const { record, revision } = old;
    const moved = contributionDoc({ ...record, ref: { ...record.ref, repo } }, revision);
    if (!(await inserted(contributions.insertOne(moved)))) {
      const now = await contributions.findOne({ _id: moved._id });
      const next = now && joined(old, moved, now);
      if (now && next) await contributions.replaceOne({ _id: now._id, revision: now.revision }, next);
      if (now === null || next !== null) continue;
    }
    if ((await contributions.deleteOne({ _id: key, revision })).deletedCount === 1) return;
  }
}

/** Moves all of a repository, `github:openclaw/models`, to another name, `openclaw/weights`. Safe to repeat. */
export async function moveContributions(
  contributions: mongo.Collection<ContributionDoc>,
  place: string,
  repo: string,
): Promise<void> {
  const found = await contributions.find({ place }, { projection: { _id: 1 }, sort: { _id: 1 } }).toArray();
  for (const { _id } of found) await moveOne(contributions, _id, repo);
}
