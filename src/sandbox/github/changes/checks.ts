// Asking for check runs again, by GitHub's buttons beside them.
import type { Account, CheckRun } from '../../forge/state.js';
import type { World } from '../../forge/world.js';
import { checkRunJson, checkSuiteJson } from '../shapes/check-run.js';
import { announce } from './announce.js';

/** Asks for a check run again, by the button beside it. The run stays as it is: what becomes of it is the app's affair. */
export function rerequestRun(world: World, actor: Account, run: CheckRun): void {
  const check = { ...checkRunJson(world, run), check_suite: checkSuiteJson(world, run) };
  announce(world, 'check_run', run.repository, actor, { action: 'rerequested', check_run: check });
}

/** Asks for all check runs of a commit again. `run` is one of them. */
export function rerequestSuite(world: World, actor: Account, run: CheckRun): void {
  announce(world, 'check_suite', run.repository, actor, {
    action: 'rerequested',
    check_suite: checkSuiteJson(world, run),
  });
}
