// What somebody tries who wants to be green without meeting a policy, each attempt in a row.
import { describe, expect, test } from '@jest/globals';
import { knownFacts, type Commit } from '../../src/contributions/facts.js';
import type { Judgement } from '../../src/contributions/finding.js';
import { description } from '../../src/contributions/policies/description.js';
import { dco } from '../../src/contributions/policies/dco.js';
import { owners } from '../../src/contributions/policies/owners.js';
import { paths, type PathRule } from '../../src/contributions/policies/paths.js';
import { title } from '../../src/contributions/policies/title.js';
import { account, commit, facts, linMei, sha, signature, wangBo } from './support/facts.js';
import { baseFiles, file, told, type World } from './support/owners.js';

const webFlow = signature('GitHub', 'noreply@github.com', account(19864447, 'web-flow'));
const dependabot = account(49699333, 'dependabot[bot]', { bot: true });
const byBot = signature('dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', dependabot);
const signOff = 'Signed-off-by: Lin Mei <mei@example.org>';

function signing(more: Partial<Commit>, options: object = {}): Judgement {
  const read = dco.options.parse(options);
  return dco.evaluate(knownFacts(facts({ commits: [commit(more)] }), dco.needs(read)), read);
}

describe('a sign-off is not got by', () => {
  test.each<[string, Partial<Commit>, object]>([
    ['a merge of a commit with itself', { parents: [sha('a'), sha('a')], message: 'x' }, {}],
    [
      'a squash of a bot’s pull request in a fork of one’s own',
      { author: byBot, committer: webFlow, verified: true, message: 'x' },
      { exempt: [49699333] },
    ],
    [
      'a bot’s name and address',
      { author: signature(byBot.name, byBot.email), verified: true, message: 'x' },
      { exempt: [49699333] },
    ],
    ['a bot as committer', { author: linMei, committer: byBot, verified: true, message: 'x' }, { exempt: [49699333] }],
    ['a bot as co-author', { message: `x\n\nCo-authored-by: ${byBot.name} <${byBot.email}>` }, { exempt: [49699333] }],
    [
      'a name that nobody sees',
      { author: signature('\u200b\u3164', 'a@b.c'), message: 'x\n\nSigned-off-by: \u200b\u3164 <a@b.c>' },
      {},
    ],
    [
      'a name without end',
      { author: signature('a'.repeat(5000), 'a@b.c'), message: `x\n\nSigned-off-by: ${'a'.repeat(5000)} <a@b.c>` },
      {},
    ],
    [
      'an invisible character in another’s name',
      { message: 'x\n\nSigned-off-by: Lin\u200b Mei <mei@example.org>' },
      {},
    ],
    ['a letter of another alphabet', { message: 'x\n\nSigned-off-by: Lin Mei <m\u0435i@example.org>' }, {}],
    ['a domain of another alphabet', { message: 'x\n\nSigned-off-by: Lin Mei <mei@ex\u0430mple.org>' }, {}],
    [
      'a letter of another alphabet in the token',
      { message: 'x\n\nSigned-\u043eff-by: Lin Mei <mei@example.org>' },
      {},
    ],
    ['a token with a space', { message: 'x\n\nSigned off by: Lin Mei <mei@example.org>' }, {}],
    ['two addresses in one', { message: 'x\n\nSigned-off-by: Lin Mei <mei@example.org> <a@b.c>' }, {}],
    ['a fence of code', { message: `x\n\n\`\`\`\n${signOff}\n\`\`\`` }, {}],
    ['an indented line', { message: `x\n\n    ${signOff}` }, {}],
    ['the next line of another trailer', { message: `x\n\nNote: I do not sign\n ${signOff}` }, {}],
    ['a line that only a carriage return begins', { message: `x\n\nnot mine\r${signOff}` }, {}],
    ['words below it', { message: `x\n\n${signOff}\n\nI did not agree to this.` }, {}],
    ['a sign-off before 64 KiB of other trailers', { message: `x\n\n${signOff}\n${'A: 1\n'.repeat(20_000)}` }, {}],
    [
      'another’s hidden address behind one’s own name',
      { message: 'x\n\nSigned-off-by: Lin Mei <1002+wang-bo@users.noreply.github.com>' },
      {},
    ],
    [
      'a committer who is somebody else',
      { committer: wangBo, message: 'x\n\nSigned-off-by: Wang Bo <bo@example.com>' },
      {},
    ],
  ])('%s', (_trick, more, options) => {
    expect(signing(more, options).verdict).toBe('fail');
  });

  test('a statement that the forge signed in the name of a listed signer', () => {
    const text = `On behalf of Lin Mei <mei@example.org>, I, Wang Bo <bo@example.com>, hereby add my Signed-off-by to this commit: ${sha('c1')}`;
    const options = dco.options.parse({ remediation: 'listed', signers: [1002] });
    const commits = [
      commit({ message: 'x' }),
      commit({
        sha: sha('c2'),
        author: wangBo,
        committer: webFlow,
        verified: true,
        message: `x\n\n${text}\n\nSigned-off-by: Wang Bo <bo@example.com>`,
      }),
    ];
    expect(dco.evaluate(knownFacts(facts({ commits }), dco.needs(options)), options).verdict).toBe('fail');
  });

  test('the last of a hundred sign-offs still counts, and one above them does not', () => {
    const others = 'Signed-off-by: A <a@b.c>\n'.repeat(100);
    expect(signing({ message: `x\n\n${others}${signOff}` }).verdict).toBe('pass');
    expect(signing({ message: `x\n\n${signOff}\n${others}` }).verdict).toBe('fail');
  });
});

describe('a title is not made by', () => {
  test.each<[string, string, object]>([
    ['a description that nobody sees', 'feat: \u200b', {}],
    ['a description of filling letters', 'feat: \u3164\u115f', {}],
    ['a description of blank Braille', 'feat: \u2800', {}],
    ['nothing but invisible characters', '\u200b\u2060', {}],
    ['an invisible character in the type', 'fe\u200bat: x', {}],
    ['wide letters', 'ｆｅａｔ: x', {}],
    ['a scope of commas where one is required', 'feat(,): x', { scope_required: true }],
    ['a scope that nobody sees where one is required', 'feat(\u200b): x', { scope_required: true }],
    ['an unlisted scope behind a listed one', 'feat(api, x): x', { scopes: ['api'] }],
    ['a line behind the pattern', 'OC-1\nx', { pattern: 'OC-\\d+' }],
    ['a letter whose capital is a listed one', 'feat(\u212a): x', { scopes: ['k'] }],
  ])('%s', (_trick, text, options) => {
    const read = title.options.parse(options);
    expect(title.evaluate(knownFacts(facts({}, { title: text }), []), read).verdict).toBe('fail');
  });
});

describe('a section is not filled by', () => {
  test.each<[string, string]>([
    ['a tag', '<br>'],
    ['tags around nothing', '<details><summary></summary><p align="center"></p></details>'],
    ['a space written as an entity', '&nbsp;&#8203;&#x3164;'],
    ['a note that only looks like a link', '[//]: # (It was slow.)'],
    ['a definition of a link', '[comment]: <> (It was slow.)'],
    ['filling letters', '\u3164\u115f'],
    ['dots and dashes', '… — · ***'],
    ['an underlined nothing', '***\n---'],
  ])('%s', (_trick, text) => {
    const body = `## Why\n\n${text}\n`;
    const read = description.options.parse({ sections: ['Why'] });
    const { details } = description.evaluate(knownFacts(facts({}, { body }), ['baseFiles']), read);
    expect(details.map(({ key }) => key)).toEqual(['description.empty']);
  });

  test.each<[string, string]>([
    ['a picture', '![](https://example.org/a.png)'],
    ['a picture as a tag', '<img width="100" src="https://example.org/a.png">'],
    ['a link', '<https://example.org/a>'],
    ['a footnote', '[^1]: It was slow.'],
    ['words in tags', '<b>It was slow.</b>'],
    ['a comparison', 'a < b and c > d'],
    ['words behind the shortest comment', '<!--> It was slow.'],
    ['code with tags', '```html\n<br>\n```'],
  ])('but may be by %s', (_what, text) => {
    const read = description.options.parse({ sections: ['Why'] });
    const of = facts({}, { body: `## Why\n\n${text}\n` });
    expect(description.evaluate(knownFacts(of, ['baseFiles']), read).verdict).toBe('pass');
  });
});

describe('owners are not got around by', () => {
  const free = { unowned: 'pass' } as const;
  const withoutRoot = { 'src/OWNERS': 'approvers: [chen-yu]\n', OWNERS_ALIASES: 'aliases: { team: [chen-yu] }' };

  test.each<[string, World, string]>([
    [
      'an OWNERS file of one’s own in free ground',
      { files: [file('OWNERS', { status: 'added' })], base: withoutRoot, options: free },
      'unowned',
    ],
    [
      'an alias changed in free ground',
      { files: [file('OWNERS_ALIASES')], base: withoutRoot, options: free },
      'unowned',
    ],
    [
      'an OWNERS file moved out of free ground',
      { files: [file('x', { previousPath: 'tools/OWNERS', status: 'renamed' })], base: {}, options: free },
      'unowned',
    ],
    [
      'the repository’s policy file removed from free ground',
      { files: [file('.github/opencharter.yml', { status: 'removed' })], base: {}, options: free },
      'unowned',
    ],
    ['a name like OWNERS in another letter case', { files: [file('src/owners')], did: [] }, 'unapproved'],
    [
      'an OWNERS file in another letter case at the base',
      { files: [file('README.md')], base: { owners: 'approvers: [eve]' }, did: ['eve approve'] },
      'unowned',
    ],
    [
      'an OWNERS file of the contribution itself',
      { files: [file('x/OWNERS'), file('x/a')], head: { 'x/OWNERS': 'approvers: [eve]' }, did: ['eve approve'] },
      'unapproved',
    ],
    [
      'an alias of the contribution itself',
      { files: [file('docs/a.md')], head: { OWNERS_ALIASES: 'aliases: { docs-team: [eve] }' }, did: ['eve approve'] },
      'unapproved',
    ],
    [
      'an alias that has the name of an approver',
      {
        files: [file('README.md')],
        base: { OWNERS: 'approvers: [wang-bo]', OWNERS_ALIASES: 'aliases: { wang-bo: [fang] }' },
        did: ['bo approve'],
      },
      'unapproved',
    ],
    [
      'a list of approvers that is empty',
      {
        files: [file('a/b')],
        base: { ...baseFiles, 'a/OWNERS': 'approvers: []\noptions: { no_parent_owners: true }' },
      },
      'unapproved',
    ],
    [
      'a filter that matches nothing',
      {
        files: [file('a/b')],
        base: { ...baseFiles, 'a/OWNERS': 'filters: { "^z$": { approvers: [eve] } }' },
        did: ['eve approve'],
      },
      'unapproved',
    ],
    [
      'a filter whose dot was meant for the path’s end',
      { files: [file('docs/a.md/b')], did: ['fang approve'] },
      'unapproved',
    ],
    [
      'a rename told as a copy, with the old name removed',
      {
        files: [
          file('src/a', { previousPath: 'src/secure/a', status: 'copied' }),
          file('src/secure/a', { status: 'removed' }),
        ],
        did: ['yu approve'],
      },
      'unapproved',
    ],
    [
      'a link or submodule in the place of a folder',
      {
        files: [file('src/secure', { status: 'added' }), file('src/secure/keys.ts', { status: 'removed' })],
        did: ['yu approve'],
      },
      'unapproved',
    ],
    ['an approval of an older head', { files: [file('README.md')], did: ['bo approve @old'] }, 'unapproved'],
    ['a review of an older head', { files: [file('README.md')], did: ['bo reviews approved @old'] }, 'unapproved'],
    ['a review that was dismissed', { files: [file('README.md')], did: ['bo reviews dismissed'] }, 'unapproved'],
    [
      'a review by a bot',
      { files: [file('README.md')], base: { OWNERS: 'approvers: [robot, wang-bo]' }, did: ['robot reviews approved'] },
      'unapproved',
    ],
    ['the author’s review', { files: [file('README.md')], did: ['mei reviews approved'] }, 'unapproved'],
    [
      'a hold lifted by an account that OWNERS does not name',
      { files: [file('README.md')], did: ['bo approve', 'dana hold', 'eve hold cancel'] },
      'held',
    ],
  ])('%s', (_trick, world, expected) => {
    expect(told(world)).toBe(expected);
  });

  test('but free ground beside those files is free', () => {
    expect(told({ files: [file('tools/a')], base: withoutRoot, options: free })).toBe('pass');
  });

  test('somebody who took the login that an approver gave up', () => {
    const accounts = new Map([['wang-bo', 1002]]);
    const taken = { kind: 'approve', cancel: false, account: account(4242, 'wang-bo'), person: null } as const;
    const of = facts({
      files: [file('README.md')],
      baseFiles: new Map(Object.entries(baseFiles)),
      accounts,
      approvals: [{ ...taken, head: sha('c1'), tree: sha('7ee1'), at: '2026-11-20T10:00:00.000Z' }],
    });
    const options = owners.options.parse({ lgtm: 0 });
    expect(owners.evaluate(knownFacts(of, owners.needs(options)), options).summary.key).toBe('owners.unapproved');
  });
});

describe('paths are not got around by', () => {
  const rules: readonly PathRule[] = [{ paths: ['governance/**', '**/*.exe'], motion: 'governance' }];

  test.each<[string, Parameters<typeof file>]>([
    ['a copy into them', ['governance/a', { previousPath: 'a', status: 'copied' }]],
    ['a move out of them', ['a', { previousPath: 'governance/a', status: 'renamed' }]],
    ['a file, link or submodule in their place', ['governance', { status: 'added' }]],
    ['a name with a line break', ['governance/\n', {}]],
    ['a name with half a character', ['governance/\ud800', {}]],
    ['a name of dots', ['governance/...', {}]],
    ['a name that turns its end around', ['a/\u202etxt.exe', {}]],
    ['a change of mode alone', ['governance/a', { status: 'changed', additions: 0, deletions: 0 }]],
  ])('%s', (_trick, given) => {
    const options = paths.options.parse({ rules });
    const of = facts({ files: [file(...given)] });
    expect(paths.evaluate(knownFacts(of, paths.needs(options)), options).verdict).toBe('fail');
  });

  test('the command to undo takes names of patterns as they are', () => {
    const options = paths.options.parse({ rules: [{ paths: ['**'], forbidden: true }] });
    const of = facts({ files: [file('*', { status: 'added' }), file(':/', { status: 'modified' })] });
    const command = paths.evaluate(knownFacts(of, ['files']), options).mend?.commandLine?.split('\n');
    expect(command?.slice(0, 2)).toEqual([
      "git --literal-pathspecs rm -- '*'",
      `git --literal-pathspecs checkout ${sha('ba5e')} -- :/`,
    ]);
  });
});
