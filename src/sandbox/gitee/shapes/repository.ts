// Gitee's JSON of repositories.
import { fullName, type Account, type Repository } from '../../forge/state.js';
import { isPull } from '../../forge/pull.js';
import type { World } from '../../forge/world.js';
import { roleOf } from '../roles.js';
import type { GiteeState } from '../state.js';
import { beijing } from '../time.js';
import { hookUserJson, userJson } from './account.js';

const links = {
  forks_url: '/forks',
  keys_url: '/keys{/key_id}',
  collaborators_url: '/collaborators{/collaborator}',
  hooks_url: '/hooks',
  branches_url: '/branches{/branch}',
  tags_url: '/tags',
  blobs_url: '/blobs{/sha}',
  stargazers_url: '/stargazers',
  contributors_url: '/contributors',
  commits_url: '/commits{/sha}',
  comments_url: '/comments{/number}',
  issue_comment_url: '/issues/comments{/number}',
  issues_url: '/issues{/number}',
  pulls_url: '/pulls{/number}',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  labels_url: '/labels{/name}',
  releases_url: '/releases{/id}',
} as const;

/** `http://host:port/api/v5/repos/OWNER/NAME` */
export function repositoryUrl(world: World, repository: Repository): string {
  return `${world.urls.api}/repos/${fullName(repository)}`;
}

/** `http://host:port/OWNER/NAME` */
export function repositoryPage(world: World, repository: Repository): string {
  return `${world.urls.html}/${fullName(repository)}`;
}

function openIssues({ subjects }: Repository): number {
  return [...subjects.values()].filter((one) => !isPull(one) && one.state === 'open' && !one.deleted).length;
}

function sshAddress(world: World, repository: Repository): string {
  return `git@${new URL(world.urls.html).hostname}:${fullName(repository)}.git`;
}

/** The repository inside a pull request. */
export function repositoryJson(world: World, repository: Repository) {
  const { owner } = repository;
  return {
    id: repository.id,
    full_name: fullName(repository),
    human_name: `${owner.name ?? owner.login}/${repository.name}`,
    url: repositoryUrl(world, repository),
    namespace: {
      id: owner.id,
      type: owner.type === 'Organization' ? 'group' : 'personal',
      name: owner.name ?? owner.login,
      path: owner.login,
      html_url: `${world.urls.html}/${owner.login}`,
    },
    path: repository.name,
    name: repository.name,
    owner: userJson(world, owner),
    assigner: userJson(world, owner),
    description: repository.description ?? '',
    private: repository.isPrivate,
    public: !repository.isPrivate,
    internal: false,
    fork: repository.isFork,
    html_url: `${repositoryPage(world, repository)}.git`,
    ssh_url: sshAddress(world, repository),
  };
}

/** The answer of `GET /repos/{owner}/{repo}`, as this account sees it; also in issues. */
export function fullRepositoryJson(world: World, gitee: GiteeState, repository: Repository, viewer: Account | null) {
  const url = repositoryUrl(world, repository);
  const role = viewer && roleOf(gitee, repository, viewer);
  const members = [...(gitee.roles.get(repository.id)?.keys() ?? [])].flatMap((id) => world.accounts.get(id) ?? []);
  return {
    ...repositoryJson(world, repository),
    ...Object.fromEntries(Object.entries(links).map(([key, path]) => [key, url + path])),
    recommend: false,
    gvp: false,
    homepage: repositoryPage(world, repository),
    language: null,
    forks_count: 0,
    stargazers_count: 0,
    watchers_count: 1,
    default_branch: repository.defaultBranch,
    open_issues_count: openIssues(repository),
    has_issues: true,
    has_wiki: true,
    issue_comment: false,
    can_comment: true,
    pull_requests_enabled: true,
    has_page: false,
    license: null,
    outsourced: false,
    project_creator: repository.owner.login,
    members: members.map(({ login }) => login),
    pushed_at: beijing(repository.pushedAt),
    created_at: beijing(repository.createdAt),
    updated_at: beijing(repository.updatedAt),
    parent: null,
    paas: null,
    stared: false,
    watched: false,
    ...(viewer && {
      permission: { pull: role !== null, push: role === 'write' || role === 'admin', admin: role === 'admin' },
      relation: role === 'admin' ? 'master' : role === 'write' ? 'developer' : '',
    }),
    assignees_number: 1,
    testers_number: 0,
    assignee: [],
    testers: [],
    status: '开始',
    empty_repo: false,
    programs: [],
    enterprise: null,
  };
}

/** The repository inside webhooks. */
export function hookRepositoryJson(world: World, repository: Repository) {
  const page = repositoryPage(world, repository);
  const { owner } = repository;
  const name = fullName(repository);
  return {
    id: repository.id,
    name: repository.name,
    path: repository.name,
    full_name: name,
    owner: hookUserJson(world, owner),
    private: repository.isPrivate,
    html_url: page,
    url: page,
    description: repository.description ?? '',
    fork: repository.isFork,
    created_at: beijing(repository.createdAt),
    updated_at: beijing(repository.updatedAt),
    pushed_at: beijing(repository.pushedAt),
    git_url: `${page.replace(/^https?:/, 'git:')}.git`,
    ssh_url: sshAddress(world, repository),
    clone_url: `${page}.git`,
    svn_url: page.replace(/^https?:/, 'svn:'),
    git_http_url: `${page}.git`,
    git_ssh_url: sshAddress(world, repository),
    git_svn_url: page.replace(/^https?:/, 'svn:'),
    homepage: page,
    stargazers_count: 0,
    watchers_count: 1,
    forks_count: 0,
    language: null,
    has_issues: true,
    has_wiki: true,
    has_pages: false,
    license: null,
    open_issues_count: openIssues(repository),
    default_branch: repository.defaultBranch,
    namespace: owner.login,
    name_with_namespace: `${owner.name ?? owner.login}/${repository.name}`,
    path_with_namespace: name,
  };
}
