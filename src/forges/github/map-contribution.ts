// Deliveries of GitHub that concern contributions, as events: changes and reviews of pull requests, checks asked for again, merge queues, pushes.
import { queuedPull } from '../../inbox/lane.js';
import type { CheckAsked, ContributionChanged, ForgeEvent } from '../event.js';
import { mapper, pullFacts, subject, type Mapper } from './map-parts.js';
import * as schema from './schema.js';

export function contributionChanged(
  repository: schema.RepositoryPayload,
  pull: schema.ContributionPayload,
  change: ContributionChanged['change'],
): ContributionChanged {
  const state = pull.merged_at ? 'merged' : pull.state;
  return { kind: 'contribution-changed', subject: pullFacts(repository, pull), change, state, headReceived: true };
}

function changed(change: ContributionChanged['change']): Mapper {
  return mapper(schema.contributionPayload, ({ repository, pull_request: pull }) => [
    contributionChanged(repository, pull, change),
  ]);
}

/** How the names of all our checks begin. GitHub tells only the app that made a check of the wish to have it again. */
const ours = 'OpenCharter / ';

function checkAsked(repo: string, head: string, name: string | null): CheckAsked {
  return { kind: 'check-asked', forge: 'github', repo, head, name };
}

const branchRef = /^refs\/heads\/(?!gh-readonly-queue\/)(.+)$/s;
/** GitHub tells of at most so many commits in a push, and of so many files of each commit. */
const [mostCommits, mostFiles] = [2048, 3000];

/** Null when the delivery does not tell them all. */
function pathsOf({ created, forced, before, after, commits }: schema.PushPayload): readonly string[] | null {
  if (created || forced || commits.length >= mostCommits || (commits.length === 0 && before !== after)) return null;
  const files = commits.map(({ added, modified, removed }) => [...added, ...modified, ...removed]);
  if (files.some(({ length }) => length >= mostFiles)) return null;
  return [...new Set(files.flat())];
}

function branchPushed(push: schema.PushPayload): ForgeEvent[] {
  const branch = branchRef.exec(push.ref)?.[1];
  if (branch === undefined || push.deleted) return [];
  const repo = push.repository.full_name;
  return [{ kind: 'branch-pushed', forge: 'github', repo, branch, paths: pathsOf(push) }];
}

/** Those of them that become nothing else. */
export const contributionMappers: Readonly<Record<string, Mapper>> = {
  'pull_request.reopened': changed('reopened'),
  'pull_request.ready_for_review': changed('ready'),
  'pull_request.converted_to_draft': changed('drafted'),
  'pull_request.closed': changed('closed'),
  'pull_request_review.submitted': changed('reviewed'),
  'pull_request_review.edited': changed('reviewed'),
  'pull_request_review.dismissed': changed('reviewed'),
  'check_run.rerequested': mapper(schema.checkRunPayload, ({ repository, check_run: { name, head_sha: head } }) =>
    name.startsWith(ours) ? [checkAsked(repository.full_name, head, name)] : [],
  ),
  'check_suite.rerequested': mapper(schema.checkSuitePayload, ({ repository, check_suite: { head_sha: head } }) => [
    checkAsked(repository.full_name, head, null),
  ]),
  'merge_group.checks_requested': mapper(schema.mergeGroupPayload, ({ repository, merge_group: group }) => {
    const number = queuedPull(group.head_ref);
    if (number === null) return [];
    const queued = subject(repository.full_name, number);
    return [{ kind: 'queue-entered', subject: queued, base: group.base_sha, head: group.head_sha }];
  }),
  push: mapper(schema.pushPayload, branchPushed),
};
