// The check runs that the app writes to Gitee, in repositories where it may: whether an account may is written nowhere, so it is tried.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { ForgeFailure } from '../answer.js';
import type { Annotation, Check, ForgeWriter } from '../forge.js';
import type { Client } from './client.js';
import { allPages, pageSize } from './pages.js';
import { giteeTime } from './time.js';

/** Stands for a check in a repository that takes none. */
export const unsupported = 'unsupported';

/** How long it is believed that a repository takes no checks, in ms. */
const believedMs = 24 * 60 * 60_000;
const mostAnnotations = 50;
/** In UTF-16 units. */
const longestSummary = 60_000;

const run = z.object({ id: z.int(), name: z.string().nullish(), details_url: z.string().nullish() });
/** Gitee describes one run where it must be several. */
const runs = z.union([
  z.array(run),
  z.object({ check_runs: z.array(run) }).transform(({ check_runs: all }) => all),
  run.transform((one) => [one]),
]);

function annotationFields({ path, line, level, message }: Annotation) {
  return { path, start_line: line, end_line: line, annotation_level: level, message };
}

/** An address that differs for each of our checks: Gitee keeps no id of ours. */
function addressOf({ url, externalId }: Check): string {
  return `${url}#${encodeURIComponent(externalId)}`;
}

function fieldsOf(check: Check, annotations: readonly Annotation[]) {
  const { name, state, startedAt, completedAt, title, summary } = check;
  return {
    name,
    details_url: addressOf(check),
    ...(state === 'in_progress' ? { status: 'in_progress' } : { status: 'completed', conclusion: state }),
    started_at: giteeTime(startedAt),
    ...(completedAt === null ? {} : { completed_at: giteeTime(completedAt) }),
    output: {
      title,
      summary: summary.slice(0, longestSummary).replace(/[\uD800-\uDBFF]$/, ''),
      ...(annotations.length === 0 ? {} : { annotations: annotations.slice(0, mostAnnotations).map(annotationFields) }),
    },
  };
}

/** Gitee knows no such endpoint there, or lets us not use it. */
function takesNone({ kind }: ForgeFailure): boolean {
  return kind === 'gone' || kind === 'refused';
}

/** `now`: ms since 1970. */
export function createCheckWriter(
  client: Client,
  now: () => number,
): Pick<ForgeWriter, 'createCheck' | 'updateCheck' | 'findCheck'> {
  /** Until when each repository is believed to take no checks. */
  const refusing = new Map<string, number>();

  function isRefusing(repo: string): boolean {
    return (refusing.get(repo.toLowerCase()) ?? 0) > now();
  }

  return {
    async createCheck(check) {
      const { repo } = check.subject;
      if (isRefusing(repo)) return ok({ id: unsupported });
      const created = await client.inRepo(repo, {
        route: 'POST /repos/{owner}/{repo}/check-runs',
        body: { head_sha: check.head, ...fieldsOf(check, check.annotations ?? []) },
        shape: z.object({ id: z.int() }),
      });
      if (created.ok) return ok({ id: String(created.value.id) });
      if (!takesNone(created.error)) return created;
      refusing.set(repo.toLowerCase(), now() + believedMs);
      return ok({ id: unsupported });
    },

    /** Annotations are sent once, with the check: whether Gitee adds those of an update to them is not known. */
    async updateCheck(id, check) {
      const { repo } = check.subject;
      if (id === unsupported) return ok(undefined);
      const updated = await client.inRepo(repo, {
        route: 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
        params: { check_run_id: id },
        body: fieldsOf(check, []),
        shape: z.unknown(),
      });
      return updated.ok || takesNone(updated.error) ? ok(undefined) : updated;
    },

    async findCheck(check) {
      const { repo } = check.subject;
      if (isRefusing(repo)) return ok({ id: unsupported });
      const listed = await allPages(
        (page) =>
          client.pageInRepo(repo, {
            route: 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
            params: { ref: check.head, check_name: check.name, per_page: pageSize, page },
            shape: runs,
          }),
        ({ id }) => id,
      );
      if (!listed.ok) return takesNone(listed.error) ? ok(null) : listed;
      const address = addressOf(check);
      const found = listed.value.find(({ details_url: url }) => url === address);
      return ok(found ? { id: String(found.id) } : null);
    },
  };
}
