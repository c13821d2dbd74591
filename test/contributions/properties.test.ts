// What holds of every contribution and every policy file: tightening never turns a fail into a pass.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evaluate } from '../../src/contributions/evaluate.js';
import { complete, incomplete, type Commit, type Facts } from '../../src/contributions/facts.js';
import { policyFileId } from '../../src/contributions/policy-file.js';
import { account, bo, commit, facts, linMei, mei, sha, signature, wangBo } from './support/facts.js';
import { accounts, actsOf, baseFiles as ownersFiles, file, judge, type World } from './support/owners.js';
import { rulesOf } from './support/rules.js';

const bot = signature('bot', '7+bot@users.noreply.github.com', account(7, 'bot', { bot: true }));
const ids = fc.subarray([1001, 1002, 7]);
const rule = fc
  .record({ paths: fc.subarray(['src/**', '*', 'docs/a.md'], { minLength: 1 }) })
  .chain((some) =>
    fc.constantFrom({ ...some, motion: 'technical' }, { ...some, motion: 'security' }, { ...some, forbidden: true }),
  );
const level = fc.constantFrom('block', 'warn', 'shadow', 'off');
const step = fc.record(
  {
    level,
    from: fc.constantFrom('2026-11-19', '2026-11-20', '2026-11-21'),
    repositories: fc.constantFrom(['github:openclaw/*'], ['github:openclaw/models'], ['gitee:*/*']),
  },
  { requiredKeys: ['level', 'from'] },
);
const enforce = fc.oneof(
  { weight: 4, arbitrary: fc.constant('block') },
  { weight: 1, arbitrary: level },
  { weight: 1, arbitrary: fc.tuple(level, step) },
  { weight: 1, arbitrary: fc.tuple(step, step) },
);
const override = fc.subarray(['tsc', 'maintainers']);

/** All keys of each policy's entry, with some values of each. */
const keys = {
  dco: {
    enforce,
    override,
    exempt: ids,
    signers: ids,
    remediation: fc.constantFrom('none', 'individual', 'listed'),
    merges: fc.constantFrom('require', 'exempt'),
  },
  title: {
    enforce,
    override,
    exempt: ids,
    conventional: fc.boolean(),
    types: fc.subarray(['feat', 'fix', 'docs'], { minLength: 1 }),
    scopes: fc.option(fc.subarray(['api', 'ui'])),
    scope_required: fc.boolean(),
    pattern: fc.subarray(['.*l.*', '[a-z].*']),
    max_length: fc.constantFrom(12, 20, 100),
  },
  description: {
    enforce,
    override,
    exempt: ids,
    sections: fc.uniqueArray(fc.constantFrom(['Why'], ['Why', 'How'], ['How'], ['Test']), { maxLength: 3 }),
  },
  owners: { enforce, override, lgtm: fc.constantFrom(0, 1, 2), unowned: fc.constantFrom('pass', 'fail') },
  paths: { enforce, override, rules: fc.array(rule, { maxLength: 2 }) },
};

type Entry = Readonly<Record<string, unknown>>;

/** What a foundation's file says of one policy, and a repository's own: mostly a key or two. */
function twoEntries(id: keyof typeof keys): fc.Arbitrary<{ readonly floor: Entry; readonly own: Entry }> {
  const all: Readonly<Record<string, fc.Arbitrary<unknown>>> = keys[id];
  const own = fc
    .subarray(Object.keys(all), { minLength: 1, maxLength: 2 })
    .chain((some) => fc.record(Object.fromEntries(Object.entries(all).filter(([key]) => some.includes(key)))));
  const floor = fc.record(all, { requiredKeys: ['enforce'] });
  return fc.record({ floor, own }).map((both) => ({ floor: { [id]: both.floor }, own: { [id]: both.own } }));
}

const files = fc.oneof(
  twoEntries('dco'),
  twoEntries('title'),
  twoEntries('description'),
  twoEntries('owners'),
  twoEntries('paths'),
);

const message = fc.constantFrom(
  'x',
  'x\n\nSigned-off-by: Lin Mei <mei@example.org>',
  'x\n\nSigned-off-by: Wang Bo <bo@example.com>',
  `x\n\nI, Lin Mei <mei@example.org>, hereby add my Signed-off-by to this commit: ${sha('c0')}\n\nSigned-off-by: Lin Mei <mei@example.org>`,
);
const anyCommits: fc.Arbitrary<Commit[]> = fc.array(
  fc
    .record({
      author: fc.constantFrom(linMei, wangBo, bot),
      parents: fc.constantFrom(['a'], ['a', 'b']),
      message,
      verified: fc.boolean(),
    })
    .map((one) => commit(one)),
  { minLength: 1, maxLength: 2 },
);
/** One without sign-off, and one by a signer that remedies it. */
const remedied = [
  commit({ message: 'x' }),
  commit({
    author: wangBo,
    verified: true,
    message: `x\n\nI, Wang Bo <bo@example.com>, hereby add my Signed-off-by to this commit: ${sha('c0')}\n\nSigned-off-by: Wang Bo <bo@example.com>`,
  }),
];
const commits = fc.oneof({ weight: 3, arbitrary: anyCommits }, { weight: 1, arbitrary: fc.constant(remedied) });
const acts = fc.subarray(['bo approve', 'bo lgtm', 'dana lgtm', 'yu reviews approved', 'eve hold', 'bo hold cancel']);
const motions = fc
  .subarray(['technical', 'security'])
  .map((kinds) => kinds.map((kind) => ({ id: 'M-2026-0001', kind, head: sha('c1') })));
const template = '## Why\nSay why.\n## How\nSay how.';
const contribution: fc.Arbitrary<Facts> = fc
  .record({
    commits,
    missing: fc.boolean(),
    title: fc.constantFrom('feat: load', 'feat(api): load', 'fix(ui): a longer title', 'Load', 'docs(db): x', ''),
    body: fc.constantFrom('', template, '## Why\nSlow.', '## How\nSlow.\n## Test\nYes.', 'Slow.', '## Why\nSay how.'),
    author: fc.constantFrom(mei, bo),
    changed: fc.subarray(['README.md', 'src/a', 'docs/a.md', 'OWNERS']),
    owned: fc.subarray(['OWNERS', 'src/OWNERS']),
    acts,
    motions,
  })
  .map(({ commits: all, missing, changed, owned, acts: did, motions: carried, ...pull }) => {
    const numbered = all.map((one, i) => ({ ...one, sha: sha(`c${i}`) }));
    const of = facts(
      {
        baseFiles: new Map([
          ['PULL_REQUEST_TEMPLATE.md', template],
          ...owned.map((path) => [path, ownersFiles[path] ?? ''] as const),
        ]),
        files: changed.map((path) => file(path)),
        motions: carried,
        accounts,
        ...actsOf(did),
      },
      pull,
    );
    return { ...of, commits: missing ? incomplete({ code: 'not-read' }) : complete(numbered) };
  });

function lines(file: Entry): string {
  return Object.entries(file)
    .map(([id, entry]) => `${id}: ${JSON.stringify(entry)}`)
    .join('\n');
}

const strictness = { pass: 0, skip: 0, pending: 1, fail: 2 };
const levels = { shadow: 0, warn: 1, block: 2 };

describe('a repository’s file, whatever it says', () => {
  test('turns no verdict into a better one', () => {
    const tightened = new Set<string>();
    fc.assert(
      fc.property(files, contribution, ({ floor, own }, of) => {
        const rules = rulesOf(lines(floor));
        const ownFile = `version: 1\npolicies: ${JSON.stringify(own)}`;
        const texts = of.baseFiles.complete ? of.baseFiles.value : new Map<string, string>();
        const baseFiles = complete(new Map([...texts, ['.github/opencharter.yml', ownFile]]));
        const below = evaluate(of, rules, []);
        const above = evaluate({ ...of, baseFiles }, rules, []);
        expect(strictness[above.verdict]).toBeGreaterThanOrEqual(strictness[below.verdict]);
        for (const finding of below.findings) {
          const other = above.findings.find(({ policy }) => policy === finding.policy);
          expect(levels[other?.enforce ?? 'shadow']).toBeGreaterThanOrEqual(levels[finding.enforce]);
          expect(strictness[other?.verdict ?? 'pass']).toBeGreaterThanOrEqual(strictness[finding.verdict]);
        }
        if (above.verdict !== below.verdict && !above.findings.some(({ policy }) => policy === policyFileId)) {
          tightened.add(Object.keys(own)[0] ?? '');
        }
      }),
      { numRuns: 1500 },
    );
    expect(tightened.size).toBeGreaterThanOrEqual(4);
  });

  test('an override given changes no finding but its own', () => {
    fc.assert(
      fc.property(files, contribution, ({ floor }, of) => {
        const rules = rulesOf(lines(floor));
        const given = {
          policy: 'dco',
          head: of.pull.head.sha,
          by: account(9, 'ada'),
          person: 'ada',
          reason: 'r',
          at: '2026-11-20T10:00:00.000Z',
        };
        const verdicts = (overrides: readonly (typeof given)[]) =>
          evaluate(of, rules, overrides)
            .findings.map(({ policy, verdict }) => `${policy} ${verdict}`)
            .sort();
        expect(verdicts([given])).toEqual(verdicts([]));
      }),
    );
  });

  test('the same facts and rules give the same findings', () => {
    fc.assert(
      fc.property(files, contribution, ({ floor }, of) => {
        const rules = rulesOf(lines(floor));
        expect(evaluate(of, rules, [])).toEqual(evaluate(structuredClone(of), rules, []));
      }),
    );
  });
});

describe('approvals and reviews', () => {
  const someActs = fc.uniqueArray(
    fc
      .tuple(
        fc.constantFrom('bo', 'yu', 'dana', 'eve', 'mei'),
        fc.constantFrom(
          'approve',
          'lgtm',
          'hold',
          'approve cancel',
          'hold cancel',
          'reviews approved',
          'reviews changes-requested',
        ),
        fc.constantFrom('', ' @old', ' @same'),
      )
      .map((words) => `${words[0]} ${words[1]}${words[2]}`),
    { maxLength: 12 },
  );
  const world = { files: [file('README.md'), file('src/a.ts')], options: { lgtm: 1 } } satisfies World;

  test('count by their times, in whatever order they are listed, and however often', () => {
    fc.assert(
      fc.property(
        someActs.chain((did) =>
          fc.tuple(
            fc.constant(did),
            fc.shuffledSubarray([...did.keys(), ...did.keys()], { minLength: did.length * 2 }),
          ),
        ),
        ([did, order]) => {
          const { approvals, reviews } = actsOf(did);
          const all = [...approvals, ...reviews];
          const mixed = order.flatMap((i) => all[i] ?? []);
          const again = {
            approvals: mixed.flatMap((one) => ('kind' in one ? [one] : [])),
            reviews: mixed.flatMap((one) => ('state' in one ? [one] : [])),
          };
          expect(judge({ ...world, acts: again })).toEqual(judge({ ...world, acts: { approvals, reviews } }));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('for another tree never make a verdict better', () => {
    const old = fc.subarray(['bo approve @old', 'yu approve @old', 'dana lgtm @old', 'bo reviews approved @old']);
    fc.assert(
      fc.property(someActs, old, (did, older) => {
        const now = did.filter((one) => !one.endsWith('@old') && !one.includes('reviews changes-requested'));
        const [without, withOlder] = [judge({ ...world, did: now }), judge({ ...world, did: [...now, ...older] })];
        expect(strictness[withOlder.verdict]).toBeGreaterThanOrEqual(strictness[without.verdict]);
      }),
      { numRuns: 300 },
    );
  });

  test('for another tree alone approve nothing', () => {
    const old = fc.subarray(['bo approve @old', 'bo lgtm @old', 'dana lgtm @old', 'yu reviews approved @old'], {
      minLength: 1,
    });
    fc.assert(
      fc.property(old, (did) => {
        expect(judge({ ...world, did }).summary.key).toBe('owners.unapproved');
      }),
    );
  });
});
