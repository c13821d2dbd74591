// The releases of a repository on Gitee.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import { instant } from '../../shared/time.js';
import type { ForgeReader } from '../forge.js';
import type { Client } from './client.js';
import { pageSize } from './pages.js';

const release = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  prerelease: z.boolean().nullish(),
  created_at: z.iso.datetime({ offset: true }),
});

/** Gitee has no drafts, and its answer names no page. `forgeUrl`: `https://gitee.com`. */
export function createReleases(client: Pick<Client, 'inRepo'>, forgeUrl: string): ForgeReader['releases'] {
  return async (repo) => {
    const listed = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/releases',
      params: { direction: 'desc', per_page: pageSize },
      shape: z.array(release),
    });
    if (!listed.ok) return listed;
    return ok(
      listed.value.map(({ tag_name: tag, name, body, prerelease, created_at: at }) => ({
        tag,
        name: name ?? tag,
        body: body ?? '',
        url: `${forgeUrl}/${repo}/releases/tag/${encodeURIComponent(tag)}`,
        publishedAt: instant(at),
        isPreview: prerelease === true,
      })),
    );
  };
}
