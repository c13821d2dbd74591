// Releases, the oldest first unless the other direction is asked for.
import { paged, repositoryOf, type Route } from '../route.js';
import { releaseJson } from '../shapes/milestone.js';

export const releaseRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/releases',
    as: 'anybody',
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const published = repository.value.releases.filter(({ publishedAt }) => publishedAt !== null);
      const list = request.query.get('direction') === 'desc' ? published.toReversed() : published;
      return paged(request, list, (release) => releaseJson(request.world, release));
    },
  },
];
