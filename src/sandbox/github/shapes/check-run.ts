// GitHub's JSON of check runs.
import { isPull, type PullSubject } from '../../forge/pull.js';
import type { CheckAnnotation, CheckRun, Repository } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { nodeId } from './account.js';
import { appJson } from './app.js';
import { repositoryPage, repositoryUrl } from './repository.js';

function endJson(world: World, repository: Repository, ref: string, sha: string) {
  return { ref, sha, repo: { id: repository.id, url: repositoryUrl(world, repository), name: repository.name } };
}

function pullsAt(run: CheckRun): PullSubject[] {
  const pulls = [...run.repository.subjects.values()].filter(isPull);
  return pulls.filter(
    ({ state, pull }) => state === 'open' && pull.headRepository === run.repository && pull.head.sha === run.headSha,
  );
}

function pullsJson(world: World, run: CheckRun) {
  const api = repositoryUrl(world, run.repository);
  return pullsAt(run).map((subject) => ({
    url: `${api}/pulls/${subject.number}`,
    id: subject.pull.id,
    number: subject.number,
    head: endJson(world, subject.pull.headRepository, subject.pull.headBranch, subject.pull.head.sha),
    base: endJson(world, subject.repository, subject.pull.baseBranch, subject.pull.base.sha),
  }));
}

export function checkRunJson(world: World, run: CheckRun) {
  const api = repositoryUrl(world, run.repository);
  const url = `${api}/check-runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId('CheckRun', run.id),
    head_sha: run.headSha,
    external_id: run.externalId ?? '',
    url,
    html_url: `${repositoryPage(world, run.repository)}/runs/${run.id}`,
    details_url: run.detailsUrl ?? world.urls.html,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${url}/annotations` },
    check_suite: { id: run.suiteId },
    app: appJson(world),
    pull_requests: pullsJson(world, run),
  };
}

/** An annotation in a list of them. */
export function annotationJson(world: World, run: CheckRun, annotation: CheckAnnotation) {
  const path = annotation.path.split('/').map(encodeURIComponent).join('/');
  return { ...annotation, blob_href: `${repositoryPage(world, run.repository)}/blob/${run.headSha}/${path}` };
}

/** The check suite of a run, as webhooks show it: all runs of the app on one commit. */
export function checkSuiteJson(world: World, run: CheckRun) {
  const { repository, headSha, suiteId, status, conclusion, startedAt } = run;
  const url = `${repositoryUrl(world, repository)}/check-suites/${suiteId}`;
  const runs = [...world.checkRuns.values()].filter((one) => one.suiteId === suiteId);
  const head = repository.commits.get(headSha);
  if (!head) throw new Error(`${repository.name} has no commit ${headSha}`);
  const { author, committer } = head;
  return {
    id: suiteId,
    node_id: nodeId('CheckSuite', suiteId),
    head_branch: pullsAt(run)[0]?.pull.headBranch ?? null,
    head_sha: headSha,
    status,
    conclusion,
    url,
    before: head.parents[0]?.sha ?? null,
    after: headSha,
    pull_requests: pullsJson(world, run),
    // GitHub's description of a suite's app does not know all events that there are.
    app: { ...appJson(world), events: [] },
    created_at: startedAt,
    updated_at: startedAt,
    latest_check_runs_count: new Set(runs.map(({ name }) => name)).size,
    check_runs_url: `${url}/check-runs`,
    head_commit: {
      id: headSha,
      tree_id: head.tree,
      message: head.message,
      timestamp: author.date,
      author: { name: author.name, email: author.email },
      committer: { name: committer.name, email: committer.email },
    },
  };
}
