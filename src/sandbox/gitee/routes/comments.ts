// Comments of issues, and comments of pull requests: two rows with endpoints of their own.
import { z } from 'zod';
import { err, type Result } from '../../../shared/result.js';
import { addComment, deleteComment, editComment } from '../../forge/changes/comments.js';
import { commentsSince } from '../../forge/listing.js';
import { asPull, isPull } from '../../forge/pull.js';
import { json, type Reply } from '../../forge/reply.js';
import type { Comment } from '../../forge/state.js';
import { forbidden } from '../reply.js';
import { mayWrite } from '../roles.js';
import {
  bodyOf,
  commentOf,
  issueOf,
  paged,
  pullOf,
  repositoryOf,
  shown,
  type ApiRequest,
  type Route,
} from '../route.js';
import { noteJson, pullCommentJson } from '../shapes/issue.js';

const commentBody = z.object({ body: z.string().trim().min(1, 'is missing') });

function shape({ world }: ApiRequest): (comment: Comment) => unknown {
  return (comment) =>
    isPull(comment.subject) ? pullCommentJson(world, comment, asPull(comment.subject)) : noteJson(world, comment);
}

/** The comment of the path, if the caller may change it: their own, or in a repository where they write. */
function changeable(request: ApiRequest, on: 'issue' | 'pull'): Result<Comment, Reply> {
  const comment = commentOf(request, on);
  if (!comment.ok || comment.value.author === request.caller) return comment;
  const { repository } = comment.value.subject;
  return mayWrite(request.gitee, repository, request.caller) ? comment : err(forbidden);
}

/** What both rows have. */
function routesOf(on: 'issue' | 'pull'): readonly Route[] {
  const row = on === 'issue' ? 'issues' : 'pulls';
  const subjectOf = on === 'issue' ? issueOf : pullOf;
  return [
    {
      method: 'GET',
      template: `/repos/{owner}/{repo}/${row}/{number}/comments`,
      as: 'anybody',
      handle: (request) => {
        const subject = subjectOf(request);
        if (!subject.ok) return subject.error;
        const { query } = request;
        // Only issues' comments are described to know `since` and `order`.
        const comments = commentsSince(subject.value.comments, on === 'issue' ? query.get('since') : null);
        const order = query.get(on === 'issue' ? 'order' : 'direction');
        return paged(request, order === 'desc' ? [...comments].reverse() : comments, shape(request));
      },
    },
    {
      method: 'POST',
      template: `/repos/{owner}/{repo}/${row}/{number}/comments`,
      as: 'account',
      handle: (request) => {
        const subject = subjectOf(request);
        if (!subject.ok) return subject.error;
        const content = bodyOf(request, commentBody);
        if (!content.ok) return content.error;
        const comment = addComment(request.world, request.caller, subject.value, content.value.body, false);
        return json(shape(request)(comment), 201);
      },
    },
    {
      method: 'GET',
      template: `/repos/{owner}/{repo}/${row}/comments/{id}`,
      as: 'anybody',
      handle: (request) => shown(commentOf(request, on), shape(request)),
    },
    {
      method: 'PATCH',
      template: `/repos/{owner}/{repo}/${row}/comments/{id}`,
      as: 'account',
      handle: (request) => {
        const comment = changeable(request, on);
        if (!comment.ok) return comment.error;
        const content = bodyOf(request, commentBody);
        if (!content.ok) return content.error;
        editComment(request.world, request.caller, comment.value, content.value.body);
        return json(shape(request)(comment.value));
      },
    },
    {
      method: 'DELETE',
      template: `/repos/{owner}/{repo}/${row}/comments/{id}`,
      as: 'account',
      handle: (request) => {
        const comment = changeable(request, on);
        if (!comment.ok) return comment.error;
        deleteComment(request.world, request.caller, comment.value);
        return { status: 204 };
      },
    },
  ];
}

export const commentRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/issues/comments',
    as: 'anybody',
    handle: (request) => {
      const { world, query } = request;
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const all = [...world.comments.values()].filter(
        ({ subject }) => subject.repository === repository.value && !isPull(subject),
      );
      if (query.get('sort') === 'updated') all.sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
      if (query.get('direction') === 'desc') all.reverse();
      return paged(request, commentsSince(all, query.get('since')), shape(request));
    },
  },
  ...routesOf('issue'),
  ...routesOf('pull'),
];
