// What of Gitee's answers is read. Unknown keys are ignored; what is used must be there and of its type.
import { z } from 'zod';
import { accountShape as account } from './account.js';

const time = z.iso.datetime({ offset: true });
export const sha = z.string().min(1);
const user = account.nullish();
export const labels = z.array(z.object({ name: z.string().min(1) })).nullish();

/** `html_url` ends in `.git`. `internal`: for the members of an enterprise. */
export const repository = z.object({
  id: z.int().positive(),
  full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  html_url: z.string(),
  private: z.boolean(),
  internal: z.boolean().nullish(),
  has_issues: z.boolean().nullish(),
  pull_requests_enabled: z.boolean().nullish(),
});

/** When it was closed is not told; nothing but its closing changes one that is closed, as a rule. */
const milestone = z.object({ title: z.string(), state: z.string(), updated_at: time.nullish() });

/** An issue; its number is a text. One of an enterprise may belong to no repository. `security_hole`: only members see it, as Gitee's form for it says. */
export const issue = z.object({
  id: z.int(),
  number: z.string().min(1),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  user,
  labels,
  html_url: z.string(),
  created_at: time,
  updated_at: time,
  finished_at: time.nullish(),
  comments: z.int().nonnegative().nullish(),
  security_hole: z.boolean().nullish(),
  milestone: milestone.nullish(),
  repository: repository.nullish(),
});

/** `accept`: has passed the review. */
const assignee = account.extend({ accept: z.boolean().nullish() });

export const pull = z.object({
  id: z.int(),
  number: z.int().positive(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed', 'merged']),
  draft: z.boolean().nullish(),
  user,
  labels,
  assignees: z.array(assignee).nullish(),
  html_url: z.string(),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
  merged_at: time.nullish(),
  head: z.object({ sha }),
  base: z.object({ ref: z.string().min(1), sha, repo: repository }),
});

const comment = z.object({
  id: z.int(),
  body: z.string().nullish(),
  user,
  created_at: time,
  updated_at: time,
});

/** A comment on an issue says on which one; it has no address of its own. */
export const issueComment = comment.extend({
  target: z.object({ issue: z.object({ number: z.string().min(1), title: z.string().nullish() }).nullish() }).nullish(),
});

/** A comment on a pull request says on which one by the address of that. One on a line of a file has the `path` of that, and is a `diff_comment`. */
export const pullComment = comment.extend({
  html_url: z.string().nullish(),
  path: z.string().nullish(),
  comment_type: z.string().nullish(),
  pull_request_url: z.string().regex(/\/pulls\/\d+$/),
});

export type RepositoryAnswer = z.infer<typeof repository>;
export type IssueAnswer = z.infer<typeof issue>;
export type PullAnswer = z.infer<typeof pull>;
export type CommentAnswer = z.infer<typeof comment>;
export type PullCommentAnswer = z.infer<typeof pullComment>;
