// The check runs that the app writes to GitHub.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { Annotation, Check, ForgeWriter } from '../forge.js';
import type { RepoClient } from './client.js';
import { pageSize } from './pages.js';
import { fitted, githubTime, longestAnnotation, longestSummary } from './text.js';

const checkRuns = z.object({
  check_runs: z.array(z.object({ id: z.int(), external_id: z.string().nullable() })),
});

const updatedCheck = z.object({ output: z.object({ annotations_count: z.int() }).optional() });

/** GitHub takes so many at once; the check's summary has the rest. */
const mostAnnotations = 50;

function annotationFields({ path, line, level, message }: Annotation) {
  const text = fitted(message, longestAnnotation);
  return { path, start_line: line, end_line: line, annotation_level: level, message: text };
}

function checkFields(check: Check, annotations: readonly Annotation[] = []) {
  const completed = check.state === 'in_progress' ? {} : { conclusion: check.state };
  return {
    name: check.name,
    external_id: check.externalId,
    details_url: check.url,
    status: check.state === 'in_progress' ? 'in_progress' : 'completed',
    ...completed,
    started_at: githubTime(check.startedAt),
    ...(check.completedAt === null ? {} : { completed_at: githubTime(check.completedAt) }),
    output: {
      title: check.title,
      summary: fitted(check.summary, longestSummary),
      ...(annotations.length === 0 ? {} : { annotations: annotations.slice(0, mostAnnotations).map(annotationFields) }),
    },
  };
}

type CheckWriter = Pick<ForgeWriter, 'createCheck' | 'updateCheck' | 'findCheck'>;

export function createCheckWriter(client: RepoClient, appId: number): CheckWriter {
  /** Answers how many annotations the check has now; null when the server does not tell. */
  async function patchCheck(id: string, check: Check, annotations: readonly Annotation[]): Answer<number | null> {
    const updated = await client.inRepo(check.subject.repo, {
      route: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
      params: { check_run_id: id, ...checkFields(check, annotations) },
      shape: updatedCheck,
      kind: 'write',
    });
    return updated.ok ? ok(updated.value.output?.annotations_count ?? null) : updated;
  }

  return {
    async createCheck(check) {
      const created = await client.inRepo(check.subject.repo, {
        route: 'POST /repos/{owner}/{repo}/check-runs',
        params: { head_sha: check.head, ...checkFields(check, check.annotations) },
        shape: z.object({ id: z.int() }),
        kind: 'write',
      });
      return created.ok ? ok({ id: String(created.value.id) }) : created;
    },

    /**
     * GitHub adds the annotations of an update to those that are there, and takes none away. So they are sent once, while the check has none:
     * a check is of one commit, whose lines do not change.
     */
    async updateCheck(id, check) {
      const updated = await patchCheck(id, check, []);
      if (!updated.ok) return updated;
      const { annotations = [] } = check;
      if (annotations.length === 0 || updated.value !== 0) return ok(undefined);
      const annotated = await patchCheck(id, check, annotations);
      return annotated.ok ? ok(undefined) : annotated;
    },

    async findCheck(check) {
      for (let page = 1; ; page += 1) {
        const listed = await client.inRepo(check.subject.repo, {
          route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
          params: { ref: check.head, check_name: check.name, app_id: appId, filter: 'all', per_page: pageSize, page },
          shape: checkRuns,
        });
        if (!listed.ok) return listed;
        const found = listed.value.check_runs.find((run) => run.external_id === check.externalId);
        if (found) return ok({ id: String(found.id) });
        if (listed.value.check_runs.length < pageSize) return ok(null);
      }
    },
  };
}
