// Both simulated forges behind one face, for tests that run on either from the same lines.
import type { Config } from '../../src/config.js';
import { forgeActor, type ForgeActor } from '../../src/sandbox/forge/actor.js';
import type { CallLog } from '../../src/sandbox/forge/calls.js';
import type { Faults } from '../../src/sandbox/forge/faults.js';
import { requireRepository, requireSubject } from '../../src/sandbox/forge/lookup.js';
import { isPull, type PullSubject } from '../../src/sandbox/forge/pull.js';
import { requireAccount, type AccountSeed, type ForgeSeed } from '../../src/sandbox/forge/seed.js';
import type { CheckRun, Comment, Repository } from '../../src/sandbox/forge/state.js';
import type { Webhooks } from '../../src/sandbox/forge/webhooks.js';
import { identOf, type Ref } from '../../src/sandbox/gitee/ident.js';
import { startSimulatedGitee, type SimulatedGitee } from '../../src/sandbox/gitee/index.js';
import type { ChecksPolicy } from '../../src/sandbox/gitee/state.js';
import type { SimulatedGitHub } from '../../src/sandbox/github/index.js';
import type { Clock } from '../../src/shared/time.js';
import { subjectKey, type ForgeId } from '../../src/shared/refs.js';
import { idOn, seed } from './foundation.js';

/** For `describe.each` and `test.each`. */
export const forges: readonly ForgeId[] = ['github', 'gitee'];

/** One person. An issue or pull request is named as its forge names it: 12, or on Gitee `I4CF12` where it is an issue. */
export interface TestActor extends Omit<ForgeActor<Ref>, 'openIssue'> {
  openIssue(...opening: Parameters<ForgeActor<Ref>['openIssue']>): { readonly number: Ref };
  editComment(comment: Comment, body: string): void;
  deleteComment(comment: Comment): void;
  /** A review that approves on GitHub, the review passed on Gitee. */
  approve(repo: string, number: number): void;
}

/** A simulated forge, whichever it is. */
export interface TestForge {
  readonly id: ForgeId;
  readonly url: string;
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly webhooks: Webhooks;
  /** How the app finds it. */
  readonly settings: Pick<Config, 'github' | 'gitee'>;
  /** Sends its webhooks to the app at this address. */
  target(appUrl: string): void;
  as(login: string): TestActor;
  plant(more: ForgeSeed): void;
  addUser(user: AccountSeed): void;
  pull(repo: string, number: number): PullSubject;
  /** As it is there; throws when there is none. */
  repository(repo: string): Repository;
  /** The numbers of the open pull requests of a head. */
  pullsOf(repo: string, head: string): readonly number[];
  comments(repo: string, number: Ref): readonly Comment[];
  /** What our own account wrote there. */
  told(repo: string, number: Ref): readonly string[];
  labels(repo: string, number: Ref): readonly string[];
  checkRuns(repo: string, sha: string): readonly CheckRun[];
  /** Somebody moves an issue to another repository; its number there. Throws on Gitee, which cannot. */
  transfer(login: string, repo: string, number: Ref, to: string): number;
  /** Of what the reactions to a comment are; on Gitee there are none. */
  reactions(comment: Pick<Comment, 'id'>): readonly string[];
  stop(): Promise<void>;
}

/** The name of an issue or pull request in keys and lanes: `github:openclaw/models#12`. */
export function placeOf({ id }: Pick<TestForge, 'id'>, repo: string, number: Ref): string {
  return subjectKey({ forge: id, repo, number: String(number) });
}

function pullsIn(world: SimulatedGitHub['state'], repo: string, head: string): readonly number[] {
  const subjects = [...requireRepository(world, repo).subjects.values()];
  return subjects.flatMap(({ pull, state, number }) => (pull?.head.sha === head && state === 'open' ? [number] : []));
}

function bodiesBy(bot: string, comments: readonly Comment[]): readonly string[] {
  return comments.flatMap(({ author, body }) => (author.login === bot ? [body] : []));
}

export function onGitHub(github: SimulatedGitHub): TestForge {
  const { url, calls, faults, webhooks, state, appId, privateKey, webhookSecret } = github;
  const comments = (repo: string, number: Ref) => github.comments(repo, Number(number));
  return {
    id: 'github',
    url,
    calls,
    faults,
    webhooks,
    settings: { github: { appId, privateKey, webhookSecret, baseUrl: `${url}/api/v3`, proxy: null }, gitee: null },
    target: (appUrl) => {
      webhooks.setTarget(`${appUrl}/api/github/webhooks`);
    },
    as(login) {
      const actor = github.as(login);
      return {
        ...forgeActor<Ref>(state, requireAccount(state, login), (repo, number) =>
          requireSubject(state, repo, Number(number)),
        ),
        editComment: ({ id }, body) => actor.editComment(id, body),
        deleteComment: ({ id }) => {
          actor.deleteComment(id);
        },
        approve: (repo, number) => actor.review(repo, number, 'approve'),
      };
    },
    plant: (more) => {
      github.plant(more);
    },
    addUser: (user) => github.addUser(user),
    pull: (repo, number) => github.pull(repo, number),
    pullsOf: (repo, head) => pullsIn(state, repo, head),
    repository: (repo) => requireRepository(state, repo),
    comments,
    told: (repo, number) => bodiesBy('opencharter[bot]', comments(repo, number)),
    labels: (repo, number) => github.labels(repo, Number(number)),
    checkRuns: (repo, sha) => github.checkRuns(repo, sha),
    transfer: (login, repo, number, to) => github.as(login).transferIssue(repo, Number(number), to).number,
    reactions: ({ id }) => github.reactions(id).map(({ content }) => content),
    stop: () => github.stop(),
  };
}

/** What Gitee and the app share. */
export const giteeSecret = 'the secret shared with Gitee';
export const giteeToken = 'the-token-of-the-bot';
export const giteeBot = { login: 'opencharter-bot', id: 900 } as const;

/** The simulated Gitee with the people and repositories of the tests. */
export function startTestGitee(clock: Clock, checks?: ChecksPolicy): Promise<SimulatedGitee> {
  const { users, organizations, repositories } = seed;
  return startSimulatedGitee({
    clock,
    bot: giteeBot,
    token: giteeToken,
    webhook: { mode: 'signature', secret: giteeSecret },
    ...(checks ? { checks } : {}),
    seed: {
      users: users.map((user) => ({ ...user, id: idOn('gitee', user.id) })),
      organizations: organizations.map((one) => ({ ...one, id: idOn('gitee', one.id) })),
      repositories,
    },
  });
}

export function onGitee(gitee: SimulatedGitee): TestForge {
  const { url, token, calls, faults, webhooks } = gitee;
  return {
    id: 'gitee',
    url,
    calls,
    faults,
    webhooks,
    settings: {
      github: null,
      gitee: { url, token, webhookSecret: giteeSecret, webhookMode: 'signature', proxy: null },
    },
    target: (appUrl) => {
      gitee.target(`${appUrl}/api/gitee/webhooks`);
    },
    as(login) {
      const actor = gitee.as(login);
      return {
        ...actor,
        openIssue: (repo, opening) => ({ number: identOf(actor.openIssue(repo, opening).id) }),
        editComment: ({ id, subject }, body) =>
          isPull(subject) ? actor.editPullComment(id, body) : actor.editComment(id, body),
        deleteComment: ({ id, subject }) => {
          if (isPull(subject)) actor.deletePullComment(id);
          else actor.deleteComment(id);
        },
      };
    },
    plant: (more) => {
      gitee.plant(more);
    },
    addUser: (user) => gitee.addUser(user),
    pull: (repo, number) => gitee.pull(repo, number),
    pullsOf: (repo, head) => pullsIn(gitee.world, repo, head),
    repository: (repo) => requireRepository(gitee.world, repo),
    comments: (repo, number) => gitee.comments(repo, number),
    told: (repo, number) => bodiesBy(giteeBot.login, gitee.comments(repo, number)),
    labels: (repo, number) => gitee.labels(repo, number),
    checkRuns: (repo, sha) => gitee.checkRuns(repo, sha),
    transfer: () => {
      throw new Error('Gitee cannot transfer an issue');
    },
    reactions: () => [],
    stop: () => gitee.stop(),
  };
}
