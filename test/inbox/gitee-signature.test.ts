// What shows that a webhook is from Gitee, in both modes, by the recorded ones and by attacks on them.
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { checkGitee, giteeSignature, signatureLifeMs, type GiteeProof } from '../../src/inbox/gitee-signature.js';
import { goScmSecret, recordedBody, recordedWebhooks } from '../support/gitee-recorded.js';

const time = '1633679083918';
const now = Number(time) + 1000;
const vector = 'Xvh4YPVe6l31XpDRL9J2yeaEXabsckIoUUschpXiVck=';

function proof(changes: Partial<GiteeProof> = {}): GiteeProof {
  const shown = { token: vector, timestamp: time, bodyTimestamp: time, bodySign: vector, bodyPassword: '' };
  return { ...shown, ...changes };
}

function check(changes: Partial<GiteeProof> = {}, { at = now, secret = goScmSecret } = {}) {
  return checkGitee('signature', secret, proof(changes), at);
}

describe('in signature mode', () => {
  test('the signature is that of the published vector', () => {
    expect(giteeSignature(goScmSecret, time)).toBe(vector);
    expect(check()).toEqual({ ok: true, value: undefined });
  });

  const signed = recordedWebhooks().filter((name) => name.startsWith('go-scm__'));

  test('there are seventeen signed recordings', () => {
    expect(signed).toHaveLength(17);
  });

  test.each(signed)('the recorded %s passes with its secret, and with no other', (name) => {
    const { sign, timestamp, password } = z
      .object({ sign: z.string(), timestamp: z.string(), password: z.literal('') })
      .parse(recordedBody(name));
    const shown = { token: sign, timestamp, bodyTimestamp: timestamp, bodySign: sign, bodyPassword: password };
    expect(checkGitee('signature', goScmSecret, shown, Number(timestamp)).ok).toBe(true);
    expect(checkGitee('signature', `${goScmSecret}x`, shown, Number(timestamp)).ok).toBe(false);
    expect(checkGitee('password', goScmSecret, shown, Number(timestamp)).ok).toBe(false);
  });

  test('it may be URL-encoded, in the header, in the body, or in both', () => {
    const encoded = encodeURIComponent(vector);
    expect(encoded).not.toBe(vector);
    expect(check({ token: encoded }).ok).toBe(true);
    expect(check({ bodySign: encoded }).ok).toBe(true);
    expect(check({ token: encoded, bodySign: encoded }).ok).toBe(true);
  });

  test.each<[string, Partial<GiteeProof>]>([
    ['no token', { token: null }],
    ['an empty token', { token: '' }],
    ['the secret itself as token', { token: goScmSecret }],
    ['a signature that is cut', { token: vector.slice(0, -1) }],
    ['a token that is no URL encoding', { token: `%E0%A4%A${vector}` }],
    ['no time', { timestamp: null }],
    ['a time that is no number', { timestamp: 'now' }],
    ['a time with an exponent', { timestamp: '1.6e12' }],
    ['the time of another signature', { timestamp: '1633679083919', bodyTimestamp: '1633679083919' }],
    ['another time in the body', { bodyTimestamp: '1633679083919' }],
    ['no time in the body', { bodyTimestamp: null }],
    ['another signature in the body', { bodySign: giteeSignature(goScmSecret, '1') }],
    ['no signature in the body', { bodySign: null }],
    ['an empty signature in the body', { bodySign: '' }],
  ])('%s is refused', (_, changes) => {
    const checked = check(changes);
    expect(checked.ok).toBe(false);
    expect(JSON.stringify(checked)).not.toContain(goScmSecret);
  });

  test.each([
    ['ten minutes old', signatureLifeMs, true],
    ['older than ten minutes', signatureLifeMs + 1, false],
    ['an hour old', 3_600_000, false],
    ['ten minutes ahead', -signatureLifeMs, true],
    ['further ahead than ten minutes', -signatureLifeMs - 1, false],
  ])('one that is %s', (_, ms, passes) => {
    expect(check({}, { at: Number(time) + ms }).ok).toBe(passes);
  });
});

describe('in password mode', () => {
  const shown = { ...proof(), token: 'p%20w', bodyPassword: 'p%20w', bodySign: '' };

  test('the password is in header and body, and is taken as it is written', () => {
    expect(checkGitee('password', 'p%20w', shown, now).ok).toBe(true);
    expect(checkGitee('password', 'p w', shown, now).ok).toBe(false);
  });

  test.each<[string, Partial<GiteeProof>]>([
    ['a wrong password', { token: 'wrong', bodyPassword: 'wrong' }],
    ['no password', { token: null }],
    ['an empty password', { token: '', bodyPassword: '' }],
    ['a body with another', { bodyPassword: 'wrong' }],
    ['a body with none', { bodyPassword: null }],
    ['a body of another time', { bodyTimestamp: '1' }],
  ])('%s is refused', (_, changes) => {
    expect(checkGitee('password', 'p%20w', { ...shown, ...changes }, now).ok).toBe(false);
  });

  test('a signature does not stand in for the password', () => {
    expect(checkGitee('password', goScmSecret, proof(), now).ok).toBe(false);
  });
});

test('without a secret nothing can be checked', () => {
  expect(() => checkGitee('password', '', proof({ token: '', bodyPassword: '' }), now)).toThrow('no secret');
});
