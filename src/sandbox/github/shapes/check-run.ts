// GitHub's JSON of check runs.
import { isPull, type PullSubject } from './pull.js';
import type { CheckRun, Repository, World } from '../state.js';
import { nodeId } from './account.js';
import { appJson } from './app.js';
import { repositoryPage, repositoryUrl } from './repository.js';

function endJson(world: World, repository: Repository, ref: string, sha: string) {
  return { ref, sha, repo: { id: repository.id, url: repositoryUrl(world, repository), name: repository.name } };
}

function pullsAt(run: CheckRun): PullSubject[] {
  const pulls = [...run.repository.subjects.values()].filter(isPull);
  return pulls.filter(({ pull }) => pull.headRepository === run.repository && pull.head.sha === run.headSha);
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
    output: { ...run.output, annotations_count: 0, annotations_url: `${url}/annotations` },
    check_suite: { id: run.suiteId },
    app: appJson(world),
    pull_requests: pullsAt(run).map((subject) => ({
      url: `${api}/pulls/${subject.number}`,
      id: subject.pull.id,
      number: subject.number,
      head: endJson(world, subject.pull.headRepository, subject.pull.headBranch, subject.pull.head.sha),
      base: endJson(world, subject.repository, subject.pull.baseBranch, subject.pull.base.sha),
    })),
  };
}
