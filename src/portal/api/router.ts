// The routes of /api/v1.
import { Router, type Request } from 'express';
import {
  filtersOf,
  parameterNames,
  type ApiSource,
  type ItemResource,
  type ListResource,
  type Resource,
} from './resource.js';
import { lastPage, linkHeader, readList, type FilterField } from '../list.js';
import { answerOf, sendAnswer, type Answer } from '../../web/answer.js';
import type { AnswerCache } from '../cache.js';
import { problemAnswer, quoted } from '../problem.js';
import { resources } from './index.js';
import { openApi } from './openapi.js';
import { roadmapSchema } from './schema.js';

/** The text after `?`. */
function queryText({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?');
  return start < 0 ? '' : originalUrl.slice(start + 1);
}

/** What stands for the parameters of the resource's path. */
function valuesOf(req: Request, { path }: Resource): readonly string[] {
  return parameterNames(path).map((name) => {
    const value = req.params[name];
    return typeof value === 'string' ? value : '';
  });
}

const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-cache' };

const schemaHeaders = { ...headers, 'Content-Type': 'application/schema+json; charset=utf-8' };

function missing(values: readonly string[]): Answer {
  return problemAnswer(404, `nothing here has the id ${quoted(values.join('/'))}`);
}

async function itemAnswer(req: Request, resource: ItemResource, source: ApiSource): Promise<Answer> {
  const values = valuesOf(req, resource);
  const found = await resource.find(source, ...values);
  return found === null ? missing(values) : answerOf(200, headers, JSON.stringify(found));
}

/** What lists are made with; `url` is the address of `/api/v1`. */
interface Lists {
  readonly resource: ListResource;
  readonly fields: readonly FilterField[];
  readonly source: ApiSource;
  readonly url: string;
}

async function listAnswer(req: Request, { resource, fields, source, url }: Lists): Promise<Answer> {
  const query = readList(queryText(req), fields);
  if (!query.ok) return problemAnswer(400, query.error);
  const values = valuesOf(req, resource);
  const found = await resource.list(source, query.value, ...values);
  if (found === null) return missing(values);
  const last = lastPage(found.total, query.value.perPage);
  if (query.value.page > last) return problemAnswer(404, `the list ends with page ${String(last)}`);
  const link = linkHeader(`${url}${req.path}`, query.value, found.total);
  return answerOf(200, link === null ? headers : { ...headers, Link: link }, JSON.stringify(found.items));
}

/** `/api/v1`; `publicUrl` without a final slash. */
export function apiRouter(source: ApiSource, cache: AnswerCache, publicUrl: string): Router {
  const router = Router({ caseSensitive: true });
  const url = `${publicUrl}/api/v1`;
  const description = answerOf(200, headers, JSON.stringify(openApi(publicUrl)));
  router.get('/openapi.json', (req, res) => {
    sendAnswer(req, res, description);
  });
  const schemaPath = '/roadmap.schema.json';
  const schema = answerOf(200, schemaHeaders, JSON.stringify(roadmapSchema(`${url}${schemaPath}`)));
  router.get(schemaPath, (req, res) => {
    sendAnswer(req, res, schema);
  });
  function answer(req: Request, resource: Resource, fields: readonly FilterField[]): Promise<Answer> {
    return resource.type === 'item'
      ? itemAnswer(req, resource, source)
      : listAnswer(req, { resource, fields, source, url });
  }
  for (const resource of resources) {
    const fields = resource.type === 'item' ? [] : filtersOf(resource);
    router.get(resource.path, async (req, res) => {
      if (resource.live) sendAnswer(req, res, await answer(req, resource, fields));
      else await cache.answer(req, res, () => answer(req, resource, fields));
    });
  }
  return router;
}
