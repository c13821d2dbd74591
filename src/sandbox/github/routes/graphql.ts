// GraphQL: one endpoint for everything.
import { z } from 'zod';
import { answerQuery } from '../graphql/execute.js';
import { json } from '../../forge/reply.js';
import { problem } from '../reply.js';
import type { Route } from '../route.js';

const sent = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

export const graphqlRoutes: readonly Route[] = [
  {
    method: 'POST',
    template: '/graphql',
    as: 'installation',
    changesNothing: true,
    handle: ({ world, caller, body }) => {
      const query = sent.safeParse(body);
      if (!query.success) return problem(400, 'A query attribute must be specified and must be a string.');
      return json(answerQuery(world, caller, query.data));
    },
  },
];
