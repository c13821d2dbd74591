// GitHub's JSON of repositories.
import { fullName, type Repository } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { nodeId, userJson } from './account.js';

const links = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const;

/** `http://host:port/api/v3/repos/OWNER/NAME` */
export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.urls.api}/repos/${fullName(repository)}`;
}

/** `http://host:port/OWNER/NAME` */
export function repositoryPage(world: World, repository: Repository): string {
  return `${world.urls.html}/${fullName(repository)}`;
}

/** The repository inside webhooks and pull requests. */
export function repositoryJson(world: World, repository: Repository) {
  const [url, page] = [repositoryUrl(world, repository), repositoryPage(world, repository)];
  const open = [...repository.subjects.values()].filter((s) => s.state === 'open' && !s.deleted && !s.transferredTo);
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: fullName(repository),
    private: repository.isPrivate,
    owner: userJson(world, repository.owner),
    html_url: page,
    description: repository.description,
    fork: repository.isFork,
    url,
    ...Object.fromEntries(Object.entries(links).map(([key, path]) => [key, url + path])),
    created_at: repository.createdAt,
    updated_at: repository.updatedAt,
    pushed_at: repository.pushedAt,
    git_url: page.replace(/^https?:/, 'git:') + '.git',
    ssh_url: `git@${new URL(page).hostname}:${fullName(repository)}.git`,
    clone_url: `${page}.git`,
    svn_url: page,
    homepage: null,
    size: 0,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived: false,
    disabled: false,
    open_issues_count: open.length,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: repository.isPrivate ? 'private' : 'public',
    forks: 0,
    open_issues: open.length,
    watchers: 0,
    default_branch: repository.defaultBranch,
  };
}

/** The answer of `GET /repos/{owner}/{repo}`. */
export function fullRepositoryJson(world: World, repository: Repository) {
  return { ...repositoryJson(world, repository), network_count: 0, subscribers_count: 0 };
}
