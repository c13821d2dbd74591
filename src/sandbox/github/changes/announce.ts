// The payloads of GitHub's webhooks, built at the moment of the change.
import { nodeId, organizationJson, userJson } from '../shapes/account.js';
import { installationJson } from '../shapes/app.js';
import { commentJson, issueJson } from '../shapes/issue.js';
import { isPull } from '../../forge/pull.js';
import { pullJson } from '../shapes/pull.js';
import { repositoryJson } from '../shapes/repository.js';
import {
  installationOf,
  type Account,
  type Comment,
  type Installation,
  type Repository,
  type Subject,
} from '../../forge/state.js';
import type { World } from '../../forge/world.js';

type Json = Readonly<Record<string, unknown>>;

/** Tells the app of a change in a repository, if it is installed there and subscribed to the event. */
export function announce(world: World, event: string, repository: Repository, sender: Account, payload: Json): void {
  const installation = installationOf(world, repository.owner);
  if (!installation || !world.app.events.includes(event)) return;
  const { owner } = repository;
  world.emit({
    event,
    payload: {
      repository: repositoryJson(world, repository),
      ...payload,
      ...(owner.type === 'Organization' ? { organization: organizationJson(world, owner) } : {}),
      sender: userJson(world, sender),
      installation: { id: installation.id, node_id: nodeId('IntegrationInstallation', installation.id) },
    },
  });
}

/** `issues` for an issue, `pull_request` for a pull request. */
export function announceSubject(
  world: World,
  action: string,
  subject: Subject,
  sender: Account,
  more: Json = {},
): void {
  const { repository, number } = subject;
  if (isPull(subject)) {
    const payload = { action, number, pull_request: pullJson(world, subject), ...more };
    announce(world, 'pull_request', repository, sender, payload);
  } else announce(world, 'issues', repository, sender, { action, issue: issueJson(world, subject), ...more });
}

export function announceComment(
  world: World,
  action: string,
  comment: Comment,
  sender: Account,
  more: Json = {},
): void {
  const { subject } = comment;
  const payload = { action, issue: issueJson(world, subject), comment: commentJson(world, comment), ...more };
  announce(world, 'issue_comment', subject.repository, sender, payload);
}

/** `installation` is sent to every app, subscribed or not. */
export function announceInstallation(world: World, installation: Installation, sender: Account): void {
  const owned = [...world.repositories.values()].filter(({ owner }) => owner === installation.account);
  const repositories = owned.map((repository) => {
    const { id, node_id, name, full_name, private: isPrivate } = repositoryJson(world, repository);
    return { id, node_id, name, full_name, private: isPrivate };
  });
  world.emit({
    event: 'installation',
    payload: {
      action: 'created',
      installation: installationJson(world, installation),
      repositories,
      requester: null,
      sender: userJson(world, sender),
    },
  });
}
