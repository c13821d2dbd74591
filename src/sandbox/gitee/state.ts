// What the simulated Gitee remembers beside what every forge does: rows of ids, hooks, who may do what, logs. Data only, so that it can be kept.
import type { Account, Subject } from '../forge/state.js';

/** What somebody may do in a repository; who is not named may read what is public. */
export type Role = 'admin' | 'write' | 'read';

/** How a hook's requests are signed: by a signing key, or with a password in clear. */
export type HookMode = 'signature' | 'password';

export interface HookEvents {
  push_events: boolean;
  tag_push_events: boolean;
  issues_events: boolean;
  note_events: boolean;
  merge_requests_events: boolean;
}

/** A webhook of one repository. */
export interface Hook extends HookEvents {
  readonly id: number;
  readonly repositoryId: number;
  readonly createdAt: string;
  url: string;
  mode: HookMode;
  /** Signing key or password; may be empty. */
  secret: string;
  /** What the receiver answered last. */
  result: string | null;
  resultCode: number | null;
}

/** An entry in the log of a pull request or issue. */
export interface LogEntry {
  readonly id: number;
  readonly subject: Subject;
  readonly actor: Account;
  readonly actionType: string;
  readonly content: string;
  readonly at: string;
}

/** Whether check runs may be made: refused (403), or as if there were none (404). */
export type ChecksPolicy = 'allowed' | 'refused' | 'missing';

export interface GiteeState {
  /** The last id of an issue; its number is made of it. */
  lastIssue: number;
  /** Comments of issues and of pull requests have ids of their own rows: one of each may have the same. */
  lastIssueComment: number;
  lastPullComment: number;
  readonly hooks: Map<number, Hook>;
  /** Oldest first. */
  readonly log: LogEntry[];
  /** By repository id, then by account id. */
  readonly roles: Map<number, Map<number, Role>>;
  /** Access tokens, and whose they are. */
  readonly tokens: Map<string, number>;
  /** Ids of the pull requests that passed the test, with the accounts that said so. */
  readonly tested: Map<number, Set<number>>;
  checks: ChecksPolicy;
}

/** The first issue is I4CF12. */
export function newGiteeState(): GiteeState {
  return {
    lastIssue: 7_297_813,
    lastIssueComment: 6_933_557,
    lastPullComment: 6_933_557,
    hooks: new Map(),
    log: [],
    roles: new Map(),
    tokens: new Map(),
    tested: new Map(),
    checks: 'allowed',
  };
}
