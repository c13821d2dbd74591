// The foundation whose members vote in the benchmark: one body of twenty, and a simulated GitHub where they have accounts.
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSimulatedGitHub, type SimulatedGitHub } from '../../src/sandbox/github/index.js';
import { systemClock } from '../../src/shared/time.js';
import { secret } from './load.js';

export const repository = 'openclaw/models';
export const members = Array.from({ length: 20 }, (_, i) => `member-${String(i + 1).padStart(2, '0')}`);

const users = members.map((login, i) => ({ login, id: 1001 + i }));

const charterYml = `
version: 1
foundation: { id: openclaw, name: OpenClaw Foundation, license: Apache-2.0, language: en }
repositories: ["github:openclaw/*"]
default_motion: technical
bodies:
  tsc: { name: Technical Steering Committee, seats: [${members.join(', ')}] }
motions:
  technical:
    title: Technical decision
    scope: technical
    electorate: [tsc]
    period: P7D
    quorum: ["ballots >= 1/2 of electorate"]
    passes_when: ["yes > 1/2 of cast"]
`;

const peopleYml = `
organizations: []
people:
${users
  .map(
    ({ login, id }) =>
      `  - { id: ${login}, name: ${login}, github: { login: ${login}, id: ${String(id)} }, affiliations: [{ org: independent }] }`,
  )
  .join('\n')}
`;

/** Writes the governance files into the folder. */
export async function writeGovernance(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'charter.yml'), charterYml);
  await writeFile(join(folder, 'people.yml'), peopleYml);
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKeyPem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

/** A simulated GitHub in this process. It holds its webhooks back until they are delivered. */
export async function startForge(): Promise<SimulatedGitHub> {
  const github = await startSimulatedGitHub({
    clock: systemClock,
    app: { id: 4711, slug: 'opencharter', webhookSecret: secret, privateKeyPem },
    seed: {
      users,
      organizations: [{ login: 'openclaw', id: 2001, members }],
      repositories: [{ name: repository, id: 3001 }],
      installedOn: ['openclaw'],
    },
  });
  github.webhooks.autoDeliver = false;
  return github;
}
