// The port to a forge's own settings: what setting the app up reads and writes there. The running app needs none of it.
import type { Answer } from './answer.js';

/** What every answer tells beside what was asked for. */
export interface ForgeTime {
  /** By how many ms the forge's clock was ahead of ours in its latest answer, true to about a second; null before the first answer. */
  skewMs(): number | null;
}

/** What our account may do in a repository of Gitee's; hooks are for administrators alone. */
export type GiteeRole = 'admin' | 'write' | 'read';

/** A repository, `owner/repo` as Gitee writes it. */
export interface GiteeRepository {
  readonly repo: string;
  readonly role: GiteeRole;
}

/** What a hook of Gitee's can be told of. */
export const giteeEvents = ['push', 'tag_push', 'issues', 'note', 'merge_requests'] as const;
export type GiteeEvent = (typeof giteeEvents)[number];

/** What a hook is to be. */
export interface GiteeHookSettings {
  readonly url: string;
  /** Signing key or password. */
  readonly secret: string;
  readonly mode: 'signature' | 'password';
  readonly events: readonly GiteeEvent[];
}

/** A hook as Gitee shows it. */
export interface GiteeHook {
  readonly id: number;
  readonly url: string;
  /** Null where it is not shown. */
  readonly secret: string | null;
  /** Null where it is not shown: no description of Gitee's has it. */
  readonly mode: 'signature' | 'password' | null;
  readonly events: readonly GiteeEvent[];
  /** The status with which its last request was answered; null when there was none, or no answer. */
  readonly lastCode: number | null;
  /** The text of that answer, or why there was none; null when nothing was ever sent. */
  readonly lastText: string | null;
}

/** Setting up a repository on Gitee, as the account whose token it is. */
export interface GiteeSetup extends ForgeTime {
  account(): Answer<{ readonly id: number; readonly login: string }>;
  /** Those that our account owns, was invited to, or has by an organization. */
  repositories(): Answer<readonly GiteeRepository[]>;
  repository(repo: string): Answer<GiteeRepository>;
  hooks(repo: string): Answer<readonly GiteeHook[]>;
  hook(repo: string, id: number): Answer<GiteeHook>;
  createHook(repo: string, settings: GiteeHookSettings): Answer<GiteeHook>;
  changeHook(repo: string, id: number, settings: GiteeHookSettings): Answer<GiteeHook>;
  /** Has Gitee send a request to try it. */
  testHook(repo: string, id: number): Answer<void>;
  /** Names of the repository's labels. */
  labels(repo: string): Answer<readonly string[]>;
  /** `color`: six hex digits. */
  createLabel(repo: string, label: { readonly name: string; readonly color: string }): Answer<void>;
}

/** What a GitHub App may do, `read` or `write` by name, and which events it hears. */
export interface GitHubRights {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

export interface GitHubApp extends GitHubRights {
  readonly slug: string;
  /** Its page, below which it is installed. */
  readonly page: string;
}

/** Where a GitHub App's webhooks go. */
export interface GitHubHook {
  readonly url: string | null;
  readonly isJson: boolean;
  readonly hasSecret: boolean;
  /** False: the receiver's certificate is not looked at. */
  readonly verifies: boolean;
}

export interface GitHubInstallation extends GitHubRights {
  readonly owner: string;
  /** Where its owner sees it. */
  readonly page: string;
  readonly suspended: boolean;
}

/** Looking at a GitHub App, as the app itself. */
export interface GitHubSetup extends ForgeTime {
  app(): Answer<GitHubApp>;
  hook(): Answer<GitHubHook>;
  installations(): Answer<readonly GitHubInstallation[]>;
  /** Whether its owner let the app into this repository. */
  isInstalledOn(repo: string): Answer<boolean>;
}
