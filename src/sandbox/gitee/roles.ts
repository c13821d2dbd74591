// Who may do what in a repository of the simulated Gitee.
import { isPull } from '../forge/pull.js';
import type { Account, Repository, Subject } from '../forge/state.js';
import type { GiteeState, Role } from './state.js';

/** Null for who may not even see it. Owners administer; members of an organization write; anybody reads what is public. */
export function roleOf(gitee: GiteeState, repository: Repository, account: Account | null): Role | null {
  const others = repository.isPrivate ? null : 'read';
  if (account === null) return others;
  const named = gitee.roles.get(repository.id)?.get(account.id);
  if (named) return named;
  if (repository.owner === account) return 'admin';
  return repository.owner.members.has(account.id) ? 'write' : others;
}

/** Whether they may write in the repository. */
export function mayWrite(gitee: GiteeState, repository: Repository, account: Account | null): boolean {
  const role = roleOf(gitee, repository, account);
  return account !== null && (role === 'write' || role === 'admin');
}

/** Whether they may change it: their own, or in a repository where they write. */
export function mayEdit(gitee: GiteeState, { repository, author }: Subject, account: Account | null): boolean {
  return author === account || mayWrite(gitee, repository, account);
}

/** Gives somebody a role in a repository, by invitation. */
export function giveRole(gitee: GiteeState, repository: Repository, account: Account, role: Role): void {
  const roles = gitee.roles.get(repository.id) ?? new Map<number, Role>();
  gitee.roles.set(repository.id, roles.set(account.id, role));
}

/** What Gitee calls the state: an issue may also be in progress or rejected, a pull request merged. */
export function stateOf(subject: Subject): string {
  if (isPull(subject)) return subject.pull.mergedAt === null ? subject.state : 'merged';
  if (subject.state === 'open') return subject.stateReason === 'progressing' ? 'progressing' : 'open';
  return subject.stateReason === 'rejected' ? 'rejected' : 'closed';
}
