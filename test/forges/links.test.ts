// Addresses of texts: a comment has one of its own, a body that of its issue or pull request.
import { expect, test } from '@jest/globals';
import { textUrl } from '../../src/forges/links.js';

const url = 'https://forge.example/openclaw/models/pulls/7';

test.each([
  ['github', 'comment', `${url}#issuecomment-991`],
  ['gitee', 'comment', `${url}#note_991`],
  ['gitee', 'pull-comment', `${url}#note_991`],
  ['gitee', 'pull', url],
  ['github', 'issue', url],
] as const)('on %s, of a %s', (forge, text, expected) => {
  expect(textUrl(url, { forge, repo: 'openclaw/models', number: '7', text, id: '991', line: 1 })).toBe(expected);
});
