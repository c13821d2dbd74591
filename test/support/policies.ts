// The whole app with policies in force: five of them, and a repository with owners.
import { startOn, startWorld, until, type TestWorld, type World, type WorldOptions } from './app.js';
import { idOn } from './foundation.js';
import type { CheckRun } from '../../src/sandbox/forge/state.js';
import type { ForgeId } from '../../src/shared/refs.js';

export const policyYml = `
version: 1
policies:
  dco: { enforce: block, override: [tsc] }
  title: { enforce: block, override: [tsc, maintainers] }
  description: { enforce: warn }
  owners: { enforce: block, override: [tsc] }
  paths: { enforce: block, rules: [{ paths: ["governance/**"], motion: quick }, { paths: ["vendor/**"], forbidden: true }] }
`;

export const models = 'openclaw/models';

/** Wang Bo approves everything, Chen Yu what is below docs/; Kofi Mensah reviews. */
export const ownersFiles = {
  OWNERS: 'approvers:\n  - wang-bo\nreviewers:\n  - kofi-mensah\n',
  'docs/OWNERS': 'approvers:\n  - chen-yu\n',
};

/** What tests of policies ask a world. */
interface PolicyEyes {
  /** The policy check of a head; undefined while there is none. */
  readonly check: (head: string) => CheckRun | undefined;
  /** Waits until the check of a head says so, and on Gitee the label of its pull request as well, and everything is done. */
  readonly checked: (head: string, conclusion: 'success' | 'failure' | null) => Promise<CheckRun>;
  /** What our bot wrote about policies in a pull request. */
  readonly told: (number: number) => readonly string[];
}

/** Policies on one forge or the other. */
export interface ForgePolicyWorld extends World, PolicyEyes {}

/** Policies on GitHub. */
export interface PolicyWorld extends TestWorld, PolicyEyes {}

const labelOf = { success: 'policy/ok', failure: 'policy/needs-work' } as const;

async function withEyes<W extends World>(world: W): Promise<W & PolicyEyes> {
  const { forge, settle } = world;
  forge.as('lin-mei').commit(models, ownersFiles, { message: 'Name the owners' });
  await settle();
  const check = (head: string) => forge.checkRuns(models, head).find(({ name }) => name === 'OpenCharter / policy');
  /** Open pull requests of a head have the label that says so, and no other of ours. */
  const labelled = (head: string, conclusion: 'success' | 'failure'): boolean =>
    forge.pullsOf(models, head).every((number) => {
      const ours = forge.labels(models, number).filter((label) => label.startsWith('policy/'));
      return ours.join() === labelOf[conclusion];
    });
  return Object.assign(world, {
    check,
    async checked(head: string, conclusion: 'success' | 'failure' | null) {
      await until(`the check of ${head} is ${String(conclusion)}`, async () => {
        await settle();
        if (check(head)?.conclusion !== conclusion) return false;
        return forge.id === 'github' || conclusion === null || labelled(head, conclusion);
      });
      const run = check(head);
      if (!run) throw new Error(`${head} has no check`);
      return run;
    },
    told: (number: number) => forge.told(models, number).filter((body) => body.includes('opencharter:policy%20')),
  });
}

/** Starts it on a forge. */
export async function startPoliciesOn(
  on: ForgeId,
  options: Parameters<typeof startOn>[1] = {},
): Promise<ForgePolicyWorld> {
  return withEyes(await startOn(on, { policy: policyYml, ...options }));
}

/** Starts it on GitHub. */
export async function startPolicyWorld(options: WorldOptions = {}): Promise<PolicyWorld> {
  return withEyes(await startWorld({ policy: policyYml, ...options }));
}

/** A commit message with its author's sign-off, as the simulated forge names its people. `id`: on GitHub. */
export function signedOff(title: string, login: string, id: number, on: ForgeId = 'github'): string {
  const host = on === 'github' ? 'users.noreply.github.com' : 'user.noreply.gitee.com';
  return `${title}\n\nSigned-off-by: ${login} <${String(idOn(on, id))}+${login}@${host}>\n`;
}
