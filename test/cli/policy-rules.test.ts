// Which policies are tried: those of the governance folder, or of a file; what is wrong with them is told by line.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPolicySets } from '../../src/cli/policy-rules.js';

const charter = `version: 1
foundation: { id: example, name: Example }
repositories: ["github:example/*"]
bodies: { tsc: { name: TSC, seats: [lin-mei] } }
motions:
  technical: { title: T, scope: technical, electorate: [tsc], period: P7D, passes_when: ["yes > 1/2 of cast"] }
`;
const people = `organizations: []
people: [{ id: lin-mei, name: Lin Mei, github: { login: Lin-Mei, id: 1001 }, gitee: { login: LinMei, id: 9001 }, affiliations: [{ org: independent }] }]
`;
const dco = 'version: 1\npolicies:\n  dco: { enforce: block, override: [tsc] }\n';
const title = 'version: 1\npolicies:\n  title: { enforce: warn }\n';
const stranger = 'version: 1\npolicies:\n  dco: { enforce: block, override: [tcs] }\n';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opencharter-policies-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

/** The ids of the policies of both sets, or the errors with the folder left out. */
async function read(file: string | null): Promise<unknown> {
  const sets = await readPolicySets('github', folder, file === null ? null : join(folder, file), '2026-03-01');
  if (!sets.ok) return sets.error.map((line) => line.replaceAll(`${folder}/`, '').replaceAll(folder, 'FOLDER'));
  const { inForce, other } = sets.value;
  return [inForce, other].map((rules) => rules?.floor.map(({ policy }) => policy) ?? null);
}

describe('the policies tried', () => {
  test.each<[string, Readonly<Record<string, string>>, string | null, unknown]>([
    ["are those of the folder's policy.yml", { charter, people, policy: dco }, null, [['dco'], null]],
    [
      'are compared with those of a file',
      { charter, people, policy: dco, other: title },
      'other.yml',
      [['dco'], ['title']],
    ],
    ['are those of a file where none are in force', { charter, people, other: title }, 'other.yml', [null, ['title']]],
    ['may name anybody where there is no charter', { other: stranger }, 'other.yml', [null, ['dco']]],
    [
      'name bodies of the charter where there is one',
      { charter, people, other: stranger },
      'other.yml',
      ['other.yml:3:37: policies.dco.override[0]: there is no body "tcs" (did you mean "tsc"?)'],
    ],
    [
      'are told what is wrong in both files',
      { charter, people, policy: 'policies: {}\n', other: 'a: [\n' },
      'other.yml',
      [expect.stringMatching(/^policy\.yml:1:1: version/), expect.stringMatching(/^other\.yml:\d+:\d+: /)],
    ],
    [
      'must be somewhere',
      {},
      null,
      ['there is no charter.yml with a policy.yml in FOLDER; name a policy file with --file'],
    ],
    [
      'must be somewhere beside a charter too',
      { charter, people },
      null,
      ['there is no charter.yml with a policy.yml in FOLDER; name a policy file with --file'],
    ],
    ['must be readable', {}, 'nowhere.yml', ['nowhere.yml: there is no such file']],
    [
      'need a good charter where there is one',
      { charter, people: 'people: 1\n', other: title },
      'other.yml',
      expect.arrayContaining([expect.stringMatching(/^people\.yml:1:9: /)]),
    ],
  ])('%s', async (_, texts, file, told) => {
    await write(Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${name}.yml`, text])));
    expect(await read(file)).toEqual(told);
  });

  test.each([
    ['github', 'lin-mei', 1001],
    ['gitee', 'linmei', 9001],
  ] as const)('know the account ids of the people of the charter on %s', async (forge, login, id) => {
    await write({ 'charter.yml': charter, 'people.yml': people, 'policy.yml': dco });
    const sets = await readPolicySets(forge, folder, null, '2026-03-01');
    expect(sets.ok && [...sets.value.people]).toEqual([[login, id]]);
  });
});
