// Commits, comparisons of them, branches and file contents.
import { apart, treeSha, type Commit } from '../../forge/git.js';
import { filesBelow, namesIn } from '../../forge/objects.js';
import { json, type Reply } from '../../forge/reply.js';
import { notFound, problem } from '../reply.js';
import { paged, reads, repositoryOf, type ApiRequest, type Route } from '../route.js';
import { commitJson, fileEntryJson, fileJson, folderEntryJson } from '../shapes/commit.js';
import type { Repository } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { branchJson, comparisonJson } from '../shapes/comparison.js';
import { resolve } from '../../forge/lookup.js';

function folderJson(world: World, repository: Repository, ref: string, commit: Commit, folder: string) {
  const paths = namesIn(commit.files, folder);
  if (paths.length === 0 && folder !== '') return null;
  return paths.map((path) => {
    const content = commit.files.get(path);
    const place = { repository, ref, path };
    if (content !== undefined) return fileEntryJson(world, place, content);
    return folderEntryJson(world, place, treeSha(filesBelow(commit.files, path)));
  });
}

/** Without paging GitHub tells the last 250 commits; with it, all of them, and files on the first page only. */
function compare(request: ApiRequest, repository: Repository, base: Commit, head: Commit): Reply {
  const { world, query } = request;
  const isPaged = query.has('page') || query.has('per_page');
  const { commits } = apart(base, head);
  const isFirst = (query.get('page') ?? '1') === '1';
  const shape = (commit: Commit) => commitJson(world, repository, commit);
  const whole = comparisonJson(world, repository, base, head);
  if (!isPaged) return json({ ...whole, commits: commits.slice(-250).map(shape) });
  const wrap = (page: readonly unknown[]) => ({ ...whole, commits: page, files: isFirst ? whole.files : [] });
  return paged(request, commits, shape, wrap);
}

export const codeRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/compare/{basehead}',
    as: 'anybody',
    needs: reads('contents'),
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const ends = (request.params['basehead'] ?? '').split('...');
      const [base, head] = ends.map((ref) => resolve(repository.value, ref));
      return base && head && ends.length === 2 ? compare(request, repository.value, base, head) : notFound();
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/branches/{branch}',
    as: 'anybody',
    needs: reads('contents'),
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const name = request.params['branch'] ?? '';
      const commit = repository.value.branches.get(name);
      return commit
        ? json(branchJson(request.world, repository.value, name, commit))
        : problem(404, 'Branch not found');
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/commits/{ref}',
    as: 'anybody',
    needs: reads('contents'),
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const ref = request.params['ref'] ?? '';
      const commit = resolve(repository.value, ref);
      return commit
        ? json(commitJson(request.world, repository.value, commit))
        : problem(422, `No commit found for SHA: ${ref}`);
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/contents/{path}',
    as: 'anybody',
    needs: reads('contents'),
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const { world, params, query } = request;
      const ref = query.get('ref') ?? repository.value.defaultBranch;
      const path = (params['path'] ?? '').replace(/^\/+|\/+$/g, '');
      const commit = resolve(repository.value, ref);
      if (!commit) return problem(404, `No commit found for the ref ${ref}`);
      const content = commit.files.get(path);
      if (content !== undefined) return json(fileJson(world, { repository: repository.value, ref, path }, content));
      const folder = folderJson(world, repository.value, ref, commit, path);
      return folder ? json(folder) : notFound();
    },
  },
];
