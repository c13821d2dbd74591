// Gitee's JSON of hooks, logs and check runs.
import type { CheckAnnotation, CheckRun } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import type { Hook, LogEntry } from '../state.js';
import { beijing, beijingOrNull } from '../time.js';
import { userJson } from './account.js';
import { repositoryPage, repositoryUrl } from './repository.js';

/** A hook; its password is shown in clear. */
export function hookJson(hook: Hook) {
  const { push_events, tag_push_events, issues_events, note_events, merge_requests_events } = hook;
  return {
    id: hook.id,
    url: hook.url,
    created_at: beijing(hook.createdAt),
    password: hook.secret,
    project_id: hook.repositoryId,
    result: hook.result,
    result_code: hook.resultCode,
    push_events,
    tag_push_events,
    issues_events,
    note_events,
    merge_requests_events,
  };
}

export function logJson(world: World, { id, actor, actionType, content, at }: LogEntry) {
  return {
    id,
    icon: '',
    user: userJson(world, actor),
    target: '',
    content,
    link_target: null,
    created_at: beijing(at),
    action_type: actionType,
  };
}

/** None was ever recorded: as Gitee describes it. */
export function checkRunJson(world: World, run: CheckRun) {
  const url = `${repositoryUrl(world, run.repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    head_sha: run.headSha,
    url,
    html_url: `${repositoryPage(world, run.repository)}/check_runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: beijing(run.startedAt),
    completed_at: beijingOrNull(run.completedAt),
    output: { ...run.output, annotations_count: run.annotations.length, annotations_url: `${url}/annotations` },
    name: run.name,
  };
}

/** An annotation in a list of them. */
export function annotationJson(world: World, run: CheckRun, annotation: CheckAnnotation) {
  const path = annotation.path.split('/').map(encodeURIComponent).join('/');
  return { ...annotation, blob_href: `${repositoryPage(world, run.repository)}/blob/${run.headSha}/${path}` };
}
