// Keys of subjects: their own spelling, and back.
import { expect, test } from '@jest/globals';
import { subjectKey, subjectOfKey } from '../../src/shared/refs.js';

test.each([
  [
    { forge: 'github', repo: 'OpenClaw/Models', number: '12' },
    { forge: 'github', repo: 'openclaw/models', number: '12' },
  ],
  [
    { forge: 'gitee', repo: 'openclaw/models', number: 'I4CF12' },
    { forge: 'gitee', repo: 'openclaw/models', number: 'I4CF12' },
  ],
] as const)('%j is named by a key that leads back to it', (subject, back) => {
  expect(subjectOfKey(subjectKey(subject))).toEqual(back);
});

test.each(['', 'github:openclaw/models', 'elsewhere:a/b#1', 'github:#1', 'github:a/b#1#2'])('%j is no key', (key) => {
  expect(() => subjectOfKey(key)).toThrow('names no subject');
});
