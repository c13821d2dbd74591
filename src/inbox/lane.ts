// The lane of a GitHub payload: its issue or pull request, else its repository, else its event.
import { z } from 'zod';
import { subjectKey } from '../shared/refs.js';

const numbered = z.object({ number: z.int().positive() }).optional().catch(undefined);

const subjectSchema = z.object({
  repository: z
    .object({ full_name: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/) })
    .optional()
    .catch(undefined),
  issue: numbered,
  pull_request: numbered,
});

/**
 * `github:owner/repo#12` in lower case for whatever concerns an issue or a pull request (GitHub numbers both in one row, and sends a
 * comment on a pull request as one on an issue), `github:owner/repo` for what concerns the repository, `github:event` for the rest.
 */
export function githubLane(event: string, payload: object): string {
  const { repository, issue, pull_request } = subjectSchema.parse(payload);
  if (!repository) return `github:${event}`;
  const subject = issue ?? pull_request;
  const repo = repository.full_name;
  return subject
    ? subjectKey({ forge: 'github', repo, number: String(subject.number) })
    : `github:${repo.toLowerCase()}`;
}
