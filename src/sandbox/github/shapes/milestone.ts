// GitHub's JSON of milestones and releases.
import type { Milestone, Release, Repository } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { nodeId, userJson } from './account.js';
import { repositoryPage, repositoryUrl } from './repository.js';

/** A milestone with the number of its issues and pull requests. */
export function milestoneJson(world: World, repository: Repository, milestone: Milestone) {
  const url = `${repositoryUrl(world, repository)}/milestones/${milestone.number}`;
  const inside = [...repository.subjects.values()].filter((subject) => subject.milestone === milestone);
  const open = inside.filter(({ state }) => state === 'open').length;
  return {
    url,
    html_url: `${repositoryPage(world, repository)}/milestone/${milestone.number}`,
    labels_url: `${url}/labels`,
    id: milestone.id,
    node_id: nodeId('Milestone', milestone.id),
    number: milestone.number,
    title: milestone.title,
    description: null,
    creator: userJson(world, milestone.creator),
    open_issues: open,
    closed_issues: inside.length - open,
    state: milestone.closedAt === null ? 'open' : 'closed',
    created_at: milestone.createdAt,
    updated_at: milestone.updatedAt,
    due_on: null,
    closed_at: milestone.closedAt,
  };
}

export function releaseJson(world: World, repository: Repository, release: Release) {
  const url = `${repositoryUrl(world, repository)}/releases/${release.id}`;
  const page = repositoryPage(world, repository);
  const tag = encodeURIComponent(release.tag);
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${url}/assets{?name,label}`,
    html_url: `${page}/releases/tag/${tag}`,
    id: release.id,
    node_id: nodeId('Release', release.id),
    tag_name: release.tag,
    target_commitish: repository.defaultBranch,
    name: release.name,
    draft: release.publishedAt === null,
    immutable: false,
    author: userJson(world, release.author),
    prerelease: release.prerelease,
    created_at: release.createdAt,
    updated_at: release.createdAt,
    published_at: release.publishedAt,
    assets: [],
    tarball_url: `${repositoryUrl(world, repository)}/tarball/${tag}`,
    zipball_url: `${repositoryUrl(world, repository)}/zipball/${tag}`,
    body: release.body,
  };
}
