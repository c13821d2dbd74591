// Check runs: for administrators of the repository only, and not everywhere.
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.js';
import { createCheckRun, updateCheckRun } from '../../forge/changes/checks.js';
import { annotationFields, latestRuns } from '../../forge/checks.js';
import { json, type Reply } from '../../forge/reply.js';
import type { CheckRun, Repository } from '../../forge/state.js';
import { forbidden, notFound, problem } from '../reply.js';
import { bodyOf, paged, repositoryOf, shown, type ApiRequest, type Route } from '../route.js';
import { annotationJson, checkRunJson } from '../shapes/hook.js';
import type { Role } from '../state.js';

const conclusions = ['neutral', 'success', 'failure', 'cancelled', 'action_required', 'timed_out', 'skipped'] as const;
const time = z.iso.datetime({ offset: true }).transform((text) => `${new Date(text).toISOString().slice(0, 19)}Z`);
const output = z.object({
  title: z.string(),
  summary: z.string(),
  text: z.string().optional(),
  annotations: z.array(z.object(annotationFields)).optional(),
});
const fields = {
  pull_request_id: z.coerce.number().optional(),
  details_url: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z.enum(conclusions).optional(),
  started_at: time.optional(),
  completed_at: time.optional(),
  output: output.optional(),
};
const newCheck = z.object({ name: z.string().min(1), head_sha: z.string().length(40), ...fields });
const checkEdit = z.object({ name: z.string().optional(), ...fields });

/** The repository, where check runs are allowed. */
function placeOf(request: ApiRequest, needs?: Role): Result<Repository, Reply> {
  const repository = repositoryOf(request, needs);
  if (!repository.ok || request.gitee.checks === 'allowed') return repository;
  return err(request.gitee.checks === 'refused' ? forbidden : notFound());
}

function runOf(request: ApiRequest, needs?: Role): Result<CheckRun, Reply> {
  const repository = placeOf(request, needs);
  if (!repository.ok) return repository;
  const run = request.world.checkRuns.get(Number(request.params['check_run_id']));
  return run?.repository === repository.value ? ok(run) : err(notFound());
}

const template = '/repos/{owner}/{repo}/check-runs';

export const checkRoutes: readonly Route[] = [
  {
    method: 'POST',
    template,
    as: 'account',
    handle: (request) => {
      const repository = placeOf(request, 'admin');
      if (!repository.ok) return repository.error;
      const check = bodyOf(request, newCheck);
      if (!check.ok) return check.error;
      if (!repository.value.commits.has(check.value.head_sha)) return notFound('Commit');
      if (check.value.status === 'completed' && !check.value.conclusion) return problem(400, 'conclusion is missing');
      return json(checkRunJson(request.world, createCheckRun(request.world, repository.value, check.value)), 201);
    },
  },
  {
    method: 'PATCH',
    template: `${template}/{check_run_id}`,
    as: 'account',
    handle: (request) => {
      const run = runOf(request, 'admin');
      if (!run.ok) return run.error;
      const edit = bodyOf(request, checkEdit);
      if (!edit.ok) return edit.error;
      updateCheckRun(request.world, run.value, edit.value);
      return json(checkRunJson(request.world, run.value));
    },
  },
  {
    method: 'GET',
    template: `${template}/{check_run_id}`,
    as: 'anybody',
    handle: (request) => shown(runOf(request), (run) => checkRunJson(request.world, run)),
  },
  {
    method: 'GET',
    template: `${template}/{check_run_id}/annotations`,
    as: 'anybody',
    handle: (request) => {
      const run = runOf(request);
      if (!run.ok) return run.error;
      return paged(request, run.value.annotations, (one) => annotationJson(request.world, run.value, one));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/commits/{ref}/check-runs',
    as: 'anybody',
    handle: (request) => {
      const repository = placeOf(request);
      if (!repository.ok) return repository.error;
      const { world, params, query } = request;
      const [name, status] = [query.get('check_name'), query.get('status')];
      const runs = [...world.checkRuns.values()].filter(
        (run) =>
          run.repository === repository.value &&
          run.headSha === params['ref'] &&
          (name === null || run.name === name) &&
          (status === null || run.status === status),
      );
      const listed = query.get('filter') === 'all' ? runs : latestRuns(runs);
      return paged(request, listed, (run) => checkRunJson(world, run));
    },
  },
];
