// What opencharter policy try may be asked for.
import { describe, expect, test } from '@jest/globals';
import { readAsked } from '../../src/cli/policy-arguments.js';

const form = 'is not of the form github:OWNER/REPO#N or gitee:OWNER/REPO#N';
const one = { kind: 'one', subject: { forge: 'github', repo: 'openclaw/models', number: '12' } };

describe('a trial', () => {
  test.each<[string, string, string | null, object]>([
    ['of one pull request', 'github:openclaw/models#12', null, one],
    ['of one pull request, the forge in any case', 'GitHub:openclaw/models#12', null, one],
    [
      'of the last ones of a repository',
      'github:openclaw/models',
      '100',
      { kind: 'replay', forge: 'github', repo: 'openclaw/models', last: 100 },
    ],
    ['of a thousand at most', 'github:a/b.c', '1000', { kind: 'replay', forge: 'github', repo: 'a/b.c', last: 1000 }],
    ['of one on Gitee', 'Gitee:a/b#7', null, { kind: 'one', subject: { forge: 'gitee', repo: 'a/b', number: '7' } }],
    ['of the last ones there', 'gitee:a/b', '5', { kind: 'replay', forge: 'gitee', repo: 'a/b', last: 5 }],
  ])('%s', (_, subject, last, value) => {
    expect(readAsked(subject, last)).toEqual({ ok: true, value });
  });

  test.each<[string, string, string | null, string]>([
    ['without a forge', 'openclaw/models#12', null, `"openclaw/models#12" ${form}`],
    ['of an issue', 'gitee:a/b#I1', null, `"gitee:a/b#I1" ${form}`],
    ['of a forge that is none', 'hub:a/b#1', null, '"hub" is no forge; the forges are github, gitee'],
    [
      'of a repository on Gitee with --last and a number',
      'gitee:a/b#1',
      '5',
      'with --last a repository is named, gitee:OWNER/REPO',
    ],
    [
      'of a repository without --last',
      'github:a/b',
      null,
      '"github:a/b" names no pull request; write github:OWNER/REPO#N, or add --last 100',
    ],
    ['of one pull request with --last', 'github:a/b#1', '5', 'with --last a repository is named, github:OWNER/REPO'],
    ['of none', 'github:a/b', '0', '--last is a whole number from 1 to 1000'],
    ['of too many', 'github:a/b', '1001', '--last is a whole number from 1 to 1000'],
    ['of half a one', 'github:a/b', '1.5', '--last is a whole number from 1 to 1000'],
    ['of pull request zero', 'github:a/b#0', null, `"github:a/b#0" ${form}`],
    ['of a path that climbs', 'github:a/../b#1', null, `"github:a/../b#1" ${form}`],
  ])('is refused %s', (_, subject, last, error) => {
    expect(readAsked(subject, last)).toEqual({ ok: false, error });
  });
});
