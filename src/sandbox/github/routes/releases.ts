// Releases: the newest first; drafts only for who may write.
import { isInstalled, paged, reads, repositoryOf, type Route } from '../route.js';
import { releaseJson } from '../shapes/milestone.js';

export const releaseRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/releases',
    as: 'anybody',
    needs: reads('contents'),
    handle: (request) => {
      const found = repositoryOf(request);
      if (!found.ok) return found.error;
      const { value: repository } = found;
      const mayWrite = isInstalled(request.caller, repository) && request.world.app.permissions['contents'] === 'write';
      const shown = repository.releases.filter(({ publishedAt }) => mayWrite || publishedAt !== null);
      return paged(request, shown.toReversed(), (release) => releaseJson(request.world, repository, release));
    },
  },
];
