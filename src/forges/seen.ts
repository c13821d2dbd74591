// What follows from an issue as a forge shows it that tells nobody's changes of it.
import type { IssueLabelled, IssueSeen, SubjectFacts } from './event.js';
import type { SubjectSnapshot } from './sighting.js';

/** An issue as it is now. */
export function issueSeen(subject: SubjectFacts, { body, labels, state }: SubjectSnapshot): IssueSeen {
  return { kind: 'issue-seen', subject, body, labels, isOpen: state === 'open' };
}

/** The labels that whoever opened an issue put on it: those it has as long as nothing of it was changed. */
export function labelledAtOpening(
  subject: SubjectFacts,
  { author, body: issueText, labels, createdAt, updatedAt }: SubjectSnapshot,
): readonly IssueLabelled[] {
  if (!author || createdAt !== updatedAt) return [];
  return labels.map((label) => ({ kind: 'issue-labelled', subject, label, change: 'added', by: author, issueText }));
}
