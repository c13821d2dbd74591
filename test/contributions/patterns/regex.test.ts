// Regular expressions: what they match, what is refused, and that they agree with JavaScript's where both have the same syntax.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileRegex } from '../../../src/contributions/patterns/regex.js';

function matches(source: string, text: string, anchored = false): boolean {
  const compiled = compileRegex(source, anchored);
  if (!compiled.ok) throw new Error(`${source}: ${compiled.error.code} at ${String(compiled.error.at)}`);
  return compiled.value.matches(text);
}

describe('a regular expression', () => {
  test.each<[string, string, string, boolean]>([
    ['matches anywhere in a text', 'od', 'go.mod', true],
    ['takes a dot for any character', 'go.mod', 'go-mod', true],
    ['takes an escaped dot for a dot', 'go\\.mod', 'go-mod', false],
    ['takes no new line for a dot', 'a.b', 'a\nb', false],
    ['takes a new line for a dot under (?s)', '(?s)a.b', 'a\nb', true],
    ['is bound to the end by $', '\\.go$', 'main.go.md', false],
    ['takes $ for the end of the text, not of a line', 'a$', 'a\nb', false],
    ['takes $ for the end of a line under (?m)', '(?m)a$', 'a\nb', true],
    ['is bound to the beginning by ^', '^docs/', 'src/docs/a', false],
    ['knows alternatives in groups', 'go\\.(mod|sum|work|work\\.sum)$', 'go.work.sum', true],
    ['takes an empty alternative', '^a(b|)$', 'a', true],
    ['counts repeats', '^a{2,3}$', 'aaaa', false],
    ['counts repeats without end', '^a{2,}$', 'aaaa', true],
    ['takes a brace that counts nothing for itself', '^a{,2}$', 'a{,2}', true],
    ['takes a lazy repeat for a repeat', '^a+?b??$', 'aab', true],
    ['ignores letter case under (?i)', '(?i)^readme', 'README.md', true],
    ['minds letter case otherwise', '^readme', 'README.md', false],
    ['knows sets', '^[a-c_-]+$', 'a_b-c', true],
    ['knows negated sets', '^[^/]+$', 'a/b', false],
    ['takes a bracket at the beginning of a set for itself', '^[]a]+$', ']a', true],
    ['knows \\d, \\w and \\s in sets', '^[\\d\\s]+$', '1 2', true],
    ['knows \\D outside of the ASCII digits', '^\\D$', '٣', true],
    ['knows sets by name', '^[[:upper:]]+$', 'ABC', true],
    ['knows borders of words', '\\bmod\\b', 'go.mod', true],
    ['knows where there is none', '\\Bmod', 'go.mod', false],
    ['knows characters by number', '^\\x41\\x{1F600}$', 'A😀', true],
    ['takes a character beyond the first plane for one', '^.$', '😀', true],
    ['knows names of groups', '^(?P<year>\\d{4})-(?:a|b)$', '2026-b', true],
    ['of nothing matches everything', '', 'anything', true],
  ])('%s: %s on %j', (_rule, source, text, expected) => {
    expect(matches(source, text)).toBe(expected);
  });

  test.each<[string, string, string, number]>([
    ['lookahead', 'a(?=b)', 'not-supported', 1],
    ['a back reference', '(a)\\1', 'not-supported', 3],
    ['a property', '\\p{Lu}', 'not-supported', 0],
    ['flags in the middle', 'a(?i)b', 'not-supported', 1],
    ['an open group', 'a(b', 'malformed', 1],
    ['a closing parenthesis alone', 'ab)', 'malformed', 2],
    ['an open set', 'a[b', 'malformed', 1],
    ['a range upside down', '[z-a]', 'malformed', 0],
    ['a repeat of nothing', '*a', 'malformed', 0],
    ['a repeat of a repeat', 'a**', 'malformed', 2],
    ['more than 1,000 repeats', 'a{1001}', 'malformed', 1],
    ['repeats that multiply', '((a{1000}){1000}){1000}', 'too-large', 0],
    ['more than 1,000 characters', 'a'.repeat(1001), 'too-long', 0],
    ['a backslash at the end', 'a\\', 'malformed', 1],
    ['a character beyond Unicode', '\\x{110000}', 'malformed', 0],
  ])('is refused with %s', (_what, source, code, at) => {
    expect(compileRegex(source)).toMatchObject({ ok: false, error: { code, at } });
  });

  test.each(['(a+)+$', '^(a|a)*$', '(a*)*b', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y', '(.*)*x', '(a?){200}a{200}b'])(
    'that explodes elsewhere ends here: %s',
    (source) => {
      expect(matches(source, `${'a'.repeat(3000)}!`)).toBe(false);
    },
  );

  test('agrees with the one of JavaScript, whatever is put together', () => {
    const { source } = fc.letrec<{ source: string }>((tie) => ({
      source: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '^', '$', '\\b', ''),
        fc.tuple(tie('source'), tie('source')).map(([one, two]) => `${one}${two}`),
        fc.tuple(tie('source'), tie('source')).map(([one, two]) => `(${one}|${two})`),
        fc.tuple(tie('source'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}')).map(([one, how]) => `(?:${one})${how}`),
      ),
    }));
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), maxLength: 7 });
    fc.assert(
      fc.property(source, text, (written, on) => {
        fc.pre(written.length < 60);
        expect(matches(written, on)).toBe(new RegExp(written, 'u').test(on));
        expect(matches(written, on, true)).toBe(new RegExp(`^(?:${written})$`, 'u').test(on));
      }),
      { numRuns: 2000 },
    );
  });
});
