// GitHub's JSON of commits, changed files and file contents.
import type { FileChange } from '../../forge/diff.js';
import { blobSha, type Commit } from '../../forge/git.js';
import { accountById, type World } from '../../forge/world.js';
import type { Repository } from '../../forge/state.js';
import { nodeId, userJson } from './account.js';
import { repositoryPage, repositoryUrl } from './repository.js';

const unsigned = { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null };

function verification({ verified, tree, committer }: Commit) {
  if (!verified) return unsigned;
  const signature = '-----BEGIN PGP SIGNATURE-----\n\nsimulated\n-----END PGP SIGNATURE-----\n';
  return { verified, reason: 'valid', signature, payload: `tree ${tree}\n`, verified_at: committer.date };
}

function treeLink(world: World, repository: Repository, commit: Commit) {
  return { sha: commit.tree, url: `${repositoryUrl(world, repository)}/git/trees/${commit.tree}` };
}

/** A commit with the accounts behind it, as in `GET /repos/{owner}/{repo}/commits/{ref}`. */
export function commitJson(world: World, repository: Repository, commit: Commit) {
  const [url, page] = [repositoryUrl(world, repository), repositoryPage(world, repository)];
  const [author, committer] = [commit.authorId, commit.committerId].map((id) => accountById(world, id));
  return {
    sha: commit.sha,
    node_id: nodeId(`Commit:${repository.id}`, parseInt(commit.sha.slice(0, 8), 16)),
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: treeLink(world, repository, commit),
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: verification(commit),
    },
    url: `${url}/commits/${commit.sha}`,
    html_url: `${page}/commit/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    author: author ? userJson(world, author) : null,
    committer: committer ? userJson(world, committer) : null,
    parents: commit.parents.map(({ sha }) => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${page}/commit/${sha}`,
    })),
  };
}

/** The git object, as in `GET /repos/{owner}/{repo}/git/commits/{commit_sha}`. */
export function gitCommitJson(world: World, repository: Repository, commit: Commit) {
  const { sha, node_id, html_url, parents } = commitJson(world, repository, commit);
  return {
    sha,
    node_id,
    url: `${repositoryUrl(world, repository)}/git/commits/${sha}`,
    html_url,
    author: commit.author,
    committer: commit.committer,
    tree: treeLink(world, repository, commit),
    message: commit.message,
    parents,
    verification: verification(commit),
  };
}

/** One changed file of a pull request or of a comparison, at its head. */
export function fileChangeJson(world: World, repository: Repository, head: Commit, change: FileChange) {
  const path = change.path.split('/').map(encodeURIComponent).join('/');
  const page = repositoryPage(world, repository);
  return {
    sha: change.sha,
    filename: change.path,
    ...(change.previousPath === null ? {} : { previous_filename: change.previousPath }),
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: `${page}/blob/${head.sha}/${path}`,
    raw_url: `${page}/raw/${head.sha}/${path}`,
    contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${head.sha}`,
    ...(change.patch === null ? {} : { patch: change.patch }),
  };
}

interface Place {
  readonly repository: Repository;
  readonly ref: string;
  readonly path: string;
}

function entryJson(world: World, { repository, ref, path }: Place, type: 'file' | 'dir', sha: string, size: number) {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  const api = repositoryUrl(world, repository);
  const self = `${api}/contents/${escaped}?ref=${encodeURIComponent(ref)}`;
  const kind = type === 'file' ? 'blob' : 'tree';
  const html = `${repositoryPage(world, repository)}/${kind}/${ref}/${escaped}`;
  const git = `${api}/git/${kind}s/${sha}`;
  const download = type === 'file' ? `${repositoryPage(world, repository)}/raw/${ref}/${escaped}` : null;
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha,
    size,
    url: self,
    html_url: html,
    git_url: git,
    download_url: download,
    type,
    _links: { self, git, html },
  };
}

/** A file in a folder's listing. */
export function fileEntryJson(world: World, place: Place, content: string) {
  return entryJson(world, place, 'file', blobSha(content), Buffer.byteLength(content));
}

/** A folder in a folder's listing. */
export function folderEntryJson(world: World, place: Place, tree: string) {
  return entryJson(world, place, 'dir', tree, 0);
}

/** A file with its content in base64, broken into lines of 60 as on GitHub. */
export function fileJson(world: World, place: Place, content: string) {
  const encoded = Buffer.from(content)
    .toString('base64')
    .replace(/.{1,60}/g, '$&\n');
  return { ...fileEntryJson(world, place, content), content: encoded, encoding: 'base64' };
}
