// How a subject may be named in a command.
import { describe, expect, test } from '@jest/globals';
import { parseSubjectName } from '../../src/commands/subject-name.js';

describe('a subject is named', () => {
  test.each([
    ['github:openclaw/models#12', 'github openclaw/models 12', null],
    ['GitHub:OpenClaw/Models#12', 'github OpenClaw/Models 12', null],
    ['gitee:openclaw/models#I1ABC', 'gitee openclaw/models I1ABC', null],
    ['gitee:openclaw/models#7', 'gitee openclaw/models 7', null],
    ['gitee:openclaw/models!7', 'gitee openclaw/models 7', null],
    ['https://github.com/openclaw/models/issues/12', 'github openclaw/models 12', 'https://github.com'],
    ['https://github.com/openclaw/models/pull/12/files?w=1', null, null],
    ['https://github.com/openclaw/models/pull/12#issuecomment-1', 'github openclaw/models 12', 'https://github.com'],
    ['https://gitee.com/openclaw/models/issues/I1ABC', 'gitee openclaw/models I1ABC', 'https://gitee.com'],
    ['https://gitee.com/openclaw/models/pulls/7', 'gitee openclaw/models 7', 'https://gitee.com'],
    ['http://127.0.0.1:3000/sandbox/gitee/openclaw/models/pulls/7', 'gitee openclaw/models 7', 'http://127.0.0.1:3000'],
  ])('%s', (written, name, origin) => {
    const named = parseSubjectName(written);
    expect(named && `${named.ref.forge} ${named.ref.repo} ${named.ref.number}`).toBe(name);
    expect(named?.origin ?? null).toBe(origin);
  });

  test.each([
    '#12',
    'openclaw/models#12',
    'gitlab:openclaw/models#12',
    'github:openclaw/models#I1ABC',
    'github:openclaw/models#0',
    'github:openclaw/models',
    'github:openclaw#12',
    'github:openclaw/models/more#12',
    'gitee:openclaw/models#X1ABC',
    'https://github.com/openclaw/models/commit/12',
    'https://gitee.com/openclaw/models/pulls/I1ABC',
    'javascript://github.com/openclaw/models/issues/12',
    'github:openclaw/models#12#13',
  ])('not by %s', (written) => {
    expect(parseSubjectName(written)).toBeNull();
  });

  test('in time that grows with its length alone', () => {
    expect(parseSubjectName(`https://${'a/'.repeat(50_000)}`)).toBeNull();
  });
});
