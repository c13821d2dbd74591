// The routes of /api/v1.
import { Router, type Request, type Response } from 'express';
import { filterFields, type ApiSource, type ItemResource, type ListResource } from './resource.js';
import { lastPage, linkHeader, readList, type FilterField } from '../list.js';
import { quoted, sendProblem } from '../problem.js';
import { resources } from './index.js';
import { openApi } from './openapi.js';

/** The text after `?`. */
function queryText({ originalUrl }: Request): string {
  const start = originalUrl.indexOf('?');
  return start < 0 ? '' : originalUrl.slice(start + 1);
}

function idOf(req: Request): string {
  const { id } = req.params;
  return typeof id === 'string' ? id : '';
}

function sendMissing(res: Response, id: string): void {
  sendProblem(res, 404, `nothing here has the id ${quoted(id)}`);
}

async function sendItem(req: Request, res: Response, resource: ItemResource, source: ApiSource): Promise<void> {
  const found = await resource.find(source, idOf(req));
  if (found === null) sendMissing(res, idOf(req));
  else res.json(found);
}

async function sendList(
  req: Request,
  res: Response,
  {
    resource,
    fields,
    source,
    url,
  }: { resource: ListResource; fields: readonly FilterField[]; source: ApiSource; url: string },
): Promise<void> {
  const query = readList(queryText(req), fields);
  if (!query.ok) {
    sendProblem(res, 400, query.error);
    return;
  }
  const found = await resource.list(source, query.value, idOf(req));
  if (found === null) {
    sendMissing(res, idOf(req));
    return;
  }
  const last = lastPage(found.total, query.value.perPage);
  if (query.value.page > last) {
    sendProblem(res, 404, `the list ends with page ${String(last)}`);
    return;
  }
  const link = linkHeader(`${url}${req.path}`, query.value, found.total);
  if (link !== null) res.set('Link', link);
  res.json(found.items);
}

/** `/api/v1`; `publicUrl` without a final slash. */
export function apiRouter(source: ApiSource, publicUrl: string): Router {
  const router = Router({ caseSensitive: true });
  const url = `${publicUrl}/api/v1`;
  const description = openApi(publicUrl);
  router.use((_req, res, next) => {
    res.set('Cache-Control', 'no-cache');
    next();
  });
  router.get('/openapi.json', (_req, res) => {
    res.json(description);
  });
  for (const resource of resources) {
    if (resource.type === 'item') {
      router.get(resource.path, (req, res) => sendItem(req, res, resource, source));
    } else {
      const fields = filterFields(resource.object);
      router.get(resource.path, (req, res) => sendList(req, res, { resource, fields, source, url }));
    }
  }
  return router;
}
