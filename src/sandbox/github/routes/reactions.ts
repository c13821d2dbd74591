// Reactions to issues and to comments: list, create, delete one's own.
import { z } from 'zod';
import { react, type Reactable } from '../../forge/changes/comments.js';
import type { Result } from '../../../shared/result.js';
import { json, type Reply } from '../../forge/reply.js';
import { notFound, problem } from '../reply.js';
import { actorOf, bodyOf, commentOf, paged, reads, subjectOf, writes, type ApiRequest, type Route } from '../route.js';
import { reactionJson } from '../shapes/issue.js';
import { reactionContents } from '../../forge/state.js';

const reactionBody = z.object({ content: z.enum(reactionContents) });

function routesOn(template: string, target: (request: ApiRequest) => Result<Reactable, Reply>): readonly Route[] {
  return [
    {
      method: 'GET',
      template,
      as: 'anybody',
      needs: reads('issues', 'pull_requests'),
      handle: (request) => {
        const found = target(request);
        if (!found.ok) return found.error;
        const wanted = request.query.get('content');
        const reactions = found.value.reactions.filter(({ content }) => wanted === null || content === wanted);
        return paged(request, reactions, (reaction) => reactionJson(request.world, reaction));
      },
    },
    {
      method: 'POST',
      template,
      as: 'installation',
      needs: writes('issues', 'pull_requests'),
      handle: (request) => {
        const found = target(request);
        if (!found.ok) return found.error;
        const body = bodyOf(request, reactionBody);
        if (!body.ok) return body.error;
        const { reaction, created } = react(request.world, actorOf(request), found.value, body.value.content);
        return json(reactionJson(request.world, reaction), created ? 201 : 200);
      },
    },
    {
      method: 'DELETE',
      template: `${template}/{reaction_id}`,
      as: 'installation',
      needs: writes('issues', 'pull_requests'),
      handle: (request) => {
        const found = target(request);
        if (!found.ok) return found.error;
        const { reactions } = found.value;
        const index = reactions.findIndex(({ id }) => id === Number(request.params['reaction_id']));
        if (index < 0) return notFound();
        if (reactions[index]?.user !== actorOf(request)) return problem(403, 'Resource not accessible by integration');
        reactions.splice(index, 1);
        return { status: 204 };
      },
    },
  ];
}

export const reactionRoutes: readonly Route[] = [
  ...routesOn('/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', commentOf),
  ...routesOn('/repos/{owner}/{repo}/issues/{issue_number}/reactions', (request) => subjectOf(request)),
];
