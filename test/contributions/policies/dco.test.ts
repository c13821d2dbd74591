// The rules of sign-off, each in a row.
import { describe, expect, test } from '@jest/globals';
import type { Commit, QueueEntry } from '../../../src/contributions/facts.js';
import { knownFacts } from '../../../src/contributions/facts.js';
import type { Judgement } from '../../../src/contributions/finding.js';
import { dco } from '../../../src/contributions/policies/dco.js';
import { account, bo, commit, facts, linMei, mei, sha, signature, wangBo } from '../support/facts.js';

const bot = account(49699333, 'dependabot[bot]', { bot: true });
const webFlow = signature('GitHub', 'noreply@github.com', account(19864447, 'web-flow'));
const byBot = signature('dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', bot);
const hiddenMei = signature('Lin Mei', '1001+lin-mei@users.noreply.github.com', mei);

function judge(commits: readonly Commit[], options: object = {}, queue: QueueEntry | null = null): Judgement {
  const all = facts({ commits, queue });
  const read = dco.options.parse(options);
  return dco.evaluate(knownFacts(all, dco.needs(read)), read);
}

function signed(...trailers: readonly string[]): string {
  return `feat: load a model\n\nIt loads.\n\n${trailers.map((one) => `Signed-off-by: ${one}`).join('\n')}\n`;
}

/** `pass`, or the flaws of the commits in the order told. */
function told(judgement: Judgement): string {
  const flaws = judgement.details.map(({ key }) => key.replace('dco.commit.', '')).join(' ');
  return judgement.verdict === 'fail' ? flaws : judgement.verdict;
}

describe('one commit', () => {
  test.each<[string, Partial<Commit>, string]>([
    ['is signed off by its author', { message: signed('Lin Mei <mei@example.org>') }, 'pass'],
    ['needs a sign-off', { message: 'feat: load a model' }, 'missing'],
    ['may carry others beside the author’s', { message: signed('A <a@b.c>', 'Lin Mei <mei@example.org>') }, 'pass'],
    ['is not signed off by somebody else', { message: signed('Wang Bo <bo@example.com>') }, 'other-person'],
    ['is not signed off under another name', { message: signed('L. Mei <mei@example.org>') }, 'other-name'],
    ['is not signed off under another address', { message: signed('Lin Mei <mei@home.org>') }, 'other-email'],
    [
      'is not signed off with the author’s name and another committer’s address',
      { committer: wangBo, message: signed('Lin Mei <bo@example.com>') },
      'other-email',
    ],
    [
      'is not signed off with the committer’s name and the author’s address',
      { committer: wangBo, message: signed('Wang Bo <mei@example.org>') },
      'other-name',
    ],
    [
      'is not signed off by a committer who is another account',
      { committer: wangBo, message: signed('Wang Bo <bo@example.com>') },
      'other-person',
    ],
    [
      'may be signed off by the committer who is the same account',
      { committer: signature('Mei', 'mei@work.org', mei), message: signed('Mei <mei@work.org>') },
      'pass',
    ],
    [
      'is not signed off across the pairs of one account',
      { committer: signature('Mei', 'mei@work.org', mei), message: signed('Lin Mei <mei@work.org>') },
      'other-email',
    ],
    [
      'is not signed off by a committer when the forge knows neither',
      {
        author: signature('Lin Mei', 'mei@example.org'),
        committer: signature('Mei', 'mei@work.org'),
        message: signed('Mei <mei@work.org>'),
      },
      'other-person',
    ],
    [
      'is signed off by an author whom the forge does not know',
      { author: signature('Ana', 'ana@x.org'), message: signed('Ana <ana@x.org>') },
      'pass',
    ],
    ['is signed off whatever the letter case', { message: signed('LIN MEI <Mei@Example.ORG>') }, 'pass'],
    ['is signed off whatever the token’s case', { message: 'x\n\nSIGNED-OFF-BY: Lin Mei <mei@example.org>' }, 'pass'],
    [
      'is signed off whatever the form of an accent',
      { author: signature('Jos\u00e9', 'jose@x.org'), message: signed('Jose\u0301 <jose@x.org>') },
      'pass',
    ],
    [
      'is signed off with a sharp s in capitals',
      { author: signature('Strauß', 's@x.org'), message: signed('STRAUSS <s@x.org>') },
      'pass',
    ],
    [
      'is not signed off by somebody whose letters only look alike',
      { message: signed('Lin M\u0435i <mei@example.org>') },
      'other-name',
    ],
    [
      'is signed off by a name in Chinese',
      { author: signature('林梅', '梅@例子.中国'), message: signed('林梅 <梅@例子.中国>') },
      'pass',
    ],
    [
      'is signed off with the ASCII form of an international domain',
      { author: signature('Jo', 'jo@bücher.example'), message: signed('Jo <jo@xn--bcher-kva.example>') },
      'pass',
    ],
    [
      'is signed off with the no-reply address of the author’s account',
      { message: signed('Lin Mei <1001+lin-mei@users.noreply.github.com>') },
      'pass',
    ],
    [
      'is signed off with a no-reply address from before a rename of the account',
      { author: hiddenMei, message: signed('Lin Mei <1001+old-name@users.noreply.github.com>') },
      'pass',
    ],
    [
      'is not signed off with the no-reply address of another account',
      { author: hiddenMei, message: signed('Lin Mei <1002+lin-mei@users.noreply.github.com>') },
      'other-email',
    ],
    [
      'is not signed off with a no-reply address that has no account id',
      { author: hiddenMei, message: signed('Lin Mei <lin-mei@users.noreply.github.com>') },
      'other-email',
    ],
    [
      'is not signed off with an address that only ends like a no-reply address',
      { message: signed('Lin Mei <1001+lin-mei@users.noreply.github.com.evil.org>') },
      'other-email',
    ],
    [
      'is not signed off in prose',
      { message: 'x\n\nPlease add\nSigned-off-by: Lin Mei <mei@example.org>\nto it' },
      'outside-block',
    ],
    ['is not signed off in its title', { message: 'Signed-off-by: Lin Mei <mei@example.org>' }, 'outside-block'],
    [
      'is not signed off without a blank line below the title',
      { message: 'x\nSigned-off-by: Lin Mei <mei@example.org>' },
      'outside-block',
    ],
    ['is not signed off in a quote', { message: 'x\n\n> Signed-off-by: Lin Mei <mei@example.org>' }, 'missing'],
    [
      'is signed off in a paragraph of trailers above another',
      { message: 'x\n\nSigned-off-by: Lin Mei <mei@example.org>\n\nCo-authored-by: A <a@b.c>' },
      'pass',
    ],
    ['is not signed off without an address', { message: signed('Lin Mei') }, 'malformed'],
    [
      'is not signed off with words behind the address',
      { message: signed('Lin Mei <mei@example.org> ok') },
      'malformed',
    ],
    ['is not signed off by a co-author', { message: 'x\n\nCo-authored-by: Lin Mei <mei@example.org>' }, 'missing'],
    [
      'needs an author with an address',
      { author: signature('Lin Mei', 'none'), message: signed('Lin Mei <none>') },
      'author-unusable',
    ],
    ['needs nothing when it is a merge', { parents: [sha('a'), sha('b')], message: 'Merge' }, 'pass'],
    ['needs a sign-off although it is verified', { verified: true, message: 'x' }, 'missing'],
    [
      'needs a sign-off by a bot that is not listed',
      { author: byBot, committer: webFlow, verified: true, message: 'x' },
      'missing',
    ],
  ])('%s', (_rule, more, expected) => {
    expect(told(judge([commit(more)]))).toBe(expected);
  });

  test.each<[string, Partial<Commit>, string]>([
    [
      'is not exempt because the forge has signed it: so it signs a squash in anybody’s fork',
      { author: byBot, committer: webFlow, verified: true },
      'bot-uncertain',
    ],
    ['is exempt when the bot has signed it', { author: byBot, committer: byBot, verified: true }, 'pass'],
    ['is not exempt when anybody could have typed the address', { author: byBot, committer: byBot }, 'bot-uncertain'],
    [
      'is not exempt when somebody else has signed it',
      { author: byBot, committer: wangBo, verified: true },
      'bot-uncertain',
    ],
    [
      'is not exempt by name and address without the account',
      { author: signature(byBot.name, byBot.email), committer: webFlow, verified: true },
      'missing',
    ],
    [
      'is not exempt by an account of the same number on the other forge',
      { author: signature('bot', 'b@x.org', account(49699333, 'bot', { forge: 'gitee' })), verified: true },
      'missing',
    ],
  ])('of a listed bot %s', (_rule, more, expected) => {
    expect(told(judge([commit({ message: 'x', ...more })], { exempt: [49699333] }))).toBe(expected);
  });

  test('of a listed bot is exempt when the bot opened the pull request', () => {
    const all = facts({ commits: [commit({ author: byBot, message: 'x' })] }, { author: bot });
    const options = dco.options.parse({ exempt: ['github:49699333'] });
    expect(dco.evaluate(knownFacts(all, ['commits', 'queue']), options).verdict).toBe('pass');
  });

  test('that merges needs a sign-off where the foundation says so', () => {
    const merge = commit({ parents: [sha('a'), sha('b')], message: 'Merge' });
    expect(told(judge([merge], { merges: 'require' }))).toBe('missing');
  });
});

const failing = commit({ sha: sha('c1'), message: 'feat: load' });

function stating(text: string, more: Partial<Commit> = {}): Commit {
  const by = more.author ?? linMei;
  const message = `Remedy\n\n${text}\n\nSigned-off-by: ${by.name} <${by.email}>`;
  return commit({ sha: sha('c2'), parents: [sha('c1')], message, ...more });
}

const own = `I, Lin Mei <mei@example.org>, hereby add my Signed-off-by to this commit: ${sha('c1')}`;
const boForMei = `On behalf of Lin Mei <mei@example.org>, I, Wang Bo <bo@example.com>, hereby add my Signed-off-by to this commit: ${sha('c1')}`;
const listed = { remediation: 'listed', signers: [1002] };

describe('a commit without sign-off is remedied', () => {
  test.each<[string, Commit, object, string]>([
    ['by its author where that is allowed', stating(own), { remediation: 'individual' }, 'pass'],
    ['not where it is not allowed', stating(own), {}, 'missing'],
    [
      'by an exempt account that is a listed signer too',
      stating(boForMei, { author: wangBo, verified: true }),
      { ...listed, exempt: [1002] },
      'pass',
    ],
    ['by its author where signers are listed', stating(own), listed, 'pass'],
    [
      'not by a statement without sign-off',
      stating(own, { message: `Remedy\n\n${own}` }),
      { remediation: 'individual' },
      'missing missing',
    ],
    ['not by an abbreviated commit id', stating(own.slice(0, -4)), { remediation: 'individual' }, 'missing'],
    ['not by a statement within a sentence', stating(`Well: ${own}`), { remediation: 'individual' }, 'missing'],
    ['not by a quoted statement', stating(`> ${own}`), { remediation: 'individual' }, 'missing'],
    ['not by a statement in somebody else’s commit', stating(own, { author: wangBo }), listed, 'missing'],
    ['not by somebody else', stating(boForMei, { author: wangBo }), { remediation: 'individual' }, 'missing'],
    [
      'by a listed signer who opened nothing but signed the commit',
      stating(boForMei, { author: wangBo, verified: true }),
      listed,
      'pass',
    ],
    ['not by somebody who typed a listed signer’s address', stating(boForMei, { author: wangBo }), listed, 'missing'],
    [
      'not by a signer who is not listed',
      stating(boForMei, { author: wangBo, verified: true }),
      { remediation: 'listed', signers: [7] },
      'missing',
    ],
    [
      'not by a listed signer who names another author',
      stating(boForMei.replace('mei@', 'may@'), { author: wangBo, verified: true }),
      listed,
      'missing',
    ],
  ])('%s', (_rule, remedy, options, expected) => {
    expect(told(judge([failing, remedy], options))).toBe(expected);
  });
});

describe('in a merge queue', () => {
  const two = [commit(), commit({ sha: sha('c2'), author: wangBo, message: signed('Wang Bo <bo@example.com>') })];
  const both =
    'Load (#12)\n\n* feat: load\n\n---------\n\nSigned-off-by: LIN MEI <mei@example.org>\nSigned-off-by: Wang Bo <bo@example.com>';

  test.each<[string, readonly Commit[], string]>([
    ['a squash keeps every sign-off', [commit({ sha: sha('f'), message: both })], 'pass'],
    [
      'a squash that drops one fails',
      [commit({ sha: sha('f'), message: signed('Wang Bo <bo@example.com>') })],
      'dco.dropped',
    ],
    ['a squash that drops all fails', [commit({ sha: sha('f'), message: 'Load (#12)' })], 'dco.dropped dco.dropped'],
    [
      'a squash has them in its trailer block',
      [commit({ sha: sha('f'), message: `${both}\n\nAnd more.` })],
      'dco.dropped dco.dropped',
    ],
    ['a rebase keeps them', two.map((one, i) => ({ ...one, sha: sha(`f${i}`) })), 'pass'],
    [
      'a merge takes the commits as they are',
      [...two, commit({ sha: sha('f'), parents: ['a', 'b'], message: 'Merge' })],
      'pass',
    ],
  ])('%s', (_rule, commits, expected) => {
    expect(told(judge(two, {}, { head: sha('f'), commits }))).toBe(expected);
  });

  test('the commits of the pull request are judged again', () => {
    expect(told(judge([failing], {}, { head: sha('f'), commits: [commit({ sha: sha('f') })] }))).toBe('missing');
  });
});

describe('what mends it', () => {
  test.each<[string, readonly Commit[], object, string]>([
    [
      'the last commit is amended',
      [commit(), commit({ sha: sha('c2'), parents: [sha('c1')], message: 'x' })],
      {},
      "git -c 'user.name=Lin Mei' -c user.email=mei@example.org commit --amend --no-edit --signoff\ngit push --force-with-lease",
    ],
    [
      'earlier ones are rebased, from the parent of the first',
      [failing, commit({ sha: sha('c2') })],
      {},
      `git -c 'user.name=Lin Mei' -c user.email=mei@example.org rebase --signoff ${sha('ba5e')}\ngit push --force-with-lease`,
    ],
    [
      'merges among them are kept',
      [failing, commit({ sha: sha('c2'), parents: [sha('c1'), sha('b')] })],
      {},
      `git -c 'user.name=Lin Mei' -c user.email=mei@example.org rebase --rebase-merges --exec 'git commit --allow-empty --amend --no-edit --signoff' ${sha('ba5e')}\ngit push --force-with-lease`,
    ],
    [
      'where remediation is allowed, nothing is forced',
      [failing, commit({ sha: sha('c2') })],
      { remediation: 'individual' },
      `git -c 'user.name=Lin Mei' -c user.email=mei@example.org commit --allow-empty -m 'DCO remediation\n\n${own}\n\nSigned-off-by: Lin Mei <mei@example.org>'\ngit push`,
    ],
    [
      'a name that is a command stays a name',
      [commit({ author: signature("a'; rm -rf / #$(x)\u001b", 'mei@example.org', mei), message: 'x' })],
      {},
      "git -c 'user.name=a'\\''; rm -rf / #$(x) ' -c user.email=mei@example.org commit --amend --no-edit --signoff\ngit push --force-with-lease",
    ],
  ])('%s', (_rule, commits, options, expected) => {
    expect(judge(commits, options).mend?.commandLine).toBe(expected);
  });

  test('the statement to paste is one that remedies', () => {
    const text = judge([failing], { remediation: 'individual' }).mend?.web?.text ?? '';
    expect(told(judge([failing, commit({ sha: sha('c2'), message: text })], { remediation: 'individual' }))).toBe(
      'pass',
    );
  });

  test('nobody signs off for a bot that is not listed: the maintainers act', () => {
    const judgement = judge([commit({ author: byBot, message: 'x' })]);
    expect(judgement.mend?.what).toEqual({
      key: 'dco.mend.bot',
      values: { account: 'github:49699333', bot: 'dependabot[bot]' },
    });
    expect(judgement.actor).toEqual({ role: 'maintainers' });
  });

  test('the one who opened the pull request begins', () => {
    const commits = [
      commit({ sha: sha('c1'), author: wangBo, message: 'x' }),
      commit({ sha: sha('c2'), message: 'y' }),
    ];
    expect(judge(commits).mend?.web?.text).toBe('Signed-off-by: Lin Mei <mei@example.org>');
  });
});

test('a finding names the commit, the line and the sign-off that is asked for', () => {
  const [detail] = judge([commit({ message: 'feat: x\n\nSigned-off-by: L. Mei <mei@example.org>' })]).details;
  expect(detail).toEqual({
    key: 'dco.commit.other-name',
    commit: sha('c1'),
    values: { title: 'feat: x', expected: 'Lin Mei <mei@example.org>', found: 'L. Mei <mei@example.org>', line: 3 },
  });
});

test('without commits there is nothing to sign off', () => {
  expect(judge([]).verdict).toBe('skip');
});

test.each<[string, object]>([
  ['a name instead of an account', { exempt: ['dependabot[bot]'] }],
  ['an address instead of an account', { signers: ['a@b.c'] }],
  ['an unknown option', { allow: true }],
  ['an unknown remediation', { remediation: 'anybody' }],
])('options with %s are refused', (_rule, options) => {
  expect(dco.options.safeParse(options).success).toBe(false);
});

test('hostile names and messages are judged', () => {
  const name = `${'<'.repeat(5000)}${' '.repeat(20_000)}`;
  const commits = Array.from({ length: 20 }, (_, i) =>
    commit({
      sha: sha(`c${i}`),
      author: signature(name, 'a@'.repeat(20_000), bo),
      message: `x\n\n${'On behalf of a <b>, I, '.repeat(3000)}\n${'I, '.repeat(20_000)}\n\nSigned-off-by: ${name}`,
    }),
  );
  expect(judge(commits, listed).verdict).toBe('fail');
});
