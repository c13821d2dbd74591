// GitHub's JSON of comparisons and branches.
import { difference } from '../../forge/diff.js';
import { apart, type Commit } from '../../forge/git.js';
import type { Repository } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { commitJson, fileChangeJson } from './commit.js';
import { repositoryPage, repositoryUrl } from './repository.js';

/** GitHub tells no more files of a comparison. */
const mostFiles = 300;

function statusOf(ahead: number, behind: number): 'identical' | 'ahead' | 'behind' | 'diverged' {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind';
  return behind === 0 ? 'ahead' : 'diverged';
}

/** `base...head`, all but its commits. */
export function comparisonJson(world: World, repository: Repository, base: Commit, head: Commit) {
  const { commits, forkPoint = base } = apart(base, head);
  const behind = apart(head, base).commits.length;
  const ends = `${base.sha}...${head.sha}`;
  const page = `${repositoryPage(world, repository)}/compare/${ends}`;
  const files = difference(forkPoint.files, head.files).slice(0, mostFiles);
  return {
    url: `${repositoryUrl(world, repository)}/compare/${ends}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
    base_commit: commitJson(world, repository, base),
    merge_base_commit: commitJson(world, repository, forkPoint),
    status: statusOf(commits.length, behind),
    ahead_by: commits.length,
    behind_by: behind,
    total_commits: commits.length,
    files: files.map((file) => fileChangeJson(world, repository, head, file)),
  };
}

export function branchJson(world: World, repository: Repository, name: string, commit: Commit) {
  const self = `${repositoryUrl(world, repository)}/branches/${name}`;
  return {
    name,
    commit: commitJson(world, repository, commit),
    _links: { self, html: `${repositoryPage(world, repository)}/tree/${name}` },
    protected: repository.protects.has(name),
    protection: { enabled: repository.protects.has(name) },
    protection_url: `${self}/protection`,
  };
}
