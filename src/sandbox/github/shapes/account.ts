// GitHub's JSON of accounts: simple users, public users, and organizations as webhooks show them.
import type { Account } from '../../forge/state.js';
import type { World } from '../../forge/world.js';

/** GitHub's opaque node id, made readable: the kind and the number. */
export function nodeId(kind: string, id: number): string {
  return Buffer.from(`${kind}:${id}`).toString('base64');
}

/** The user inside issues, comments and everything else. */
export function userJson(world: World, account: Account) {
  const path = encodeURIComponent(account.login);
  const url = `${world.urls.api}/users/${path}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId(account.type, account.id),
    avatar_url: `${world.urls.html}/avatars/u/${account.id}`,
    gravatar_id: '',
    url,
    html_url: `${world.urls.html}/${account.type === 'Bot' ? `apps/${account.login.replace('[bot]', '')}` : path}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** The answer of `GET /users/{username}`. */
export function publicUserJson(world: World, account: Account) {
  return {
    ...userJson(world, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    twitter_username: null,
    public_repos: [...world.repositories.values()].filter((repository) => repository.owner === account).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
}

/** The `organization` of a webhook's payload. */
export function organizationJson(world: World, account: Account) {
  const url = `${world.urls.api}/orgs/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: nodeId('Organization', account.id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${world.urls.html}/avatars/u/${account.id}`,
    description: '',
  };
}
