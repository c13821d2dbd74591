// A simulated forge as the console shows it: its addresses, how it names things, its people and its traffic.
import type { ForgeId } from '../../shared/refs.js';
import type { ForgeActor } from '../forge/actor.js';
import type { CallLog } from '../forge/calls.js';
import type { Faults } from '../forge/faults.js';
import { isPull } from '../forge/pull.js';
import { fullName, repositoryByName, type Comment, type Repository, type Subject } from '../forge/state.js';
import type { Webhooks } from '../forge/webhooks.js';
import type { World } from '../forge/world.js';
import { refOf, subjectOf, type Ref } from '../gitee/ident.js';
import type { SimulatedForges } from '../sandbox.js';

/** What a person does on either forge. */
export interface ConsoleActor extends ForgeActor<Ref> {
  rewrite(comment: Comment, body: string): void;
  erase(comment: Comment): void;
}

export interface ConsoleForge {
  readonly id: ForgeId;
  /** As people write it. */
  readonly name: string;
  /** The address of its pages: `/sandbox` or `/sandbox/gitee`. */
  readonly base: string;
  /** What pull requests are called in addresses. */
  readonly pulls: string;
  readonly world: World;
  readonly webhooks: Webhooks;
  readonly calls: CallLog;
  readonly faults: Faults;
  /** Whether webhooks of what happens are lost; null where they never are. */
  readonly losing: boolean | null;
  /** What must not be shown of its traffic. */
  secrets(): readonly string[];
  as(login: string): ConsoleActor;
  /** How an issue or pull request is numbered. */
  refOf(subject: Subject): Ref;
  /** The issue or pull request of a number as it stands in addresses, deleted or transferred ones too; null where there never was one. */
  find(repository: Repository, number: string): Subject | null;
  /** The id of a comment's element on its page, as the forge's own links name it. */
  anchorOf(comment: Pick<Comment, 'id'>): string;
}

/** By id. */
export type ConsoleForges = Readonly<Record<ForgeId, ConsoleForge>>;

function onGitHub({ github }: SimulatedForges): ConsoleForge {
  return {
    id: 'github',
    name: 'GitHub',
    base: '/sandbox',
    pulls: 'pull',
    world: github.state,
    webhooks: github.webhooks,
    calls: github.calls,
    faults: github.faults,
    losing: null,
    secrets: () => [github.webhookSecret, github.privateKey],
    as(login) {
      const actor = github.as(login);
      return {
        ...actor,
        rewrite: ({ id }, body) => {
          actor.editComment(id, body);
        },
        erase: ({ id }) => {
          actor.deleteComment(id);
        },
      };
    },
    refOf: ({ number }) => number,
    find: ({ subjects }, number) => (/^[1-9]\d{0,8}$/.test(number) ? (subjects.get(Number(number)) ?? null) : null),
    anchorOf: ({ id }) => `issuecomment-${String(id)}`,
  };
}

/** A deleted one is found too: its page says that it is gone. */
function findOnGitee(repository: Repository, number: string): Subject | null {
  const ref = /^[1-9]\d{0,8}$/.test(number) ? Number(number) : number;
  const there = subjectOf(repository, ref);
  return there ?? [...repository.subjects.values()].find((one) => one.deleted && refOf(one) === ref) ?? null;
}

function onGitee({ gitee }: SimulatedForges): ConsoleForge {
  return {
    id: 'gitee',
    name: 'Gitee',
    base: '/sandbox/gitee',
    pulls: 'pulls',
    world: gitee.world,
    webhooks: gitee.webhooks,
    calls: gitee.calls,
    faults: gitee.faults,
    get losing() {
      return gitee.losing;
    },
    secrets: () => {
      const { hooks, tokens } = gitee.gitee;
      return [...tokens.keys(), ...[...hooks.values()].map(({ secret }) => secret)].filter((one) => one !== '');
    },
    as(login) {
      const actor = gitee.as(login);
      return {
        ...actor,
        rewrite: ({ id, subject }, body) => {
          if (isPull(subject)) actor.editPullComment(id, body);
          else actor.editComment(id, body);
        },
        erase: ({ id, subject }) => {
          if (isPull(subject)) actor.deletePullComment(id);
          else actor.deleteComment(id);
        },
      };
    },
    refOf,
    find: findOnGitee,
    anchorOf: ({ id }) => `note_${String(id)}`,
  };
}

export function consoleForges(forges: SimulatedForges): ConsoleForges {
  return { github: onGitHub(forges), gitee: onGitee(forges) };
}

/** `/sandbox/OWNER/NAME`, `/sandbox/gitee/OWNER/NAME` */
export function repositoryAddress({ base }: ConsoleForge, repository: Repository): string {
  return `${base}/${fullName(repository)}`;
}

/** `/sandbox/OWNER/NAME/issues/12`, `/sandbox/gitee/OWNER/NAME/pulls/7` */
export function subjectAddress(forge: ConsoleForge, subject: Subject): string {
  const kind = subject.pull ? forge.pulls : 'issues';
  return `${repositoryAddress(forge, subject.repository)}/${kind}/${String(forge.refOf(subject))}`;
}

/** `OWNER/NAME#12` */
export function referenceOf(forge: ConsoleForge, subject: Subject): string {
  return `${fullName(subject.repository)}#${String(forge.refOf(subject))}`;
}

/** The repository of this full name, under its former name too. */
export function repositoryNamed({ world }: ConsoleForge, name: string): Repository | null {
  return repositoryByName(world, name) ?? world.formerNames.get(name.toLowerCase()) ?? null;
}
