// Addresses of things on a forge, for people to follow.
import type { BallotSource } from '../motions/decide/ballot.js';

/** The address of the text a ballot stands in. `subjectUrl` is the address of its issue or pull request. */
export function textUrl(subjectUrl: string, source: BallotSource): string {
  if (source.text !== 'comment') return subjectUrl;
  return source.forge === 'github' ? `${subjectUrl}#issuecomment-${source.id}` : `${subjectUrl}#note_${source.id}`;
}
