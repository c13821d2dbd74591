// What failed waits, longer each time, and holds up nothing else.
import { expect, test } from '@jest/globals';
import { createRetries } from '../../src/queue/retries.js';

function retriesAt(start = 0) {
  const time = { now: start };
  return {
    time,
    retries: createRetries(
      () => time.now,
      () => 0,
    ),
  };
}

test('work that has not failed is due', () => {
  expect(retriesAt().retries.isDue('a')).toBe(true);
});

test('work that fails waits twice as long each time, and other work does not', () => {
  const { time, retries } = retriesAt(1000);
  for (const wait of [2000, 4000, 8000]) {
    retries.failed('a');
    time.now += wait - 1;
    expect([retries.isDue('a'), retries.isDue('b')]).toEqual([false, true]);
    time.now += 1;
    expect(retries.isDue('a')).toBe(true);
  }
});

test.each([
  ['as long as the forge asked for', 60_000, 60_000],
  ['not shorter than its backoff', 1, 2000],
])('it waits %s', (_rule, asked, waited) => {
  const { time, retries } = retriesAt();
  retries.failed('a', asked);
  time.now = waited - 1;
  expect(retries.isDue('a')).toBe(false);
  time.now = waited;
  expect(retries.isDue('a')).toBe(true);
});

test('what is not kept begins anew', () => {
  const { time, retries } = retriesAt();
  for (const name of ['a', 'b', 'b']) retries.failed(name);
  retries.keepOnly(['b']);
  expect([retries.isDue('a'), retries.isDue('b')]).toEqual([true, false]);
  retries.failed('a');
  time.now = 2000;
  expect([retries.isDue('a'), retries.isDue('b')]).toEqual([true, false]);
});
