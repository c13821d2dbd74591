// Check runs: create, update, get, list for a commit.
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.js';
import { createCheckRun, updateCheckRun } from '../../forge/changes/checks.js';
import { annotationFields, checkText, latestRuns } from '../../forge/checks.js';
import { json, type Reply } from '../../forge/reply.js';
import { notFound, problem } from '../reply.js';
import { bodyOf, paged, reads, repositoryOf, writes, type ApiRequest, type Route } from '../route.js';
import { annotationJson, checkRunJson } from '../shapes/check-run.js';
import type { CheckRun } from '../../forge/state.js';
import { resolve } from '../../forge/lookup.js';

const output = z.object({
  title: z.string().optional(),
  summary: checkText,
  text: checkText.nullable().optional(),
  annotations: z.array(z.object(annotationFields)).max(50, 'exceeds a maximum quantity of 50').optional(),
});
const fields = {
  external_id: z.string().optional(),
  details_url: z.string().optional(),
  status: z.enum(['queued', 'in_progress', 'completed']).optional(),
  conclusion: z
    .enum(['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out'])
    .optional(),
  started_at: z.iso.datetime().optional(),
  completed_at: z.iso.datetime().optional(),
  output: output.optional(),
};
const newCheck = z.object({ name: z.string().min(1), head_sha: z.string().min(1), ...fields });
const checkEdit = z.object({ name: z.string().min(1).optional(), ...fields });

function unconcluded({
  status,
  conclusion,
}: {
  status?: string | undefined;
  conclusion?: string | undefined;
}): boolean {
  return status === 'completed' && conclusion === undefined;
}

const conclusionMissing = problem(422, 'Invalid request.\n\n"conclusion" wasn\'t supplied.');

function checkOf(request: ApiRequest): Result<CheckRun, Reply> {
  const repository = repositoryOf(request);
  if (!repository.ok) return repository;
  const run = request.world.checkRuns.get(Number(request.params['check_run_id']));
  return run?.repository === repository.value ? ok(run) : err(notFound());
}

export const checkRoutes: readonly Route[] = [
  {
    method: 'POST',
    template: '/repos/{owner}/{repo}/check-runs',
    as: 'installation',
    needs: writes('checks'),
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const check = bodyOf(request, newCheck);
      if (!check.ok) return check.error;
      if (unconcluded(check.value)) return conclusionMissing;
      const { head_sha: sha } = check.value;
      if (!repository.value.commits.has(sha)) return problem(422, `No commit found for SHA: ${sha}`);
      return json(checkRunJson(request.world, createCheckRun(request.world, repository.value, check.value)), 201);
    },
  },
  {
    method: 'PATCH',
    template: '/repos/{owner}/{repo}/check-runs/{check_run_id}',
    as: 'installation',
    needs: writes('checks'),
    handle: (request) => {
      const run = checkOf(request);
      if (!run.ok) return run.error;
      const edit = bodyOf(request, checkEdit);
      if (!edit.ok) return edit.error;
      if (unconcluded(edit.value)) return conclusionMissing;
      updateCheckRun(request.world, run.value, edit.value);
      return json(checkRunJson(request.world, run.value));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/check-runs/{check_run_id}',
    as: 'anybody',
    needs: reads('checks'),
    handle: (request) => {
      const run = checkOf(request);
      return run.ok ? json(checkRunJson(request.world, run.value)) : run.error;
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations',
    as: 'anybody',
    needs: reads('checks'),
    handle: (request) => {
      const run = checkOf(request);
      if (!run.ok) return run.error;
      return paged(request, run.value.annotations, (one) => annotationJson(request.world, run.value, one));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/commits/{ref}/check-runs',
    as: 'anybody',
    needs: reads('checks'),
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const { world, query, params } = request;
      const sha = resolve(repository.value, params['ref'] ?? '')?.sha;
      if (sha === undefined) return problem(422, `No commit found for SHA: ${params['ref'] ?? ''}`);
      const [name, status, appId] = [query.get('check_name'), query.get('status'), query.get('app_id')];
      const runs = [...world.checkRuns.values()].filter(
        (run) =>
          run.repository === repository.value &&
          run.headSha === sha &&
          (name === null || run.name === name) &&
          (status === null || run.status === status) &&
          (appId === null || Number(appId) === world.app.id),
      );
      const found = query.get('filter') === 'all' ? runs : latestRuns(runs);
      return paged(
        request,
        found,
        (run) => checkRunJson(world, run),
        (page) => ({ total_count: found.length, check_runs: page }),
      );
    },
  },
];
