// Issues: list, get, create, edit. They belong to the owner: one edits them by the owner's path.
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.js';
import { editSubject, openIssue, setLabels } from '../../forge/changes/issues.js';
import { filtered } from '../../forge/listing.js';
import { isPull } from '../../forge/pull.js';
import { json, type Reply } from '../../forge/reply.js';
import type { Subject } from '../../forge/state.js';
import { setIssueState } from '../changes.js';
import { subjectOf } from '../ident.js';
import { forbidden, notFound } from '../reply.js';
import { mayEdit, stateOf } from '../roles.js';
import { bodyOf, issueOf, paged, repositoryNamed, repositoryOf, shown, type ApiRequest, type Route } from '../route.js';
import { issueJson } from '../shapes/issue.js';

/** `bug,help wanted` */
export const labelText = z.string().transform((text) => text.split(',').filter((name) => name.trim() !== ''));
const title = z.string().min(1, 'is missing').max(255);
const fields = { body: z.string().optional(), labels: labelText.optional() };
const newIssue = z.object({ repo: z.string(), title, ...fields });
const issueEdit = z.object({
  repo: z.string(),
  title: title.optional(),
  state: z.enum(['open', 'progressing', 'closed']).optional(),
  ...fields,
});

function shape(request: ApiRequest): (subject: Subject) => unknown {
  return (subject) => issueJson(request.world, request.gitee, subject, request.caller);
}

function issueOfOwner(request: ApiRequest, repo: string): Result<Subject, Reply> {
  const { owner = '', number = '' } = request.params;
  const repository = repositoryNamed(request, `${owner}/${repo}`);
  if (!repository.ok) return repository;
  const subject = subjectOf(repository.value, number);
  return subject ? ok(subject) : err(notFound('Issue'));
}

export const issueRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/issues',
    as: 'anybody',
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const issues = [...repository.value.subjects.values()].filter((subject) => !isPull(subject));
      return paged(request, filtered(issues, request.query, stateOf), shape(request));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/issues/{number}',
    as: 'anybody',
    handle: (request) => shown(issueOf(request), shape(request)),
  },
  {
    method: 'POST',
    template: '/repos/{owner}/issues',
    as: 'account',
    handle: (request) => {
      const opening = bodyOf(request, newIssue);
      if (!opening.ok) return opening.error;
      const repository = repositoryNamed(request, `${request.params['owner'] ?? ''}/${opening.value.repo}`);
      if (!repository.ok) return repository.error;
      const { title: heading, body = '', labels = [] } = opening.value;
      const made = openIssue(request.world, request.caller, repository.value, { title: heading, body, labels });
      return json(shape(request)(made), 201);
    },
  },
  {
    // Labels that are left out are taken off.
    method: 'PATCH',
    template: '/repos/{owner}/issues/{number}',
    as: 'account',
    handle: (request) => {
      const edit = bodyOf(request, issueEdit);
      if (!edit.ok) return edit.error;
      const subject = issueOfOwner(request, edit.value.repo);
      if (!subject.ok) return subject.error;
      if (!mayEdit(request.gitee, subject.value, request.caller)) return forbidden;
      const { title: heading, body, state, labels = [] } = edit.value;
      editSubject(request.world, request.caller, subject.value, { title: heading, body });
      setLabels(request.world, request.caller, subject.value, labels);
      if (state !== undefined) setIssueState(request.world, request.caller, subject.value, state);
      return json(shape(request)(subject.value));
    },
  },
];
