// Commits, comparisons, branches, files, and git's own trees and blobs.
import { resolve } from '../../forge/lookup.js';
import { history, treeSha, type Commit } from '../../forge/git.js';
import { blobOf, entriesOf, filesBelow, namesIn, treeOf } from '../../forge/objects.js';
import { json, type Reply } from '../../forge/reply.js';
import type { Repository } from '../../forge/state.js';
import { blobSha } from '../../forge/git.js';
import { notFound } from '../reply.js';
import { paged, repositoryOf, type ApiRequest, type Route } from '../route.js';
import {
  blobJson,
  branchJson,
  commitJson,
  comparisonJson,
  entryJson,
  fileJson,
  fullBranchJson,
  fullCommitJson,
} from '../shapes/commit.js';
import { repositoryUrl } from '../shapes/repository.js';

type InRepository = (request: ApiRequest, repository: Repository) => Reply;

function reading(template: string, handle: InRepository): Route {
  return {
    method: 'GET',
    template: `/repos/{owner}/{repo}${template}`,
    as: 'anybody',
    handle: (request) => {
      const repository = repositoryOf(request);
      return repository.ok ? handle(request, repository.value) : repository.error;
    },
  };
}

function folderJson({ world }: ApiRequest, repository: Repository, ref: string, { files }: Commit, folder: string) {
  return namesIn(files, folder).map((path) => {
    const content = files.get(path);
    const place = { repository, ref, path };
    return content === undefined
      ? entryJson(world, place, 'dir', treeSha(filesBelow(files, path)))
      : entryJson(world, place, 'file', blobSha(content));
  });
}

export const codeRoutes: readonly Route[] = [
  reading('/compare/{base}...{head}', ({ world, params }, repository) => {
    const [base, head] = [params['base'], params['head']].map((ref) => resolve(repository, ref ?? ''));
    return base && head ? json(comparisonJson(world, repository, base, head)) : notFound('Commit');
  }),
  reading('/branches', (request, repository) =>
    paged(request, [...repository.branches], ([name, tip]) => branchJson(request.world, repository, name, tip)),
  ),
  reading('/branches/{branch}', ({ world, params }, repository) => {
    const name = params['branch'] ?? '';
    const tip = repository.branches.get(name);
    return tip ? json(fullBranchJson(world, repository, name, tip)) : notFound('Branch');
  }),
  reading('/commits', (request, repository) => {
    const head = resolve(repository, request.query.get('sha') ?? repository.defaultBranch);
    const shape = (commit: Commit) => commitJson(request.world, repository, commit);
    return head ? paged(request, history(head), shape) : notFound('Commit');
  }),
  reading('/commits/{sha}', ({ world, params }, repository) => {
    const commit = resolve(repository, params['sha'] ?? '');
    return commit ? json(fullCommitJson(world, repository, commit)) : notFound('Commit');
  }),
  reading('/contents/{path}', (request, repository) => {
    const { world, params, query } = request;
    const ref = query.get('ref') ?? repository.defaultBranch;
    const path = (params['path'] ?? '').replace(/^\/+|\/+$/g, '');
    const commit = resolve(repository, ref);
    if (!commit) return notFound('Commit');
    const content = commit.files.get(path);
    if (content !== undefined) return json(fileJson(world, { repository, ref, path }, content));
    const folder = folderJson(request, repository, ref, commit, path);
    return folder.length > 0 || path === '' ? json(folder) : notFound('File');
  }),
  reading('/git/trees/{sha}', ({ world, params, query }, repository) => {
    const ref = params['sha'] ?? '';
    const files = resolve(repository, ref)?.files ?? treeOf(repository, ref);
    if (!files) return notFound('Tree');
    const url = `${repositoryUrl(world, repository)}/git`;
    const sha = treeSha(files);
    const tree = entriesOf(files, query.get('recursive') === '1').map((entry) => ({
      ...entry,
      url: `${url}/${entry.type}s/${entry.sha}`,
    }));
    return json({ sha, url: `${url}/trees/${sha}`, tree, truncated: false });
  }),
  reading('/git/blobs/{sha}', ({ world, params }, repository) => {
    const content = blobOf(repository, params['sha'] ?? '');
    return content === undefined ? notFound('Blob') : json(blobJson(world, repository, content));
  }),
];
