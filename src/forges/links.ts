// Addresses of things on a forge, for people to follow.
import type { BallotSource } from '../motions/decide/ballot.js';
import type { ForgeId } from '../shared/refs.js';

/** The address of the text a ballot stands in. `subjectUrl` is the address of its issue or pull request. */
export function textUrl(subjectUrl: string, source: BallotSource): string {
  const isComment = source.text === 'comment' || source.text === 'pull-comment';
  return isComment ? commentUrl(subjectUrl, source.forge, source.id) : subjectUrl;
}

/** The address of a comment, from that of its issue or pull request. */
export function commentUrl(subjectUrl: string, forge: ForgeId, id: string): string {
  return forge === 'github' ? `${subjectUrl}#issuecomment-${id}` : `${subjectUrl}#note_${id}`;
}

/** The address of an issue or pull request, from that of its repository. */
export function subjectUrl(repositoryUrl: string, forge: ForgeId, isPull: boolean, number: string): string {
  const pulls = forge === 'github' ? 'pull' : 'pulls';
  return `${repositoryUrl}/${isPull ? pulls : 'issues'}/${number}`;
}
