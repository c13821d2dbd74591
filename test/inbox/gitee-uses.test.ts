// How many deliveries may come with one signature of Gitee's.
import { expect, test } from '@jest/globals';
import { signatureLifeMs } from '../../src/inbox/gitee-signature.js';
import { createUses, usesOfOneSignature } from '../../src/inbox/gitee-uses.js';

const start = Date.parse('2026-11-21T10:00:00Z');

function used(take: (timestamp: string) => boolean, timestamp: number, times: number): number {
  return Array.from({ length: times }, () => take(String(timestamp))).filter(Boolean).length;
}

test('one signature brings so many deliveries and no more, another as many again', () => {
  const take = createUses(() => start);
  expect(used(take, start, 3 * usesOfOneSignature)).toBe(usesOfOneSignature);
  expect(used(take, start + 1, 3)).toBe(3);
  expect(used(take, start, 3)).toBe(0);
});

test('however its time is written', () => {
  const take = createUses(() => start);
  used(take, start, usesOfOneSignature);
  expect(take(`0${String(start)}`)).toBe(false);
});

test('a signature that is too old to be taken is forgotten', () => {
  let now = start;
  const take = createUses(() => now);
  used(take, start, usesOfOneSignature);
  now += signatureLifeMs;
  expect(take(String(start))).toBe(false);
  now += 1;
  expect(take(String(start))).toBe(true);
});
