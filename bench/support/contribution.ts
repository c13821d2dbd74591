// A contribution as large as GitHub tells of in full, under all policies: 250 commits, 3,000 files, 300 OWNERS files with filters and aliases.
import { readConfiguration } from '../../src/contributions/configuration.js';
import type { Rules } from '../../src/contributions/evaluate.js';
import { complete, type ChangedFile, type Commit, type Facts, type Review } from '../../src/contributions/facts.js';
import { policies } from '../../src/contributions/policies/index.js';
import { readYaml } from '../../src/charter/yaml.js';

const [commitCount, fileCount, ownersCount] = [250, 3000, 300];
const author = { forge: 'github', id: 1001, login: 'lin-mei', bot: false } as const;

const policyYml = `
version: 1
policies:
  dco: { enforce: block, remediation: individual, exempt: [49699333] }
  title: { enforce: block, max_length: 100 }
  description: { enforce: block, sections: [What, Why, How it was checked] }
  owners: { enforce: block, lgtm: 2 }
  paths:
    enforce: block
    rules:
      - { paths: ['LICENSE*', 'LICENSES/**'], motion: entrenched }
      - { paths: ['governance/**', '**/charter.yml', 'people.yml'], motion: governance }
      - { paths: ['**/*.pkl', '**/*.pickle', '**/*.{pt,bin,ckpt}'], forbidden: true }
      - { paths: ['**/.env', '**/*.pem', '**/id_rsa', '**/id_ed25519'], forbidden: true }
`;

function sha(number: number): string {
  return number.toString(16).padStart(40, '0');
}

/** Every tenth commit lacks its sign-off when `flawed`. */
function commitOf(i: number, flawed: boolean): Commit {
  const person = { name: 'Lin Mei', email: 'mei@example.org', account: author };
  const body = `It loads shard ${String(i)} before the others, as the issue asks for.\n`.repeat(12);
  const trailers = [
    `Fixes: ${sha(i)}`,
    'Reviewed-by: Wang Bo <bo@example.com>',
    'Signed-off-by: Lin Mei <mei@example.org>',
  ];
  const kept = flawed && i % 10 === 0 ? trailers.slice(0, 2) : trailers;
  const message = `feat(loader): load shard ${String(i)}\n\n${body}\n${kept.join('\n')}\n`;
  return { sha: sha(i + 1), parents: [sha(i)], author: person, committer: person, message, verified: true };
}

/** The folder of the n-th OWNERS file: six in each folder above, so up to five deep. */
function folderOf(n: number): string {
  return n === 0 ? 'src' : `${folderOf(Math.floor((n - 1) / 6))}/part-${String(n)}`;
}

function fileOf(i: number): ChangedFile {
  const path = `${folderOf(i % ownersCount)}/deeper/file-${String(i)}.${i % 3 === 0 ? 'py' : 'ts'}`;
  const renamed = i % 20 === 0;
  return {
    path,
    previousPath: renamed ? path.replace('file-', 'old-') : null,
    status: renamed ? 'renamed' : 'modified',
    additions: 10,
    deletions: 3,
    binary: false,
  };
}

const people = Array.from({ length: 60 }, (_, i) => `owner-${String(i)}`);

function ownersOf(n: number): string {
  const [a = '', b = '', c = ''] = [n, n + 7, n + 13].map((i) => people[i % people.length]);
  if (n % 4 !== 0)
    return `approvers:\n  - ${a}\n  - ${b}\n  - team-${String(n % 20)}\nreviewers:\n  - ${c}\nlabels:\n  - area/x\n`;
  return `options: { no_parent_owners: ${String(n % 12 === 0)} }\nfilters:\n  ".*":\n    approvers: [${a}, team-${String(n % 20)}]\n  "\\\\.py$":\n    approvers: [${b}]\n    reviewers: [${c}]\n`;
}

function ownersFiles(round: number): ReadonlyMap<string, string> {
  const aliases = Array.from({ length: 20 }, (_, i) => `  team-${String(i)}: [${people.slice(i, i + 8).join(', ')}]`);
  const files = Array.from({ length: ownersCount }, (_, n): [string, string] => [
    `${folderOf(n)}/OWNERS`,
    `# Round ${String(round)}\n${ownersOf(n)}`,
  ]);
  return new Map([...files, ['OWNERS', ownersOf(1)], ['OWNERS_ALIASES', `aliases:\n${aliases.join('\n')}\n`]]);
}

function approvalOf(i: number): Review {
  const account = { forge: 'github', id: 2000 + i, login: people[i] ?? '', bot: false } as const;
  return {
    id: String(i),
    account,
    state: 'approved',
    head: sha(commitCount),
    tree: sha(1),
    submittedAt: '2026-11-20T10:00:00.000Z',
  };
}

/** The facts; `flawed`: most policies have something to say about them. The OWNERS files of another round are other texts. */
export function largeContribution(flawed: boolean, round: number): Facts {
  const body = '## What\nIt loads.\n\n## Why\nIt must.\n\n## How it was checked\nBy hand.\n';
  return {
    subject: { forge: 'github', repo: 'openclaw/models', number: '12' },
    pull: {
      title: flawed ? 'load shards' : 'feat: load shards',
      body: flawed ? '' : body,
      draft: false,
      state: 'open',
      author,
      base: { branch: 'main', sha: sha(0) },
      head: { sha: sha(commitCount), tree: sha(1) },
      labels: [],
      createdAt: '2026-11-20T09:00:00.000Z',
    },
    commits: complete(Array.from({ length: commitCount }, (_, i) => commitOf(i, flawed))),
    files: complete(Array.from({ length: fileCount }, (_, i) => fileOf(i))),
    reviews: complete(flawed ? [] : people.map((_, i) => approvalOf(i))),
    approvals: complete([]),
    baseFiles: complete(ownersFiles(round)),
    headFiles: complete(new Map()),
    motions: complete([]),
    accounts: complete(new Map(people.map((login, i) => [login, 2000 + i]))),
    queue: complete(null),
  };
}

/** All five policies, as a foundation would configure them. */
export function fiveRules(): Rules {
  const names = { bodies: ['tsc'], kinds: ['technical', 'governance', 'entrenched'] };
  const yaml = readYaml(policyYml);
  if (!yaml.ok) throw new Error('the rules of the benchmark are not YAML');
  const { settings, problems } = readConfiguration(yaml.value.value, policies, names);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return { floor: settings, policies, names };
}
