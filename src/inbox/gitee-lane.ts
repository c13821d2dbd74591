// The lane of a Gitee payload: its issue or pull request, else its repository, else its event.
import { z } from 'zod';
import { subjectKey } from '../shared/refs.js';

const path = z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/);
/** `full_name` has been seen with names for people in it. An issue of an enterprise may belong to no repository. */
const repository = z
  .object({ path_with_namespace: path.optional().catch(undefined), full_name: path.optional().catch(undefined) })
  .transform(({ path_with_namespace: exact, full_name: full }) => exact ?? full ?? null)
  .catch(null);
const issue = z
  .object({ number: z.string().regex(/^[a-z][a-z\d]{0,31}$/i) })
  .transform(({ number }) => number)
  .catch('');
const pull = z
  .object({ number: z.int().positive() })
  .transform(({ number }) => String(number))
  .catch('');

const subjectSchema = z.object({
  repository,
  issue,
  pull_request: pull,
  noteable_type: z.string().nullish().catch(null),
});

/** `note` for `Note Hook` and `note_hooks`, which are the same. Of what it is about, the lane and the claim are told by this alone. */
export function giteeFamily(event: string): string {
  return event
    .toLowerCase()
    .replace(/[ _]hooks?$/, '')
    .replaceAll(' ', '_');
}

/** Only notes say what they are about: in any other body it may have been put by somebody who wants to overtake what waits in the lane. */
function isAboutPull(event: string, noteable: string | null | undefined): boolean {
  const family = giteeFamily(event);
  return family === 'merge_request' || (family === 'note' && noteable === 'PullRequest');
}

/**
 * `gitee:owner/repo#i1abc` for what concerns an issue, `gitee:owner/repo#7` for a pull request, `gitee:owner/repo` for the repository,
 * `gitee:Push Hook` for the rest.
 */
export function giteeLane(event: string, payload: object): string {
  const { repository: repo, noteable_type: noteable, ...subject } = subjectSchema.parse(payload);
  if (repo === null) return `gitee:${event}`;
  const number = isAboutPull(event, noteable) ? subject.pull_request : subject.issue;
  return number === '' ? `gitee:${repo.toLowerCase()}` : subjectKey({ forge: 'gitee', repo, number });
}
