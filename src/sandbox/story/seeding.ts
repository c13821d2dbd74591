// Seeds a new world: decides by the charter what can be told, puts the people and repositories there, and lets the story be played.
import { policyProblems } from '../../contributions/policies/index.js';
import type { Charter } from '../../charter/charter.js';
import { parseCharter } from '../../charter/parse.js';
import type { FilesRead } from '../../jobs/governance-files.js';
import { sha256Hex } from '../../jobs/sha256.js';
import type { Log } from '../../shared/log.js';
import type { ForgeId } from '../../shared/refs.js';
import { dayOf, type Clock, type Instant } from '../../shared/time.js';
import { followStory, nextDueAfter, type FollowingApp } from '../app-follows.js';
import type { MovableClock } from '../clock.js';
import { fullName } from '../forge/state.js';
import { peopleOn } from '../players.js';
import type { AccountIds, SeedingState, SimulatedForges } from '../sandbox.js';
import {
  forgeIds,
  homeOf,
  loginsIn,
  plantAny,
  plantPeople,
  plantStory,
  repositoriesOf,
  whatIsMissing,
  type Ground,
} from './cast.js';
import { play, type Week } from './play.js';
import type { Thread } from './scene.js';
import { onGitee, onGitHub } from './stage-forges.js';
import { horizonsTold, kindsTold, threads, threadsOnGitHubAlone } from './threads/index.js';
import { welcome } from './welcome.js';

export interface SeedingOptions {
  readonly forges: SimulatedForges;
  /** Stands at the story's first moment when a story is wanted. */
  readonly clock: MovableClock;
  readonly real: Clock;
  readonly seed: 'story' | 'nothing';
  /** The world as it was kept, which needs no seed. */
  readonly kept: { readonly people: readonly AccountIds[] } | null;
  readonly log: Log;
  readonly tell: (line: string) => void;
}

export interface Seeding {
  state(): SeedingState;
  /** The accounts of the charter's people, in its order. */
  people(): readonly AccountIds[];
  /** Gives the charter's people accounts; the first good charter decides what is told, and where. */
  prepare(files: FilesRead): void;
  /** Plays what `prepare` decided; false when it was stopped before the end. */
  run(app: FollowingApp, signal: AbortSignal): Promise<boolean>;
  /** It is kept: the seeding is done for ever. */
  finish(): void;
}

/** What is told under a charter. */
interface Plan {
  readonly charter: Charter;
  /** The organizations of the threads' repositories. */
  readonly homes: Homes;
  readonly threads: readonly Thread[];
  readonly start: Instant;
}

type Homes = Readonly<Partial<Record<ForgeId, string>>>;

const needed = { kinds: kindsTold, horizons: horizonsTold };

const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function charterOn(files: FilesRead, at: Instant): Charter | null {
  if (!files.ok) return null;
  const parsed = parseCharter(files.value, { today: dayOf(at), sha256Hex, policyProblems });
  return parsed.ok ? parsed.value : null;
}

/** What `find` finds on each forge. */
function homesBy(find: (forge: ForgeId) => string | null | undefined): Homes {
  return Object.fromEntries(forgeIds.flatMap((forge) => [find(forge) ?? []].flat().map((home) => [forge, home])));
}

export function createSeeding({ forges, clock, real, seed, kept, log, tell }: SeedingOptions): Seeding {
  const { github, gitee } = forges;
  const grounds: readonly Ground[] = [
    {
      id: 'github',
      world: github.state,
      plant: (more) => {
        github.plant(more);
      },
    },
    {
      id: 'gitee',
      world: gitee.world,
      plant: (more) => {
        gitee.plant(more);
      },
    },
  ];
  let people = kept?.people ?? [];
  let plan: Plan | null = null;
  let state: SeedingState = { done: kept !== null, step: 0, of: 0, what: 'waiting for a charter' };

  /** The story, or as much of it as fits the charter as it was half a year ago. */
  function planStory(files: FilesRead): Plan | null {
    const start = clock.now();
    const charter = charterOn(files, start);
    const missing = charter ? whatIsMissing(charter, threads, needed) : ['a charter that was good half a year ago'];
    const threadsTold = missing.length === 0 ? threads : threadsOnGitHubAlone;
    if (charter && whatIsMissing(charter, threadsTold, needed).length === 0) {
      const homes = homesBy((forge) => homeOf(charter, forge));
      for (const ground of grounds) {
        const home = homes[ground.id];
        if (home !== undefined) plantStory(ground, charter, home);
      }
      return { charter, homes, threads: threadsTold, start };
    }
    if (charterOn(files, real.now())) {
      log.warn({ missing }, 'the sandbox cannot tell its story under this charter: it begins with a small world');
    }
    return null;
  }

  /** A small world that fits any charter. */
  function planSmall(files: FilesRead): Plan | null {
    const charter = charterOn(files, real.now());
    if (!charter) return null;
    clock.run();
    for (const ground of grounds) plantAny(ground, charter);
    const homes = homesBy((forge) => repositoriesOf(charter, forge)[0]?.split('/')[0]);
    return { charter, homes, threads: seed === 'nothing' ? [] : welcome(charter), start: clock.now() };
  }

  async function onWeek({ governance }: FollowingApp, { step, of, day }: Week): Promise<void> {
    const { motions } = await governance.ledger.sync();
    state = { done: false, step, of, what: `${month.format(new Date(day))}, ${String(motions.size)} motions so far` };
    log.info({ step, of }, `seeding the sandbox: ${state.what}`);
    tell(`seeding the sandbox, week ${String(step)} of ${String(of)}: ${state.what}`);
  }

  return {
    state: () => state,
    people: () => people,
    prepare(files) {
      const charter = charterOn(files, clock.now()) ?? charterOn(files, real.now());
      if (!state.done && !plan) {
        plan = (seed === 'story' ? planStory(files) : null) ?? planSmall(files);
      }
      if (!charter) return;
      for (const ground of grounds) plantPeople(ground, charter);
      people = peopleOn(forges, charter);
    },
    async run(app, signal) {
      if (!plan) throw new Error('no charter has been prepared');
      const { charter, homes } = plan;
      const onGiteeNow = [...gitee.world.repositories.values()].map(fullName);
      return play(
        {
          places: {
            github: { forge: onGitHub(github), owner: homes.github ?? '', loginOf: loginsIn(charter, 'github') },
            gitee: { forge: onGitee(gitee), owner: homes.gitee ?? '', loginOf: loginsIn(charter, 'gitee') },
          },
          clock,
          settle: () => followStory(app, forges, onGiteeNow, clock),
          nextDue: () => nextDueAfter(app, clock.now()),
          received: async () => {
            await Promise.all([github.webhooks.idle(), gitee.webhooks.idle()]);
          },
          onWeek: (week) => onWeek(app, week),
          signal,
        },
        plan.threads,
        { start: plan.start, end: real.now() },
      );
    },
    finish() {
      clock.run();
      state = { ...state, done: true };
      log.info({}, 'the sandbox is seeded');
    },
  };
}
