// Commits, git objects and file contents.
import { treeSha, type Commit } from '../git.js';
import { json, notFound, problem } from '../reply.js';
import { reads, repositoryOf, type Route } from '../route.js';
import { commitJson, fileEntryJson, fileJson, folderEntryJson, gitCommitJson } from '../shapes/commit.js';
import type { Repository, World } from '../state.js';

/** The commit of a branch, a `refs/heads/...` or a full sha. */
export function resolve(repository: Repository, ref: string): Commit | undefined {
  const branch = ref.replace(/^(refs\/)?heads\//, '');
  return repository.branches.get(branch) ?? repository.commits.get(ref.toLowerCase());
}

function folderJson(world: World, repository: Repository, ref: string, commit: Commit, folder: string) {
  const prefix = folder === '' ? '' : `${folder}/`;
  const inside = [...commit.files].filter(([path]) => path.startsWith(prefix));
  const names = new Set(inside.map(([path]) => path.slice(prefix.length).split('/')[0] ?? ''));
  if (names.size === 0 && folder !== '') return null;
  return [...names].sort().map((name) => {
    const path = prefix + name;
    const content = commit.files.get(path);
    const place = { repository, ref, path };
    if (content !== undefined) return fileEntryJson(world, place, content);
    const below = inside.filter(([file]) => file.startsWith(`${path}/`));
    return folderEntryJson(
      world,
      place,
      treeSha(new Map(below.map(([file, text]) => [file.slice(path.length + 1), text]))),
    );
  });
}

export const codeRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/git/commits/{commit_sha}',
    as: 'anybody',
    needs: reads('contents'),
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const commit = repository.value.commits.get(request.params['commit_sha'] ?? '');
      return commit ? json(gitCommitJson(request.world, repository.value, commit)) : notFound();
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
