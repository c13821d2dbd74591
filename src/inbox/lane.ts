// The lane of a GitHub payload: its issue or pull request, else its repository, else its event.
import { z } from 'zod';
import { subjectKey } from '../shared/refs.js';

const repositoryName = z
  .object({ full_name: z.string().regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/), id: z.int().optional() })
  .optional()
  .catch(undefined);
const numbered = z.object({ number: z.int().positive() }).optional().catch(undefined);
const checked = z
  .object({
    pull_requests: z.array(
      z.object({ number: z.int().positive(), base: z.object({ repo: z.object({ id: z.int() }) }) }),
    ),
  })
  .optional()
  .catch(undefined);

const subjectSchema = z.object({
  repository: repositoryName,
  issue: numbered,
  pull_request: numbered,
  check_run: checked,
  check_suite: checked,
  merge_group: z.object({ head_ref: z.string() }).optional().catch(undefined),
});

/** The number of the pull request for which a merge queue made this branch; null for any other branch. */
export function queuedPull(headRef: string): number | null {
  const number = Number(/^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d{1,15})-[0-9a-f]{40,64}$/s.exec(headRef)?.[1]);
  return number > 0 ? number : null;
}

type Payload = z.infer<typeof subjectSchema>;

/** A check names pull requests of other repositories too, into which its branch is to be merged. */
function numberIn({ repository, issue, pull_request, check_run, check_suite, merge_group }: Payload): number | null {
  const named = issue ?? pull_request;
  if (named) return named.number;
  if (merge_group) return queuedPull(merge_group.head_ref);
  const pulls = (check_run ?? check_suite)?.pull_requests ?? [];
  return pulls.find(({ base }) => base.repo.id === repository?.id)?.number ?? null;
}

/**
 * `github:owner/repo#12` in lower case for whatever concerns an issue or a pull request, its checks and its place in a merge queue (GitHub
 * numbers both in one row, and sends a comment on a pull request as one on an issue), `github:owner/repo` for what concerns the repository,
 * `github:event` for the rest.
 */
export function githubLane(event: string, payload: object): string {
  const parsed = subjectSchema.parse(payload);
  if (!parsed.repository) return `github:${event}`;
  const number = numberIn(parsed);
  const repo = parsed.repository.full_name;
  return number === null
    ? `github:${repo.toLowerCase()}`
    : subjectKey({ forge: 'github', repo, number: String(number) });
}
