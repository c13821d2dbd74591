// Which repositories are polled: all that are known to be the foundation's, or only those for which a motion waits.
import type { AdoptedCharter } from '../charter/adopted.js';
import { isFoundationRepository } from '../charter/repositories.js';
import type { Governance } from '../events/governance.js';
import type { Forge } from '../forges/forge.js';
import type { MirrorReader } from '../mirror/store.js';
import { nextDue } from '../motions/decide/due.js';
import type { Motion } from '../motions/motion.js';
import type { SubjectRef } from '../shared/refs.js';
import { plus, type Instant } from '../shared/time.js';
import type { PollReach } from './poll-reach.js';
import { settlingMs } from './polling.js';
import { distinctNames, namedRepositories } from './sweep-repositories.js';

/** Where the motion's subjects are now, on this forge. */
async function subjectsOn(
  { subjects }: Governance,
  motion: Motion,
  forge: Forge['id'],
): Promise<readonly SubjectRef[]> {
  const refs = await Promise.all(motion.subjects.map(async (one) => (await subjects.current(one))?.ref ?? one));
  return refs.filter((ref) => ref.forge === forge);
}

async function unfinishedOn(governance: Governance, forge: Forge['id']) {
  const register = await governance.ledger.sync();
  const motions = [...register.unfinished].flatMap((id) => register.motions.get(id) ?? []);
  return Promise.all(motions.map(async (motion) => ({ motion, refs: await subjectsOn(governance, motion, forge) })));
}

/** Those that are mirrored, have a contribution or a motion, or are named in the charter one by one; and `others`, where they are the foundation's. */
export async function repositoriesToPoll(
  governance: Governance,
  mirror: Pick<MirrorReader, 'repositories'>,
  adopted: AdoptedCharter,
  forge: Forge['id'],
  others: readonly string[],
): Promise<readonly string[]> {
  const mirrored = (await mirror.repositories()).flatMap((one) => (one.forge === forge ? [one.repo] : []));
  const motions = (await unfinishedOn(governance, forge)).flatMap(({ refs }) => refs.map(({ repo }) => repo));
  const contributions = await governance.contributions.repositories(forge);
  const all = [...motions, ...mirrored, ...contributions, ...namedRepositories(adopted, forge), ...others];
  return distinctNames(all).filter((repo) => isFoundationRepository(adopted.charter, forge, repo));
}

/** Those in which a motion that is due to close waits for a poll, which may begin now. */
export async function awaitedRepositories(
  governance: Governance,
  reach: PollReach,
  forge: Forge['id'],
  now: Instant,
): Promise<readonly string[]> {
  const awaited: string[] = [];
  for (const { motion, refs } of await unfinishedOn(governance, forge)) {
    const due = nextDue(motion);
    if (due?.what !== 'close' || plus(due.at, settlingMs) > now) continue;
    for (const ref of refs) if (!(await reach.since(governance, ref, due.at))) awaited.push(ref.repo);
  }
  return distinctNames(awaited);
}
