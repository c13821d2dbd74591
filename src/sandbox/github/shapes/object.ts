// GitHub's JSON of git's own objects: refs, trees and blobs.
import { blobSha, treeSha, type Commit, type Files } from '../../forge/git.js';
import { entriesOf } from '../../forge/objects.js';
import type { Repository } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { nodeId } from './account.js';
import { repositoryUrl } from './repository.js';

/** A branch as a ref; `ref` is `heads/main`. */
export function refJson(world: World, repository: Repository, ref: string, commit: Commit) {
  const url = `${repositoryUrl(world, repository)}/git`;
  return {
    ref: `refs/${ref}`,
    node_id: nodeId(`Ref:${ref}`, repository.id),
    url: `${url}/refs/${ref}`,
    object: { type: 'commit', sha: commit.sha, url: `${url}/commits/${commit.sha}` },
  };
}

/** What is in a folder; with `deep`, in all folders below it too. */
export function treeJson(world: World, repository: Repository, files: Files, deep: boolean) {
  const url = `${repositoryUrl(world, repository)}/git`;
  const all = entriesOf(files, deep).map((entry) => ({ ...entry, url: `${url}/${entry.type}s/${entry.sha}` }));
  const sha = treeSha(files);
  return { sha, url: `${url}/trees/${sha}`, tree: all, truncated: false };
}

export function blobJson(world: World, repository: Repository, content: string) {
  const sha = blobSha(content);
  return {
    sha,
    node_id: nodeId(`Blob:${repository.id}`, parseInt(sha.slice(0, 8), 16)),
    size: Buffer.byteLength(content),
    url: `${repositoryUrl(world, repository)}/git/blobs/${sha}`,
    content: Buffer.from(content)
      .toString('base64')
      .replace(/.{1,60}/g, '$&\n'),
    encoding: 'base64',
  };
}
