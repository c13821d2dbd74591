// Gitee's JSON of commits, comparisons, branches and files.
import { difference, type FileChange } from '../../forge/diff.js';
import { apart, blobSha, type Commit, type GitPerson } from '../../forge/git.js';
import type { Repository } from '../../forge/state.js';
import { accountById, type World } from '../../forge/world.js';
import { beijing } from '../time.js';
import { userJson } from './account.js';
import { repositoryPage, repositoryUrl } from './repository.js';

/** Gitee tells no more of a comparison. */
const [mostCommits, mostFiles] = [100, 300];

export function personJson({ name, email, date }: GitPerson) {
  return { name, email, date: beijing(date) };
}

/** A commit with the accounts behind it. */
export function commitJson(world: World, repository: Repository, commit: Commit) {
  const url = `${repositoryUrl(world, repository)}/commits/${commit.sha}`;
  const [author, committer] = [commit.authorId, commit.committerId].map((id) => accountById(world, id));
  return {
    url,
    sha: commit.sha,
    html_url: `${repositoryPage(world, repository)}/commit/${commit.sha}`,
    comments_url: `${url}/comments`,
    commit: {
      author: personJson(commit.author),
      committer: personJson(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${repositoryUrl(world, repository)}/git/trees/${commit.tree}` },
    },
    author: author ? userJson(world, author) : null,
    committer: committer ? userJson(world, committer) : null,
    parents: commit.parents.map(({ sha }) => ({ sha, url: url.replace(commit.sha, sha) })),
  };
}

function diffFileJson(world: World, repository: Repository, head: Commit, file: FileChange) {
  const path = file.path.split('/').map(encodeURIComponent).join('/');
  const page = repositoryPage(world, repository);
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${page}/blob/${head.sha}/${path}`,
    raw_url: `${page}/raw/${head.sha}/${path}`,
    content_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${head.sha}`,
    patch: file.patch === null ? '' : `${file.patch}\n`,
    truncated: false,
  };
}

/** One commit, with what it changed. */
export function fullCommitJson(world: World, repository: Repository, commit: Commit) {
  const files = difference(commit.parents[0]?.files ?? new Map<string, string>(), commit.files);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return {
    ...commitJson(world, repository, commit),
    stats: { id: commit.sha, additions, deletions, total: additions + deletions },
    files: files.slice(0, mostFiles).map((file) => diffFileJson(world, repository, commit, file)),
    truncated: files.length > mostFiles,
  };
}

/** `base...head` */
export function comparisonJson(world: World, repository: Repository, base: Commit, head: Commit) {
  const { commits, forkPoint = base } = apart(base, head);
  const files = difference(forkPoint.files, head.files);
  return {
    base_commit: commitJson(world, repository, base),
    merge_base_commit: commitJson(world, repository, forkPoint),
    commits: commits.slice(-mostCommits).map((one) => commitJson(world, repository, one)),
    files: files.slice(0, mostFiles).map((file) => diffFileJson(world, repository, head, file)),
    truncated: files.length > mostFiles,
  };
}

/** A branch in a list. */
export function branchJson(world: World, repository: Repository, name: string, { sha }: Commit) {
  const url = repositoryUrl(world, repository);
  return {
    name,
    commit: { sha, url: `${url}/commits/${sha}` },
    protected: repository.protects.has(name),
    protection_url: `${url}/branches/${name}/protection`,
  };
}

export function fullBranchJson(world: World, repository: Repository, name: string, tip: Commit) {
  const { sha, url, commit, author, committer, parents } = commitJson(world, repository, tip);
  return {
    ...branchJson(world, repository, name, tip),
    commit: { sha, url, commit, author: author ?? {}, committer: committer ?? {}, parents },
    _links: {
      html: `${repositoryPage(world, repository)}/tree/${name}`,
      self: `${repositoryUrl(world, repository)}/branches/${name}`,
    },
  };
}

interface Place {
  readonly repository: Repository;
  readonly ref: string;
  readonly path: string;
}

/** A file or folder in a folder's listing. */
export function entryJson(world: World, { repository, ref, path }: Place, type: 'file' | 'dir', sha: string) {
  const escaped = path.split('/').map(encodeURIComponent).join('/');
  const page = repositoryPage(world, repository);
  const self = `${repositoryUrl(world, repository)}/contents/${escaped}`;
  const html = `${page}/${type === 'file' ? 'blob' : 'tree'}/${ref}/${escaped}`;
  return {
    type,
    size: null,
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    sha,
    url: self,
    html_url: html,
    download_url: type === 'file' ? `${page}/raw/${ref}/${escaped}` : null,
    _links: { self, html },
  };
}

/** A file with its content in base64. */
export function fileJson(world: World, place: Place, content: string) {
  return {
    ...entryJson(world, place, 'file', blobSha(content)),
    encoding: 'base64',
    size: Buffer.byteLength(content),
    content: Buffer.from(content).toString('base64'),
  };
}

export function blobJson(world: World, repository: Repository, content: string) {
  const sha = blobSha(content);
  return {
    sha,
    size: Buffer.byteLength(content),
    url: `${repositoryUrl(world, repository)}/git/blobs/${sha}`,
    content: Buffer.from(content).toString('base64'),
    encoding: 'base64',
  };
}
