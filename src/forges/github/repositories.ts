// The repositories in which the app may act on GitHub: of each of its installations, a hundred a call.
import { z } from 'zod';
import { ok } from '../../shared/result.js';
import type { Answer } from '../answer.js';
import type { InstalledRepository } from '../forge.js';
import type { Client } from './client.js';
import { allPages, pageSize } from './pages.js';

const installations = z.array(z.object({ id: z.int(), suspended_at: z.string().nullish() }));
const repositories = z.object({
  repositories: z.array(
    z.object({
      full_name: z.string().min(1),
      open_issues_count: z.int().nonnegative(),
      archived: z.boolean().optional(),
      disabled: z.boolean().optional(),
    }),
  ),
});

const all = (): number => Infinity;

export function createRepositories(client: Client): () => Answer<readonly InstalledRepository[]> {
  function ofInstallation(id: number) {
    return allPages(async (page) => {
      const params = { per_page: pageSize, page };
      const call = { route: 'GET /installation/repositories', params, shape: repositories };
      const answer = await client.asInstallation(id, call);
      return answer.ok ? ok(answer.value.repositories) : answer;
    }, all);
  }

  return async () => {
    const installed = await allPages((page) => {
      const params = { per_page: pageSize, page };
      return client.asApp({ route: 'GET /app/installations', params, shape: installations });
    }, all);
    if (!installed.ok) return installed;
    const found: InstalledRepository[] = [];
    for (const { id } of installed.value.filter(({ suspended_at: suspended }) => suspended == null)) {
      const listed = await ofInstallation(id);
      // Uninstalled since it was listed.
      if (!listed.ok && listed.error.kind === 'gone') continue;
      if (!listed.ok) return listed;
      const writable = listed.value.filter(({ archived, disabled }) => archived !== true && disabled !== true);
      found.push(...writable.map(({ full_name: repo, open_issues_count: open }) => ({ repo, open })));
    }
    return ok(found);
  };
}
