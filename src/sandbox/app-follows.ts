// How the sandbox knows that the app has followed: webhooks handled, what time brings done, effects performed.
import { charterNamed, type Governance } from '../events/governance.js';
import { reminderDue, runReminders } from '../jobs/remind.js';
import { nextDue } from '../motions/decide/due.js';
import type { Clock, Instant } from '../shared/time.js';
import type { SimulatedForges } from './sandbox.js';

/** The app as the sandbox drives it. */
export interface FollowingApp {
  readonly governance: Governance;
  /** Does what is due to motions by an instant. */
  readonly runDue: (now: Instant) => Promise<unknown>;
  /** Does what follows for the roadmap from the work on its items, and reminds their leads. */
  readonly runRoadmap: () => Promise<void>;
  /** Resolves when no delivery is due. */
  readonly inboxIdle: () => Promise<void>;
  /** Resolves when no effect is due. */
  readonly outboxIdle: () => Promise<void>;
  /** Polls Gitee where that is due. A poll that fails is the app's to mend. */
  readonly poll: () => Promise<void>;
  /** Tells that all that was written in a repository of Gitee before an instant is handled; null: only what polls have found is known to be. */
  readonly handled: (repo: string, before: Instant | null) => void;
}

/** When time alone brings something next, to any motion; null when it brings nothing. Reminders due by `now` are behind us. */
export async function nextDueAfter({ governance }: FollowingApp, now: Instant): Promise<Instant | null> {
  const register = await governance.ledger.sync();
  let next: Instant | null = null;
  function consider(at: Instant | null | undefined): void {
    if (at != null && (next === null || at < next)) next = at;
  }
  for (const id of [...register.unfinished]) {
    const motion = register.motions.get(id);
    if (!motion) continue;
    consider(nextDue(motion)?.at);
    if (motion.charter === null) continue;
    const { charter } = await charterNamed(governance, motion.charter);
    const reminder = reminderDue(motion, charter.motions.find((kind) => kind.id === motion.kind)?.remind ?? null);
    if (reminder !== null && reminder > now) consider(reminder);
  }
  return next;
}

async function webhooksHandled({ inboxIdle }: FollowingApp, { github, gitee }: SimulatedForges): Promise<void> {
  await Promise.all([github.webhooks.idle(), gitee.webhooks.idle()]);
  await inboxIdle();
}

async function doDue(app: FollowingApp, clock: Clock): Promise<void> {
  await app.runDue(clock.now());
  await runReminders(app.governance, clock.now());
  await app.runRoadmap();
  await app.outboxIdle();
}

/**
 * Resolves when the app has followed up to now. What is held back (webhooks not to be sent, a failing forge, a motion that waits for its
 * deliveries) is not waited for.
 */
export async function follow(app: FollowingApp, forges: SimulatedForges, clock: Clock): Promise<void> {
  await webhooksHandled(app, forges);
  await app.poll();
  await doDue(app, clock);
}

/** The same while a story is told: every webhook arrives then, so that nothing is left for polls to find. */
export async function followStory(
  app: FollowingApp,
  forges: SimulatedForges,
  repositories: readonly string[],
  clock: Clock,
): Promise<void> {
  await webhooksHandled(app, forges);
  for (const repo of repositories) app.handled(repo, clock.now());
  await doDue(app, clock);
}
