// What of GitHub's webhook payloads is read. Unknown keys are ignored; what is used must be there and of its type.
import { z } from 'zod';
import { accountShape as account } from './account.js';
import { issueLabels } from './see.js';

const repository = z.object({
  full_name: z.string().regex(/^[^/\s]+\/[^/\s]+$/),
  name: z.string(),
  owner: z.object({ login: z.string().min(1) }),
  private: z.boolean().optional(),
});
const text = z.object({
  id: z.int(),
  user: account.nullable(),
  body: z.string().nullish(),
  html_url: z.string(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }).optional(),
  performed_via_github_app: z.unknown().optional(),
});
const issue = text.extend({
  number: z.int(),
  title: z.string(),
  labels: issueLabels,
  pull_request: z.unknown().optional(),
});
const sha = z.string().min(1);
/** A pull request as deliveries of its reviews have it too. */
const contribution = z.object({
  number: z.int(),
  title: z.string(),
  html_url: z.string(),
  head: z.object({ sha }),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullish(),
});
const pull = text.extend(contribution.shape);
const bodyChange = z.object({ body: z.object({ from: z.string().nullish() }).optional() });
const common = { repository, sender: account };

export const commentPayload = z.object({ ...common, issue, comment: text, changes: bodyChange.optional() });
export const issuePayload = z.object({ ...common, issue, changes: bodyChange.optional() });
/** `changes.old_issue`: the issue arrived by transfer, from `old_repository`. */
export const issueOpenedPayload = issuePayload.extend({
  changes: z
    .object({
      old_issue: z.object({ number: z.int().optional() }).nullish(),
      old_repository: z.object({ full_name: z.string().optional() }).nullish(),
    })
    .optional(),
});
export const issueLabelledPayload = issuePayload.extend({ label: z.object({ name: z.string() }) });
/** Of a milestone or a release: what it says is read. */
export const inRepositoryPayload = z.object(common);
export const issueTransferredPayload = z.object({
  ...common,
  issue: z.object({ number: z.int() }),
  changes: z.object({
    new_issue: z.object({ number: z.int() }).optional(),
    new_repository: repository.optional(),
  }),
});
export const pullPayload = z.object({ ...common, pull_request: pull, changes: bodyChange.optional() });
/** Any event of a pull request. */
export const contributionPayload = z.object({ repository, pull_request: contribution });
export const checkRunPayload = z.object({ repository, check_run: z.object({ name: z.string(), head_sha: sha }) });
export const checkSuitePayload = z.object({ repository, check_suite: z.object({ head_sha: sha }) });
export const mergeGroupPayload = z.object({
  repository,
  merge_group: z.object({ head_ref: z.string(), head_sha: sha, base_sha: sha }),
});
const paths = z.array(z.string()).default([]);
export const pushPayload = z.object({
  repository,
  ref: z.string(),
  before: z.string(),
  after: z.string(),
  created: z.boolean(),
  deleted: z.boolean(),
  forced: z.boolean(),
  commits: z.array(z.object({ added: paths, modified: paths, removed: paths })),
});
export const repositoryRenamedPayload = z.object({
  ...common,
  changes: z.object({ repository: z.object({ name: z.object({ from: z.string().min(1) }) }) }),
});
const formerOwner = z.object({ login: z.string().min(1) });
export const repositoryTransferredPayload = z.object({
  ...common,
  changes: z.object({
    owner: z.object({
      from: z.union([z.object({ user: formerOwner }), z.object({ organization: formerOwner })]),
    }),
  }),
});

/** Where the app is installed, as most deliveries say. */
export const installedPayload = z.object({
  installation: z.object({ id: z.int().positive() }),
  repository: z.object({ owner: z.object({ login: z.string().min(1) }) }),
});

/** An event may have an action or none. */
export const anyPayload = z.object({ action: z.string().optional() });

export type AccountPayload = z.infer<typeof account>;
export type TextPayload = z.infer<typeof text>;
export type RepositoryPayload = z.infer<typeof repository>;
export type IssuePayload = z.infer<typeof issue>;
export type ContributionPayload = z.infer<typeof contribution>;
export type PushPayload = z.infer<typeof pushPayload>;
