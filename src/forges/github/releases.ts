// The releases of a repository on GitHub.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import { instant } from '../../shared/time.js';
import type { ForgeReader } from '../forge.js';
import type { RepoClient } from './client.js';
import { pageSize } from './pages.js';

const release = z.object({
  tag_name: z.string(),
  name: z.string().nullish(),
  body: z.string().nullish(),
  html_url: z.string(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  published_at: z.iso.datetime({ offset: true }).nullish(),
});

/** GitHub lists the newest first, and drafts only to who may write. */
export function createReleases(client: Pick<RepoClient, 'inRepo'>): ForgeReader['releases'] {
  return async (repo) => {
    const listed = await client.inRepo(repo, {
      route: 'GET /repos/{owner}/{repo}/releases',
      params: { per_page: pageSize },
      shape: z.array(release),
    });
    if (!listed.ok) return listed;
    return ok(
      listed.value.flatMap(({ tag_name: tag, name, body, html_url: url, draft, prerelease, published_at: at }) =>
        draft || at == null
          ? []
          : [{ tag, name: name ?? tag, body: body ?? '', url, publishedAt: instant(at), isPreview: prerelease }],
      ),
    );
  };
}
