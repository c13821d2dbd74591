// The OpenAPI 3.1 description of the API, made from the resources' own schemas.
import { problemSchema } from '../problem.js';
import { resources } from './index.js';
import { filtersOf, jsonSchema, parameterNames, type Resource } from './resource.js';

const problemObject = { name: 'Problem', schema: problemSchema };

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function problemAnswer(description: string): object {
  return { description, content: { 'application/problem+json': { schema: reference('Problem') } } };
}

function parametersOf(resource: Resource): object[] {
  const path = parameterNames(resource.path).map((name) => {
    return { name, in: 'path', required: true, schema: { type: 'string' } };
  });
  if (resource.type === 'item') return path;
  const paging = [
    { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1, default: 1 } },
    { name: 'per_page', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 30 } },
  ];
  const filters = filtersOf(resource).map(({ name, values, longest, about }) => ({
    name,
    in: 'query',
    description: about ?? `only those whose ${name} is exactly this`,
    schema: { type: 'string', ...(values && { enum: values }), ...(longest !== undefined && { maxLength: longest }) },
  }));
  return [...path, ...paging, ...filters];
}

function answersOf({ type, object }: Resource): object {
  const etag = { ETag: { schema: { type: 'string' } } };
  const link = { Link: { description: 'prev, next, last and first page', schema: { type: 'string' } } };
  const schema = type === 'item' ? reference(object.name) : { type: 'array', items: reference(object.name) };
  return {
    200: {
      description: type === 'item' ? 'The object' : 'One page',
      headers: type === 'item' ? etag : { ...etag, ...link },
      content: { 'application/json': { schema } },
    },
    304: { description: 'Not changed since the ETag given in If-None-Match' },
    400: problemAnswer('A parameter is unknown or malformed'),
    404: problemAnswer(type === 'item' ? 'There is no such object' : 'The page is beyond the end'),
    429: problemAnswer('Too many requests from this address'),
    500: problemAnswer('A mistake of ours'),
    503: problemAnswer('Not now: the answer would take too long'),
  };
}

function operationId({ type, path }: Resource): string {
  const name = path.replace(/\/:?([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return `${type === 'item' ? 'get' : 'list'}${name}`;
}

/** The description as JSON; `publicUrl` without a final slash. */
export function openApi(publicUrl: string): object {
  const objects = [...resources.map(({ object }) => object), problemObject];
  const paths = resources.map((resource): [string, object] => [
    resource.path.replace(/:(\w+)/g, '{$1}'),
    {
      get: {
        operationId: operationId(resource),
        summary: resource.summary,
        parameters: parametersOf(resource),
        responses: answersOf(resource),
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: {
      title: 'OpenCharter',
      version: '1',
      description:
        'Motions, ballots, resolutions and the roadmap of a foundation. Read only; times are RFC 3339 in UTC.',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    paths: Object.fromEntries(paths),
    components: { schemas: Object.fromEntries(objects.map((object) => [object.name, jsonSchema(object)])) },
  };
}
