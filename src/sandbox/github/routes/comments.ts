// Comments of issues and pull requests: list, get, create, edit, delete.
import { z } from 'zod';
import { addComment, deleteComment, editComment } from '../../forge/changes/comments.js';
import { commentsSince } from '../../forge/listing.js';
import { json } from '../../forge/reply.js';
import { actorOf, bodyOf, commentOf, paged, reads, repositoryOf, subjectOf, writes, type Route } from '../route.js';
import { commentJson } from '../shapes/issue.js';

const read = reads('issues', 'pull_requests');
const write = writes('issues', 'pull_requests');
const commentBody = z.object({
  body: z.string().trim().min(1, "body can't be blank").max(65_536, 'body is too long (maximum is 65536 characters)'),
});

export const commentRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/issues/comments',
    as: 'anybody',
    needs: read,
    handle: (request) => {
      const { world, query } = request;
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const all = [...world.comments.values()].filter(({ subject }) => subject.repository === repository.value);
      if (query.get('sort') === 'updated') all.sort((a, b) => Date.parse(a.updatedAt) - Date.parse(b.updatedAt));
      if (query.get('direction') === 'desc') all.reverse();
      return paged(request, commentsSince(all, query.get('since')), (comment) => commentJson(world, comment));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    as: 'anybody',
    needs: read,
    handle: (request) => {
      const subject = subjectOf(request);
      if (!subject.ok) return subject.error;
      const comments = commentsSince(subject.value.comments, request.query.get('since'));
      return paged(request, comments, (comment) => commentJson(request.world, comment));
    },
  },
  {
    method: 'POST',
    template: '/repos/{owner}/{repo}/issues/{issue_number}/comments',
    as: 'installation',
    needs: write,
    handle: (request) => {
      const subject = subjectOf(request);
      if (!subject.ok) return subject.error;
      const content = bodyOf(request, commentBody);
      if (!content.ok) return content.error;
      const comment = addComment(request.world, actorOf(request), subject.value, content.value.body, true);
      return json(commentJson(request.world, comment), 201);
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    as: 'anybody',
    needs: read,
    handle: (request) => {
      const comment = commentOf(request);
      return comment.ok ? json(commentJson(request.world, comment.value)) : comment.error;
    },
  },
  {
    method: 'PATCH',
    template: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    as: 'installation',
    needs: write,
    handle: (request) => {
      const comment = commentOf(request);
      if (!comment.ok) return comment.error;
      const content = bodyOf(request, commentBody);
      if (!content.ok) return content.error;
      editComment(request.world, actorOf(request), comment.value, content.value.body);
      return json(commentJson(request.world, comment.value));
    },
  },
  {
    method: 'DELETE',
    template: '/repos/{owner}/{repo}/issues/comments/{comment_id}',
    as: 'installation',
    needs: write,
    handle: (request) => {
      const comment = commentOf(request);
      if (!comment.ok) return comment.error;
      deleteComment(request.world, actorOf(request), comment.value);
      return { status: 204 };
    },
  },
];
