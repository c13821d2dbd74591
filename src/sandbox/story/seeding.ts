// Seeds a new world: decides by the charter what can be told, puts the people and repositories there, and lets the story be played.
import { policyProblems } from '../../contributions/policies/index.js';
import type { Charter } from '../../charter/charter.js';
import { parseCharter } from '../../charter/parse.js';
import type { FilesRead } from '../../jobs/governance-files.js';
import { sha256Hex } from '../../jobs/sha256.js';
import type { Log } from '../../shared/log.js';
import { dayOf, type Clock, type Instant } from '../../shared/time.js';
import { follow, nextDueAfter, type FollowingApp } from '../app-follows.js';
import type { MovableClock } from '../clock.js';
import type { SimulatedGitHub } from '../github/index.js';
import type { SeedingState } from '../sandbox.js';
import { homeOf, loginsIn, peopleIn, plantPeople, plantRepositories, repositoriesOf, whatIsMissing } from './cast.js';
import { play, type Week } from './play.js';
import type { Thread } from './scene.js';
import { kindsTold, threads } from './threads/index.js';
import { welcome } from './welcome.js';

export interface SeedingOptions {
  readonly github: SimulatedGitHub;
  /** Stands at the story's first moment when a story is wanted. */
  readonly clock: MovableClock;
  readonly real: Clock;
  readonly seed: 'story' | 'nothing';
  /** The world as it was kept, which needs no seed. */
  readonly kept: { readonly people: readonly number[] } | null;
  readonly log: Log;
  readonly tell: (line: string) => void;
}

export interface Seeding {
  state(): SeedingState;
  /** Ids of the accounts of the charter's people, in its order. */
  people(): readonly number[];
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
  /** The organization of the threads' repositories. */
  readonly home: string;
  readonly threads: readonly Thread[];
  readonly start: Instant;
}

const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function charterOn(files: FilesRead, at: Instant): Charter | null {
  if (!files.ok) return null;
  const parsed = parseCharter(files.value, { today: dayOf(at), sha256Hex, policyProblems });
  return parsed.ok ? parsed.value : null;
}

export function createSeeding({ github, clock, real, seed, kept, log, tell }: SeedingOptions): Seeding {
  let people = kept?.people ?? [];
  let plan: Plan | null = null;
  let state: SeedingState = { done: kept !== null, step: 0, of: 0, what: 'waiting for a charter' };

  /** The story, if it fits the charter as it was half a year ago. */
  function planStory(files: FilesRead): Plan | null {
    const start = clock.now();
    const charter = charterOn(files, start);
    const missing = charter ? whatIsMissing(charter, threads, kindsTold) : ['a charter that was good half a year ago'];
    const home = charter && homeOf(charter);
    if (charter && home !== null && missing.length === 0) return { charter, home, threads, start };
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
    const [home = '', repo = ''] = (repositoriesOf(charter)[0] ?? '').split('/');
    const begins = seed === 'nothing' || repo === '' ? [] : welcome(charter, repo);
    return { charter, home, threads: begins, start: clock.now() };
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
        if (plan) plantRepositories(github, plan.charter, plan.threads === threads ? plan.home : null);
      }
      if (!charter) return;
      plantPeople(github, charter);
      people = peopleIn(github, charter);
    },
    async run(app, signal) {
      if (!plan) throw new Error('no charter has been prepared');
      return play(
        {
          github,
          clock,
          owner: plan.home,
          loginOf: loginsIn(plan.charter),
          settle: () => follow(app, github, clock),
          nextDue: () => nextDueAfter(app, clock.now()),
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
