// Pull requests: list, get, edit, merge, review, test, and their files, commits and log.
import { z } from 'zod';
import { editSubject, setLabels } from '../../forge/changes/issues.js';
import { mergePull } from '../../forge/changes/merging.js';
import { setDraft } from '../../forge/changes/pulls.js';
import { filtered } from '../../forge/listing.js';
import { isPull, pullCommits, pullFiles } from '../../forge/pull.js';
import { json } from '../../forge/reply.js';
import { passReview } from '../changes.js';
import { forbidden, problem } from '../reply.js';
import { mayEdit, stateOf } from '../roles.js';
import { bodyOf, paged, pullOf, repositoryOf, shown, type Route } from '../route.js';
import { logJson } from '../shapes/hook.js';
import { pullCommitJson, pullFileJson, pullJson } from '../shapes/pull.js';
import { passTest } from '../ways.js';
import { labelText } from './issues.js';

/** What Gitee lists of a pull request at most, at once and without pages. */
const [mostCommits, mostFiles] = [250, 300];

const truth = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);
const pullEdit = z.object({
  title: z.string().min(1).optional(),
  body: z.string().optional(),
  state: z.enum(['open', 'closed']).optional(),
  labels: labelText.optional(),
  draft: truth.optional(),
});
const merging = z.object({ merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge') });

export const pullRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls',
    as: 'anybody',
    handle: (request) => {
      const { world, gitee, query } = request;
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const [base, author] = [query.get('base'), query.get('author')];
      const pulls = [...repository.value.subjects.values()].filter(isPull);
      const found = filtered(pulls, query, stateOf)
        .filter(isPull)
        .filter(
          (subject) =>
            (base === null || subject.pull.baseBranch === base) && (author === null || subject.author.login === author),
        );
      return paged(request, found, (subject) => pullJson(world, gitee, subject));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls/{number}',
    as: 'anybody',
    handle: (request) => shown(pullOf(request), (subject) => pullJson(request.world, request.gitee, subject)),
  },
  {
    method: 'PATCH',
    template: '/repos/{owner}/{repo}/pulls/{number}',
    as: 'account',
    handle: (request) => {
      const { world, gitee, caller } = request;
      const subject = pullOf(request);
      if (!subject.ok) return subject.error;
      if (!mayEdit(gitee, subject.value, caller)) return forbidden;
      const edit = bodyOf(request, pullEdit);
      if (!edit.ok) return edit.error;
      const { labels, draft, ...rest } = edit.value;
      editSubject(world, caller, subject.value, rest);
      if (labels !== undefined) setLabels(world, caller, subject.value, labels);
      if (draft !== undefined) setDraft(world, caller, subject.value, draft);
      return json(pullJson(world, gitee, subject.value));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls/{number}/files',
    as: 'anybody',
    handle: (request) =>
      shown(pullOf(request), (subject) =>
        pullFiles(subject.pull)
          .slice(0, mostFiles)
          .map((file) => pullFileJson(request.world, subject, file)),
      ),
  },
  {
    // Newest first, as in a log of git.
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls/{number}/commits',
    as: 'anybody',
    handle: (request) =>
      shown(pullOf(request), (subject) =>
        [...pullCommits(subject.pull)]
          .reverse()
          .slice(0, mostCommits)
          .map((commit) => pullCommitJson(request.world, subject, commit)),
      ),
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/pulls/{number}/operate_logs',
    as: 'anybody',
    handle: (request) =>
      shown(pullOf(request), (subject) => {
        const entries = request.gitee.log.filter((entry) => entry.subject === subject);
        if (request.query.get('sort') !== 'asc') entries.reverse();
        return entries.map((entry) => logJson(request.world, entry));
      }),
  },
  {
    method: 'POST',
    template: '/repos/{owner}/{repo}/pulls/{number}/review',
    as: 'account',
    handle: (request) => {
      const subject = pullOf(request, 'write');
      if (!subject.ok) return subject.error;
      passReview(request.world, request.caller, subject.value);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    template: '/repos/{owner}/{repo}/pulls/{number}/test',
    as: 'account',
    handle: (request) => {
      const subject = pullOf(request, 'write');
      if (!subject.ok) return subject.error;
      passTest(request.world, request.gitee, subject.value, request.caller);
      return { status: 204 };
    },
  },
  {
    method: 'PUT',
    template: '/repos/{owner}/{repo}/pulls/{number}/merge',
    as: 'account',
    handle: (request) => {
      const subject = pullOf(request, 'write');
      if (!subject.ok) return subject.error;
      const how = bodyOf(request, merging);
      if (!how.ok) return how.error;
      if (subject.value.state !== 'open') return problem(400, '此 Pull Request 不可合并');
      const { sha } = mergePull(request.world, request.caller, subject.value, { method: how.value.merge_method });
      return json({ sha, merged: true, message: 'Pull Request 已成功合并' });
    },
  },
];
