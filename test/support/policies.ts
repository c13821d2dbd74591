// The whole app with policies in force: five of them, and a repository with owners.
import { startWorld, until, type TestWorld, type WorldOptions } from './app.js';
import type { CheckRun } from '../../src/sandbox/forge/state.js';

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

export interface PolicyWorld extends TestWorld {
  /** The policy check of a head; undefined while there is none. */
  readonly check: (head: string) => CheckRun | undefined;
  /** Waits until the check of a head says so, and everything is done. */
  readonly checked: (head: string, conclusion: 'success' | 'failure' | null) => Promise<CheckRun>;
  /** What our bot wrote about policies in a pull request. */
  readonly told: (number: number) => readonly string[];
}

/** Starts it. */
export async function startPolicyWorld(options: WorldOptions = {}): Promise<PolicyWorld> {
  const world = await startWorld({ policy: policyYml, ...options });
  const { github, settle } = world;
  github.as('lin-mei').commit(models, ownersFiles, { message: 'Name the owners' });
  await settle();
  const check = (head: string) => github.checkRuns(models, head).find(({ name }) => name === 'OpenCharter / policy');
  return Object.assign(world, {
    check,
    async checked(head: string, conclusion: 'success' | 'failure' | null) {
      await until(`the check of ${head} is ${String(conclusion)}`, async () => {
        await settle();
        return check(head)?.conclusion === conclusion;
      });
      const run = check(head);
      if (!run) throw new Error(`${head} has no check`);
      return run;
    },
    told: (number: number) =>
      github
        .comments(models, number)
        .filter(({ author, body }) => author.login === 'opencharter[bot]' && body.includes('opencharter:policy%20'))
        .map(({ body }) => body),
  });
}

/** A commit message with its author's sign-off, as the simulated GitHub names its people. */
export function signedOff(title: string, login: string, id: number): string {
  return `${title}\n\nSigned-off-by: ${login} <${String(id)}+${login}@users.noreply.github.com>\n`;
}
