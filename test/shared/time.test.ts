// Instants: one form, so that string order is time order.
import { describe, expect, test } from '@jest/globals';
import { dayOf, earlier, instant, later, millis, plus, systemClock } from '../../src/shared/time.js';

const nine = '2026-03-01T09:00:00.000Z';

describe('an instant', () => {
  test.each([
    ['2026-03-01T09:00:00Z'],
    ['2026-03-01T17:00:00+08:00'],
    ['2026-03-01T09:00:00.000Z'],
    [Date.UTC(2026, 2, 1, 9)],
    [new Date('2026-03-01T09:00:00Z')],
  ])('made of %p is in UTC with milliseconds', (time) => {
    expect(instant(time)).toBe(nine);
  });

  test.each(['', 'yesterday', '2026-13-01T00:00:00Z', Number.NaN])('cannot be made of %p', (time) => {
    expect(() => instant(time)).toThrow(RangeError);
  });

  test('is read back as the milliseconds it was made of', () => {
    expect(millis(instant(1_772_355_600_001))).toBe(1_772_355_600_001);
  });

  test.each([
    [1, '2026-03-01T09:00:00.001Z'],
    [-9 * 3_600_000 - 1, '2026-02-28T23:59:59.999Z'],
    [86_400_000, '2026-03-02T09:00:00.000Z'],
  ])('plus %p ms is %s', (ms, then) => {
    expect(plus(nine, ms)).toBe(then);
  });

  test('the later and the earlier of two', () => {
    const ten = plus(nine, 3_600_000);
    expect([later(nine, ten), later(ten, nine)]).toEqual([ten, ten]);
    expect([earlier(nine, ten), earlier(ten, nine)]).toEqual([nine, nine]);
    expect(later(nine, nine)).toBe(nine);
  });

  test('its day is the one in UTC', () => {
    expect(dayOf(instant('2026-03-02T01:00:00+08:00'))).toBe('2026-03-01');
  });

  test('the system clock tells one', () => {
    const now = systemClock.now();
    expect(instant(now)).toBe(now);
  });
});
