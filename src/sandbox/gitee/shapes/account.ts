// Gitee's JSON of accounts.
import type { Account } from '../../forge/state.js';
import { signerOf } from '../../forge/changes/commits.js';
import type { World } from '../../forge/world.js';
import { beijing } from '../time.js';

function page(world: World, { login }: Account): string {
  return `${world.urls.html}/${encodeURIComponent(login)}`;
}

function avatar(world: World, { id }: Account): string {
  return `${world.urls.html}/avatars/u/${id}`;
}

function typeOf({ type }: Account): string {
  return type === 'Organization' ? 'Group' : type;
}

/** The user inside everything that the API answers. */
export function userJson(world: World, account: Account) {
  const url = `${world.urls.api}/users/${encodeURIComponent(account.login)}`;
  return {
    id: account.id,
    login: account.login,
    name: account.name ?? account.login,
    avatar_url: avatar(world, account),
    url,
    html_url: page(world, account),
    remark: '',
    followers_url: `${url}/followers`,
    following_url: `${url}/following_url{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: typeOf(account),
  };
}

/** The answer of `GET /user`, and with `isMe` false of `GET /users/{username}`. */
export function fullUserJson(world: World, account: Account, isMe: boolean) {
  const owned = [...world.repositories.values()].filter(({ owner }) => owner === account);
  return {
    ...userJson(world, account),
    blog: null,
    weibo: null,
    bio: '',
    public_repos: owned.filter(({ isPrivate }) => !isPrivate).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    stared: 0,
    watched: 0,
    created_at: beijing(account.createdAt),
    updated_at: beijing(account.createdAt),
    email: isMe ? signerOf(world, account).email : null,
    ...(isMe ? {} : { company: null, profession: null, wechat: null, qq: null, linkedin: null }),
  };
}

/** The user inside webhooks. */
export function hookUserJson(world: World, account: Account) {
  return {
    id: account.id,
    name: account.name ?? account.login,
    email: signerOf(world, account).email,
    username: account.login,
    user_name: account.login,
    url: page(world, account),
    login: account.login,
    avatar_url: avatar(world, account),
    html_url: page(world, account),
    type: typeOf(account),
    site_admin: false,
    remark: null,
  };
}
