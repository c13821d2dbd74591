// Gitee's JSON of milestones and releases.
import type { Milestone, Release, Repository } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { beijing } from '../time.js';
import { userJson } from './account.js';
import { repositoryPage, repositoryUrl } from './repository.js';

/** Nothing says when it was closed. */
export function milestoneJson(world: World, repository: Repository, milestone: Milestone) {
  const inside = [...repository.subjects.values()].filter((subject) => subject.milestone === milestone);
  const open = inside.filter(({ state }) => state === 'open').length;
  return {
    url: `${repositoryUrl(world, repository)}/milestones/${milestone.id}`,
    html_url: `${repositoryPage(world, repository)}/milestones/${milestone.id}`,
    number: milestone.id,
    repository_id: repository.id,
    state: milestone.closedAt === null ? 'open' : 'closed',
    title: milestone.title,
    description: null,
    updated_at: beijing(milestone.updatedAt),
    created_at: beijing(milestone.createdAt),
    open_issues: open,
    closed_issues: inside.length - open,
    due_on: null,
  };
}

/** What webhooks say of it. */
export function hookMilestoneJson(world: World, repository: Repository, milestone: Milestone) {
  const shown = Object.entries(milestoneJson(world, repository, milestone));
  const told = shown.filter(([key]) => key !== 'url' && key !== 'repository_id');
  return { id: milestone.id, ...Object.fromEntries(told) };
}

/** Gitee has no drafts, and names no page. */
export function releaseJson(world: World, release: Release) {
  return {
    id: release.id,
    tag_name: release.tag,
    target_commitish: '',
    prerelease: release.prerelease,
    name: release.name,
    body: release.body,
    author: userJson(world, release.author),
    created_at: beijing(release.createdAt),
    assets: [],
  };
}
