// Git's own objects: refs, commits, trees and blobs.
import { blobOf, treeOf } from '../../forge/objects.js';
import { json } from '../../forge/reply.js';
import { notFound } from '../reply.js';
import { reads, repositoryOf, type Route } from '../route.js';
import { gitCommitJson } from '../shapes/commit.js';
import { blobJson, refJson, treeJson } from '../shapes/object.js';
import { resolve } from '../../forge/lookup.js';

const needs = reads('contents');

export const gitRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/git/commits/{commit_sha}',
    as: 'anybody',
    needs,
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const commit = repository.value.commits.get(request.params['commit_sha'] ?? '');
      return commit ? json(gitCommitJson(request.world, repository.value, commit)) : notFound();
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/git/ref/{ref}',
    as: 'anybody',
    needs,
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const ref = request.params['ref'] ?? '';
      const commit = ref.startsWith('heads/') ? repository.value.branches.get(ref.slice(6)) : undefined;
      return commit ? json(refJson(request.world, repository.value, ref, commit)) : notFound();
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/git/trees/{tree_sha}',
    as: 'anybody',
    needs,
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const ref = request.params['tree_sha'] ?? '';
      const files = resolve(repository.value, ref)?.files ?? treeOf(repository.value, ref);
      if (!files) return notFound();
      return json(treeJson(request.world, repository.value, files, request.query.has('recursive')));
    },
  },
  {
    method: 'GET',
    template: '/repos/{owner}/{repo}/git/blobs/{file_sha}',
    as: 'anybody',
    needs,
    handle: (request) => {
      const repository = repositoryOf(request);
      if (!repository.ok) return repository.error;
      const content = blobOf(repository.value, request.params['file_sha'] ?? '');
      return content === undefined ? notFound() : json(blobJson(request.world, repository.value, content));
    },
  },
];
