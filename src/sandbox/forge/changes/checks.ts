// Changes of check runs. Who makes them does not hear of them.
import type { CheckAnnotation, CheckOutput, CheckRun, CheckStatus, Repository } from '../state.js';
import type { World } from '../world.js';

/** The fields a check run is made or updated with; what is left out stays. */
export interface CheckEdit {
  readonly name?: string | undefined;
  readonly external_id?: string | undefined;
  readonly details_url?: string | undefined;
  readonly status?: CheckStatus | undefined;
  readonly conclusion?: string | undefined;
  readonly started_at?: string | undefined;
  readonly completed_at?: string | undefined;
  readonly output?: CheckOutputEdit | undefined;
}

type CheckOutputEdit = { [Key in keyof CheckOutput]?: string | null | undefined } & {
  readonly annotations?: readonly CheckAnnotation[] | undefined;
};

export function createCheckRun(
  world: World,
  repository: Repository,
  check: CheckEdit & { readonly name: string; readonly head_sha: string },
): CheckRun {
  const same = [...world.checkRuns.values()].find(
    (run) => run.repository === repository && run.headSha === check.head_sha,
  );
  const run: CheckRun = {
    id: world.nextId(),
    suiteId: same?.suiteId ?? world.nextId(),
    repository,
    headSha: check.head_sha,
    name: check.name,
    externalId: null,
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: check.started_at ?? world.now(),
    completedAt: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  world.checkRuns.set(run.id, run);
  updateCheckRun(world, run, check);
  return run;
}

/** A conclusion completes the run; another status takes the conclusion away again. Annotations come on top of those there are. */
export function updateCheckRun(world: World, run: CheckRun, edit: CheckEdit): void {
  const { title = run.output.title, summary = run.output.summary, text = run.output.text } = edit.output ?? {};
  run.name = edit.name ?? run.name;
  run.externalId = edit.external_id ?? run.externalId;
  run.detailsUrl = edit.details_url ?? run.detailsUrl;
  run.startedAt = edit.started_at ?? run.startedAt;
  run.output = { title, summary, text };
  run.annotations.push(...(edit.output?.annotations ?? []));
  run.status = edit.conclusion === undefined ? (edit.status ?? run.status) : 'completed';
  const completed = run.status === 'completed';
  run.conclusion = completed ? (edit.conclusion ?? run.conclusion) : null;
  run.completedAt = completed ? (edit.completed_at ?? run.completedAt ?? world.now()) : null;
}
