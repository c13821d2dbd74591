// Issues: list, get, create, edit.
import { z } from 'zod';
import { editSubject, openIssue } from '../../forge/changes/issues.js';
import { filtered } from '../../forge/listing.js';
import { json } from '../../forge/reply.js';
import { actorOf, bodyOf, paged, reads, repositoryOf, subjectOf, writes, type Route } from '../route.js';
import { fullIssueJson, issueJson } from '../shapes/issue.js';

const title = z.string().min(1).max(256);
const body = z.string().max(65_536, 'body is too long (maximum is 65536 characters)').nullable().optional();

const newIssue = z.object({ title, body, labels: z.array(z.string()).optional() });
const issueEdit = z.object({
  title: title.optional(),
  body,
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.enum(['completed', 'not_planned', 'duplicate', 'reopened']).nullable().optional(),
});

export const issueRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/issues',
    as: 'anybody',
    needs: reads('issues', 'pull_requests'),
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const found = filtered(repository.value.subjects.values(), request.query);
      return paged(request, found, (subject) => issueJson(request.world, subject));
    },
  },
  {
    method: 'POST',
    template: '/repos/{owner}/{repo}/issues',
    as: 'installation',
    needs: writes('issues'),
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const opening = bodyOf(request, newIssue);
      if (!opening.ok) return opening.error;
      const { title: heading, body: text = null, labels = [] } = opening.value;
      const content = { title: heading, body: text, labels, viaApp: true };
      const subject = openIssue(request.world, actorOf(request), repository.value, content);
      return json(fullIssueJson(request.world, subject), 201);
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/issues/{issue_number}',
    as: 'anybody',
    needs: reads('issues', 'pull_requests'),
    handle: (request) => {
      const subject = subjectOf(request);
      return subject.ok ? json(fullIssueJson(request.world, subject.value)) : subject.error;
    },
  },
  {
    method: 'PATCH',
    template: '/repos/{owner}/{repo}/issues/{issue_number}',
    as: 'installation',
    needs: writes('issues', 'pull_requests'),
    handle: (request) => {
      const subject = subjectOf(request);
      if (!subject.ok) return subject.error;
      const edit = bodyOf(request, issueEdit);
      if (!edit.ok) return edit.error;
      const { state_reason: stateReason, ...rest } = edit.value;
      editSubject(request.world, actorOf(request), subject.value, { ...rest, stateReason });
      return json(fullIssueJson(request.world, subject.value));
    },
  },
];
