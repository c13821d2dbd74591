// Durations: what people may write, what it means, what is refused.
import { describe, expect, test } from '@jest/globals';
import { formatDuration, longestDuration, parseDuration, parseIsoDuration } from '../../src/shared/duration.js';
import { err, ok } from '../../src/shared/result.js';

const hour = 3_600_000;
const day = 24 * hour;

describe('a duration as people write it', () => {
  test.each([
    ['P7D', 7 * day],
    ['p7d', 7 * day],
    ['PT36H', 36 * hour],
    ['P1DT12H', 36 * hour],
    ['P2W', 14 * day],
    ['P1W1DT1H1M1S', 8 * day + hour + 61_000],
    ['P0D', 0],
    ['PT0S', 0],
    ['7d', 7 * day],
    ['7 D', 7 * day],
    ['2 weeks', 14 * day],
    ['36h', 36 * hour],
    ['1 day', day],
    ['90 min', 1.5 * hour],
    ['30s', 30_000],
    ['3天', 3 * day],
    ['2 周', 14 * day],
    ['12小时', 12 * hour],
    ['  7d  ', 7 * day],
    ['P3653D', longestDuration],
  ])('%p is %p ms', (text, ms) => {
    expect(parseDuration(text)).toEqual(ok(ms));
  });

  test.each([
    ['', 'malformed'],
    ['P', 'malformed'],
    ['PT', 'malformed'],
    ['P1DT', 'malformed'],
    ['7', 'malformed'],
    ['d', 'malformed'],
    ['-7d', 'malformed'],
    ['1.5d', 'malformed'],
    ['P1.5D', 'malformed'],
    ['P1D1W', 'malformed'],
    ['7 days 3 hours', 'malformed'],
    ['7 parsecs', 'malformed'],
    ['soon', 'malformed'],
    ['P1M', 'calendar-unit'],
    ['P1Y', 'calendar-unit'],
    ['P1Y2M3D', 'calendar-unit'],
    ['1 month', 'calendar-unit'],
    ['2 years', 'calendar-unit'],
    ['3个月', 'calendar-unit'],
    ['P3654D', 'too-long'],
    ['999999999 weeks', 'too-long'],
    [`P${'9'.repeat(38)}D`, 'too-long'],
    [`P${'9'.repeat(100)}D`, 'malformed'],
  ])('%p is refused: %s', (text, error) => {
    expect(parseDuration(text)).toEqual(err(error));
  });

  test('in a charter only the ISO 8601 form is one', () => {
    expect(parseIsoDuration('P7D')).toEqual(ok(7 * day));
    expect(parseIsoDuration('7d')).toEqual(err('malformed'));
    expect(parseIsoDuration('p7d')).toEqual(err('malformed'));
  });
});

describe('a duration as the app writes it', () => {
  test.each([
    [0, 'P0D'],
    [999, 'P0D'],
    [7 * day, 'P7D'],
    [36 * hour, 'P1DT12H'],
    [90_000, 'PT1M30S'],
    [day + 1000, 'P1DT1S'],
  ])('%p ms is %p', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test.each([0, 1000, hour, day, 8 * day + hour + 61_000, longestDuration])(
    '%p ms is read back as it was written',
    (ms) => {
      expect(parseIsoDuration(formatDuration(ms))).toEqual(ok(ms));
    },
  );
});
