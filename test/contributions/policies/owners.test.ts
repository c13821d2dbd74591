// The rules of approval by OWNERS files, each in a row.
import { describe, expect, test } from '@jest/globals';
import { owners } from '../../../src/contributions/policies/owners.js';
import { baseFiles, file, judge, told, type World } from '../support/owners.js';

const root = [file('README.md')];
const src = [file('src/core/load.ts')];
const secure = [file('src/secure/keys.ts')];
const moved = [file('src/secure/new.ts', { previousPath: 'src/old.ts', status: 'renamed' })];
const copied = [file('src/secure/new.ts', { previousPath: 'src/old.ts', status: 'copied' })];

describe('a changed path', () => {
  test.each<[string, World, string]>([
    ['needs an approval', { files: root }, 'unapproved'],
    ['is approved by an approver of its folder', { files: src, did: ['yu approve'] }, 'pass'],
    ['is approved by an approver of a folder above', { files: src, did: ['bo approve'] }, 'pass'],
    ['is not approved by an approver of another folder', { files: root, did: ['yu approve'] }, 'unapproved'],
    ['is not approved by a reviewer', { files: root, did: ['dana approve'] }, 'unapproved'],
    ['is not approved by a stranger', { files: root, did: ['eve approve'] }, 'unapproved'],
    ['is not approved by an emeritus approver', { files: root, did: ['eve approve'] }, 'unapproved'],
    ['is not approved by its author, approver or not', { files: root, did: ['mei approve'] }, 'unapproved'],
    ['is not approved by /lgtm', { files: root, did: ['bo lgtm'] }, 'unapproved'],
    ['is not approved by a label put on by hand', { files: root, labels: ['approved', 'lgtm'] }, 'unapproved'],
    [
      'is not approved by a bot that OWNERS names',
      { files: root, did: ['robot approve'], base: { OWNERS: 'approvers: [robot, wang-bo]' } },
      'unapproved',
    ],
    ['is not approved by the same number on another forge', { files: root, did: ['twin approve'] }, 'unapproved'],
    ['under no_parent_owners is its own approvers’ alone', { files: secure, did: ['bo approve'] }, 'unapproved'],
    ['under no_parent_owners is approved by its own approvers', { files: secure, did: ['fang approve'] }, 'pass'],
    [
      'under no_parent_owners without approvers there is approved above',
      { files: [file('src/asked/a.ts')], did: ['bo approve'] },
      'pass',
    ],
    ['of the new name of a rename needs approval', { files: moved, did: ['yu approve'] }, 'unapproved'],
    ['of the old name of a rename needs approval', { files: moved, did: ['fang approve'] }, 'unapproved'],
    ['of both names of a rename is approved by two', { files: moved, did: ['fang approve', 'yu approve'] }, 'pass'],
    ['that was only copied from needs no approval', { files: copied, did: ['fang approve'] }, 'pass'],
    ['is approved by who a matching filter names', { files: [file('docs/a.md')], did: ['fang approve'] }, 'pass'],
    ['is not approved by who another filter names', { files: [file('docs/a.md')], did: ['yu approve'] }, 'unapproved'],
    ['is approved by each of two matching filters', { files: [file('docs/api/a.md')], did: ['yu approve'] }, 'pass'],
    ['is matched from the folder of its OWNERS', { files: [file('docs/x/api/a')], did: ['yu approve'] }, 'unapproved'],
    ['that no filter matches is approved above', { files: [file('docs/a.png')], did: ['bo approve'] }, 'pass'],
    ['is approved by who is in an alias', { files: [file('docs/b.md')], did: ['fang approve'] }, 'pass'],
    [
      'is approved under the OWNERS of the base',
      { files: root, did: ['eve approve'], head: { OWNERS: 'approvers: [eve]' } },
      'unapproved',
    ],
    [
      'of an OWNERS file needs approval by its own',
      { files: [file('src/secure/OWNERS')], did: ['bo approve'] },
      'unapproved',
    ],
    ['with a name like a folder’s is in no folder', { files: [file('src/secureish')], did: ['yu approve'] }, 'pass'],
    ['leaves others to be approved', { files: [...root, ...secure], did: ['bo approve'] }, 'unapproved'],
    [
      'and others are approved by several',
      { files: [...root, ...secure], did: ['bo approve', 'fang approve'] },
      'pass',
    ],
    ['of which OWNERS names nobody fails', { files: root, base: {} }, 'unowned'],
    [
      'of which OWNERS names nobody passes where the policy says so',
      { files: root, base: {}, options: { unowned: 'pass', lgtm: 1 } },
      'pass',
    ],
    [
      'that only its author may approve is for maintainers',
      { files: root, base: { OWNERS: 'approvers: [lin-mei]' } },
      'unowned',
    ],
    [
      'whose approvers are no accounts is for maintainers',
      { files: root, accounts: new Map(), did: ['bo approve'] },
      'unowned',
    ],
    ['is nothing to judge when there is none', { files: [] }, 'skip'],
  ])('%s', (_rule, world, expected) => {
    expect(told(world)).toBe(expected);
  });
});

describe('an approval', () => {
  test.each<[string, readonly string[], string]>([
    ['falls with a push', ['bo approve @old'], 'unapproved'],
    ['stays when the push keeps the tree', ['bo approve @same'], 'pass'],
    ['may be given again after a push', ['bo approve @old', 'bo approve'], 'pass'],
    ['may be cancelled', ['bo approve', 'bo approve cancel'], 'unapproved'],
    ['may be given again after that', ['bo approve', 'bo approve cancel', 'bo approve'], 'pass'],
    ['is not cancelled by another', ['bo approve', 'eve approve cancel'], 'pass'],
    ['is a review “Approve” too', ['bo reviews approved'], 'pass'],
    ['is not a review that only comments', ['bo reviews commented'], 'unapproved'],
    ['by review falls with a push', ['bo reviews approved @old'], 'unapproved'],
    ['by review stays when the push keeps the tree', ['bo reviews approved @same'], 'pass'],
    ['by review is gone when the review is dismissed', ['bo reviews dismissed'], 'unapproved'],
    [
      'by review does not come back when a later review is dismissed',
      ['bo reviews approved', 'bo reviews dismissed'],
      'unapproved',
    ],
    ['by review stays when the same person comments', ['bo reviews approved', 'bo reviews commented'], 'pass'],
    ['by review may be cancelled by command', ['bo reviews approved', 'bo approve cancel'], 'unapproved'],
    ['by command stays when a review is dismissed', ['bo approve', 'bo reviews dismissed'], 'pass'],
    ['is withdrawn by requesting changes', ['bo approve', 'bo reviews changes-requested'], 'unapproved'],
  ])('%s', (_rule, did, expected) => {
    expect(told({ files: root, did })).toBe(expected);
  });
});

describe('a hold', () => {
  test.each<[string, readonly string[], string]>([
    ['by anyone stops an approved contribution', ['eve hold'], 'held'],
    ['by the author stops it', ['mei hold'], 'held'],
    ['by a bot does not', ['robot hold'], 'pass'],
    ['stays when somebody pushes', ['eve hold @old'], 'held'],
    ['is lifted by whoever placed it', ['eve hold', 'eve hold cancel'], 'pass'],
    ['is lifted by an approver', ['eve hold', 'bo hold cancel'], 'pass'],
    ['is not lifted by anybody else', ['eve hold', 'dana hold cancel'], 'held'],
    ['is not lifted by the author, approver or not', ['eve hold', 'mei hold cancel'], 'held'],
    ['of the author is lifted by the author', ['mei hold', 'mei hold cancel'], 'pass'],
    ['is not lifted before it is placed', ['bo hold cancel', 'eve hold'], 'held'],
    [
      'stays lifted when the approver who did it holds',
      ['eve hold', 'bo hold cancel', 'bo hold', 'bo hold cancel'],
      'pass',
    ],
    ['is a review “Request changes” too', ['eve reviews changes-requested'], 'held'],
    ['by review stays when somebody pushes', ['eve reviews changes-requested @old'], 'held'],
    [
      'by review is lifted by that person’s “Approve”',
      ['eve reviews changes-requested', 'eve reviews approved'],
      'pass',
    ],
    ['by review is lifted by being dismissed', ['eve reviews dismissed'], 'pass'],
    ['by review is lifted by an approver', ['eve reviews changes-requested', 'bo hold cancel'], 'pass'],
    ['by command is not lifted by a review “Approve”', ['eve hold', 'eve reviews approved'], 'held'],
  ])('%s', (_rule, did, expected) => {
    expect(told({ files: root, did: ['bo approve', ...did] })).toBe(expected);
  });
});

describe('an lgtm', () => {
  test.each<[string, readonly string[], number, string]>([
    ['is asked for', ['bo approve'], 1, 'lgtm-missing'],
    ['is given by a reviewer', ['bo approve', 'dana lgtm'], 1, 'pass'],
    ['is given by an approver', ['bo approve', 'bo lgtm'], 1, 'pass'],
    ['is not given by a stranger', ['bo approve', 'eve lgtm'], 1, 'lgtm-missing'],
    ['is not given by the author', ['bo approve', 'mei lgtm'], 1, 'lgtm-missing'],
    ['is given by a review “Approve”', ['bo reviews approved'], 1, 'pass'],
    ['by one person counts once', ['bo reviews approved', 'bo lgtm'], 2, 'lgtm-missing'],
    ['by two people counts twice', ['bo reviews approved', 'dana lgtm'], 2, 'pass'],
    ['falls with a push', ['bo approve', 'dana lgtm @old'], 1, 'lgtm-missing'],
    ['stays when the push keeps the tree', ['bo approve', 'dana lgtm @same'], 1, 'pass'],
    ['may be cancelled', ['bo approve', 'dana lgtm', 'dana lgtm cancel'], 1, 'lgtm-missing'],
  ])('%s', (_rule, did, lgtm, expected) => {
    expect(told({ files: root, did, options: { lgtm } })).toBe(expected);
  });
});

describe('who must act next', () => {
  test('are as few approvers as cover all, those near the paths before those above', () => {
    expect(judge({ files: [...src, file('src/b.ts')] }).actor).toEqual({ role: 'approvers', logins: ['chen-yu'] });
    expect(judge({ files: [...root, ...src] }).actor).toEqual({ role: 'approvers', logins: ['wang-bo'] });
    expect(judge({ files: [...root, ...src, ...secure] }).actor).toEqual({
      role: 'approvers',
      logins: ['wang-bo', 'fang'],
    });
  });

  test('are not those whose paths are approved', () => {
    const { actor } = judge({ files: [...root, ...secure], did: ['bo approve'] });
    expect(actor).toEqual({ role: 'approvers', logins: ['fang'] });
  });

  test('are reviewers, when only their word is missing', () => {
    const { actor, mend } = judge({ files: root, did: ['bo approve'], options: { lgtm: 1 } });
    expect(actor).toEqual({ role: 'approvers', logins: ['dana', 'wang-bo'] });
    expect(mend?.web?.text).toBe('/lgtm');
  });

  test('are those who hold it up, when all else is well', () => {
    const { actor, mend } = judge({ files: root, did: ['bo approve', 'eve hold'] });
    expect(actor).toEqual({ role: 'holders', logins: ['eve'] });
    expect(mend?.web?.text).toBe('/hold cancel');
  });

  test('is told with everything else that is missing, and with what fell', () => {
    const { details } = judge({
      files: [...root, ...secure],
      did: ['fang approve @old', 'eve hold'],
      options: { lgtm: 1 },
    });
    expect(details.map(({ key }) => key)).toEqual([
      'owners.waiting',
      'owners.waiting',
      'owners.lgtm-missing',
      'owners.held',
      'owners.hold.command',
      'owners.fallen',
    ]);
  });
});

test('a review of which no commit can be told approves nothing, and is told', () => {
  const { verdict, details } = judge({ files: root, did: ['bo reviews approved @unknown'] });
  expect(verdict).toBe('fail');
  expect(details).toContainEqual({ key: 'owners.unbound', values: { login: 'wang-bo' } });
});

describe('an OWNERS file that is wrong', () => {
  function problems(base: Readonly<Record<string, string>>, files = root): readonly unknown[] {
    const { details } = judge({ files, base });
    return details.filter(({ line }) => line !== undefined).map(({ key, file: at, line }) => [key, at, line]);
  }

  test.each<[string, Readonly<Record<string, string>>, string, string, number]>([
    ['that is not YAML', { OWNERS: 'approvers: [a\nb: c: d' }, 'file.not-yaml', 'OWNERS', 2],
    ['that is a list', { OWNERS: '- wang-bo' }, 'file.shape', 'OWNERS', 1],
    ['with one name in place of a list', { OWNERS: 'reviewers: []\napprovers: wang-bo' }, 'file.shape', 'OWNERS', 2],
    ['with a number in place of a name', { OWNERS: 'approvers:\n  - 12' }, 'file.shape', 'OWNERS', 2],
    ['with yes in place of true', { OWNERS: 'options:\n  no_parent_owners: yes' }, 'file.shape', 'OWNERS', 2],
    ['with a key misspelt', { OWNERS: 'approver: [wang-bo]' }, 'file.misspelt', 'OWNERS', 1],
    ['with an unknown name', { OWNERS: 'approvers:\n  - wang-bo\n  - no-such' }, 'file.unknown-name', 'OWNERS', 3],
    [
      'with filters beside lists',
      { OWNERS: 'approvers: [wang-bo]\nfilters: { a: {} }' },
      'filter.beside-lists',
      'OWNERS',
      2,
    ],
    ['with a filter that cannot be read', { OWNERS: 'filters:\n  "a(": {}' }, 'filter.malformed', 'OWNERS', 2],
    ['with a filter that is not supported', { OWNERS: 'filters:\n  "(?=a)": {}' }, 'filter.not-supported', 'OWNERS', 2],
    [
      'with a filter that is too large',
      { OWNERS: 'filters:\n  "((a{99}){99}){99}": {}' },
      'filter.too-large',
      'OWNERS',
      2,
    ],
    [
      'with aliases in a circle',
      { OWNERS: 'approvers: [wang-bo]', OWNERS_ALIASES: 'aliases:\n  one: [two]\n  two:\n    - one' },
      'aliases.nested',
      'OWNERS_ALIASES',
      2,
    ],
    [
      'with aliases that are not YAML',
      { OWNERS: 'approvers: [a]', OWNERS_ALIASES: 'a: [' },
      'file.not-yaml',
      'OWNERS_ALIASES',
      1,
    ],
  ])('%s is told with its line', (_what, base, key, at, line) => {
    expect(problems(base)).toContainEqual([`owners.${key}`, at, line]);
  });

  test('fails the contribution that brings it', () => {
    const { summary, actor } = judge({ files: root, did: ['bo approve'], head: { 'src/OWNERS': 'approvers: [' } });
    expect([summary.key, actor]).toEqual(['owners.broken', { role: 'author' }]);
  });

  test.each<[string, World, string]>([
    [
      'leaves its paths to the approvers above',
      { files: src, base: { ...baseFiles, 'src/OWNERS': '[' }, did: ['bo approve'] },
      'pass',
    ],
    [
      'frees no path where paths of nobody are free',
      { files: root, base: { OWNERS: '[' }, options: { unowned: 'pass' } },
      'unowned',
    ],
    [
      'gives a stranger with the name of an alias no right',
      {
        files: root,
        base: { OWNERS: 'approvers: [leads]', OWNERS_ALIASES: 'aliases: [' },
        accounts: new Map([['leads', 1005]]),
        did: ['eve approve'],
      },
      'unowned',
    ],
    [
      'gives a stranger with the name of an alias in an alias no right',
      {
        files: root,
        base: { OWNERS: 'approvers: [all]', OWNERS_ALIASES: 'aliases: { all: [leads], leads: [wang-bo] }' },
        accounts: new Map([['leads', 1005]]),
        did: ['eve approve'],
      },
      'unowned',
    ],
  ])('%s', (_rule, world, expected) => {
    expect(told(world)).toBe(expected);
  });

  test('with an expression that explodes elsewhere is read in no time worth telling', () => {
    const base = { OWNERS: 'filters:\n  "^(a+)+$": { approvers: [chen-yu] }\n  ".*": { approvers: [wang-bo] }' };
    expect(told({ files: [file('a'.repeat(4000) + '!')], base, did: ['bo approve'] })).toBe('pass');
  });
});

describe('tighter', () => {
  test('are more lgtm, and no free paths', () => {
    expect(owners.tightness.lgtm(1, 2)).toBe(true);
    expect(owners.tightness.lgtm(1, 0)).toBe(false);
    expect(owners.tightness.unowned('pass', 'fail')).toBe(true);
    expect(owners.tightness.unowned('fail', 'pass')).toBe(false);
  });
});
