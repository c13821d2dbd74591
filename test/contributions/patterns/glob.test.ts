// Globs: which paths they match, what is refused, and that they agree with regular expressions that say the same.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileGlob } from '../../../src/contributions/patterns/glob.js';

function matches(glob: string, path: string): boolean {
  const compiled = compileGlob(glob);
  if (!compiled.ok) throw new Error(`${glob}: ${compiled.error.code} at ${String(compiled.error.at)}`);
  return compiled.value.matches(path);
}

describe('a glob', () => {
  test.each<[string, string, string, boolean]>([
    ['matches the whole path', 'LICENSE', 'docs/LICENSE', false],
    ['minds letter case', 'LICENSE', 'license', false],
    ['takes * for part of a name', 'docs/*.md', 'docs/a.md', true],
    ['takes * for nothing too', 'docs/a*.md', 'docs/a.md', true],
    ['takes no slash for *', 'docs/*.md', 'docs/a/b.md', false],
    ['takes ? for one character', 'v?.md', 'v1.md', true],
    ['takes no slash for ?', 'v?a', 'v/a', false],
    ['takes ? for one character beyond the first plane', '?.md', '😀.md', true],
    ['takes **/ for folders', '**/OWNERS', 'a/b/OWNERS', true],
    ['takes **/ for no folder', '**/OWNERS', 'OWNERS', true],
    ['takes **/ for whole names only', '**/OWNERS', 'a/MYOWNERS', false],
    ['takes /** for all below a folder', 'governance/**', 'governance/a/b.yml', true],
    ['takes /** for a link in place of the folder', 'governance/**', 'governance', true],
    ['takes /** for no folder that only begins so', 'governance/**', 'governance-old/a', false],
    ['takes ** in the middle for folders', 'a/**/z', 'a/b/c/z', true],
    ['takes ** in the middle for no folder', 'a/**/z', 'a/z', true],
    ['takes ** alone for everything', '**', '.github/a', true],
    ['sees hidden files', '*', '.env', true],
    ['sees hidden folders', '**/*.yml', '.github/workflows/ci.yml', true],
    ['knows alternatives', '*.{yml,yaml}', 'a.yaml', true],
    ['knows alternatives with slashes', '{src/core,docs}/*', 'src/core/a', true],
    ['knows alternatives in alternatives', '{a,b{c,d}}', 'bd', true],
    ['knows sets', 'v[0-9].md', 'v7.md', true],
    ['knows negated sets', 'v[!0-9].md', 'v7.md', false],
    ['takes no slash for a negated set', 'v[^0-9]a', 'v/a', false],
    ['takes an escaped star for a star', '\\*.md', 'a.md', false],
    ['takes letters of all scripts', '文档/*', '文档/指南.md', true],
    ['takes a new line in a name for a character', '*', 'a\nb', true],
    ['takes a character of regular expressions for itself', 'a.b+(c)', 'a.b+(c)', true],
    ['takes no other character for a dot', 'a.b', 'axb', false],
  ])('%s: %s on %j', (_rule, glob, path, expected) => {
    expect(matches(glob, path)).toBe(expected);
  });

  test.each<[string, string, string, number]>([
    ['nothing in it', '', 'malformed', 0],
    ['a ! before it', '!docs', 'malformed', 0],
    ['a slash before it', '/docs', 'malformed', 0],
    ['a slash behind it', 'docs/', 'malformed', 4],
    ['an empty part', 'a//b', 'malformed', 1],
    ['a part that is a dot', './a', 'malformed', 0],
    ['a part that is two', 'a/../b', 'malformed', 1],
    ['** beside other characters', 'a**', 'not-supported', 1],
    ['** in braces', '{**,a}/b', 'not-supported', 1],
    ['three stars', '***', 'not-supported', 0],
    ['an open brace', 'a{b,c', 'malformed', 1],
    ['a closing brace alone', 'a}', 'malformed', 1],
    ['an open set', 'a[b', 'malformed', 1],
    ['a slash in a set', 'a[/]b', 'malformed', 1],
    ['a backslash at the end', 'a\\', 'malformed', 1],
    ['more than 1,000 characters', 'a'.repeat(1001), 'too-long', 0],
  ])('is refused with %s', (_what, glob, code, at) => {
    expect(compileGlob(glob)).toMatchObject({ ok: false, error: { code, at } });
  });

  test('that explodes elsewhere ends here', () => {
    expect(matches(`${'*a'.repeat(300)}b`, 'a'.repeat(4000))).toBe(false);
    expect(matches(`${'**/'.repeat(100)}b`, 'a/'.repeat(2000))).toBe(false);
  });

  test('agrees with a regular expression that says the same', () => {
    const parts = fc.constantFrom(
      ...[
        ['a', 'a'],
        ['b', 'b'],
        ['.', '\\.'],
        ['*b', '[^/]*b'],
        ['?', '[^/]'],
        ['{a,bb}', '(?:a|bb)'],
        ['{a/,}b', '(?:a/|)b'],
        ['[!a]', '[^a/]'],
        ['[a-b]', '[a-b]'],
      ].map(([glob = '', regex = '']) => ({ glob, regex })),
    );
    const names = fc.array(parts, { minLength: 1, maxLength: 3 }).map((chosen) => ({
      glob: chosen.map(({ glob }) => glob).join(''),
      regex: chosen.map(({ regex }) => regex).join(''),
    }));
    const folders = fc.constant({ glob: '**', regex: null });
    const path = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '.', '/'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.oneof(names, folders), { minLength: 1, maxLength: 4 }), path, (chosen, on) => {
        const glob = chosen.map((part) => part.glob).join('/');
        fc.pre(!/(?:^|\/)\.{1,2}(?:\/|$)/.test(glob));
        let regex = '';
        for (const [i, part] of chosen.entries()) {
          const last = i === chosen.length - 1;
          if (part.regex !== null) regex += last ? part.regex : `${part.regex}/`;
          else if (!last) regex += '(?:.*/)?';
          else regex = regex.endsWith('/') ? `${regex.slice(0, -1)}(?:/.*)?` : `${regex}.*`;
        }
        expect([glob, on, matches(glob, on)]).toEqual([glob, on, new RegExp(`^${regex}$`, 'su').test(on)]);
      }),
      { numRuns: 2000 },
    );
  });
});
