// Commitments: fixed vectors (checked with openssl), and what opens them.
import { describe, expect, test } from '@jest/globals';
import { commitmentTo, newSalt, opens } from '../../src/ledger/commitment.js';

const salt = 'AAECAwQFBgcICQoLDA0ODw';

describe('a commitment', () => {
  test.each([
    ['Adopt safetensors', 'b6laFbbcYW-KgAY0ccgxcT6WGbk8Xx7DclBtE2IPs2Y'],
    ['公开路线图', 'eDtWErTJvjuH-VAmgF1-mO7rZ0rD9tRelULCRlY7tIc'],
    ['\u00e9', 'c2HScTXf_gAEcilg0gposVeq3D-e3X-D8HjTyeFIi6o'],
    ['e\u0301', 'c2HScTXf_gAEcilg0gposVeq3D-e3X-D8HjTyeFIi6o'],
  ])('to %s is HMAC-SHA-256 of its NFC form', (text, commitment) => {
    expect(commitmentTo(text, salt)).toBe(commitment);
    expect(opens(commitment, text, salt)).toBe(true);
  });

  test('is opened by nothing but its text and salt', () => {
    const commitment = commitmentTo('yes', salt);
    expect(opens(commitment, 'no', salt)).toBe(false);
    expect(opens(commitment, 'yes', newSalt())).toBe(false);
    expect(opens(commitment.slice(1), 'yes', salt)).toBe(false);
  });

  test('to one text differs each time, with a fresh salt of 16 bytes', () => {
    const [a, b] = [newSalt(), newSalt()];
    expect(Buffer.from(a, 'base64url')).toHaveLength(16);
    expect(commitmentTo('yes', a)).not.toBe(commitmentTo('yes', b));
  });
});
