// Policy title: the title is a header of Conventional Commits, or matches a pattern.
import { z } from 'zod';
import { inSentence, isBlank, nearest } from '../../shared/text.js';
import { formatHeader, parseHeader, type Header } from '../conventional.js';
import type { Known } from '../facts.js';
import { fail, pass, skip, words, type Judgement, type Words } from '../finding.js';
import { accountKey } from '../identity.js';
import { accounts, line, options } from '../options.js';
import { compileRegex } from '../patterns/regex.js';
import { atMost, fewer, more, whenOn, type Policy } from '../policy.js';
import { quoted } from '../shell.js';

/** The types of @commitlint/config-conventional. */
const usualTypes = ['feat', 'fix', 'docs', 'style', 'refactor', 'perf', 'test', 'build', 'ci', 'chore', 'revert'];

const word = z
  .string()
  .regex(/^[^\s():：!,]{1,50}$/, 'is 1 to 50 characters without spaces, brackets, "!", ":" and ","');
const pattern = line.refine(
  (text) => compileRegex(text, true).ok,
  'is not a regular expression that can be matched safely',
);

const schema = options({
  /** Conventional Commits. Without it, and with a pattern, only the pattern counts. */
  conventional: z.boolean().optional(),
  types: z.array(word).min(1, 'names at least one type').max(100, 'at most 100 types').default(usualTypes),
  /** Null for any scope. */
  scopes: z.array(word).max(500, 'at most 500 scopes').nullable().default(null),
  scope_required: z.boolean().default(false),
  /** Regular expressions; the whole title must match each. */
  pattern: z.union([pattern.transform((one) => [one]), z.array(pattern).max(10, 'at most 10 patterns')]).default([]),
  /** In characters. */
  max_length: z.int().min(10, 'at least 10 characters').max(256, 'at most 256 characters').default(100),
  /** Accounts whose pull requests may have any title. */
  exempt: accounts.default([]),
}).transform((written) => ({ ...written, conventional: written.conventional ?? written.pattern.length === 0 }));

export type TitleOptions = z.infer<typeof schema>;

function headerFlaws({ type, scope }: Header, { types, scopes, scope_required: required }: TitleOptions): Words[] {
  const flaws: Words[] = [];
  if (!types.includes(type)) {
    const near = types.find((one) => one === type.toLowerCase()) ?? nearest(type, types) ?? '';
    flaws.push(words('title.unknown-type', { type, near, types: types.join(', ') }));
  }
  if (scope === null && required) flaws.push(words('title.no-scope', { scopes: scopes?.join(', ') ?? '' }));
  for (const one of scope?.split(',').map((part) => part.trim()) ?? []) {
    if (scopes?.includes(one) !== false) continue;
    flaws.push(
      words('title.unknown-scope', { scope: one, near: nearest(one, scopes) ?? '', scopes: scopes.join(', ') }),
    );
  }
  return flaws;
}

function flawsOf(title: string, options: TitleOptions): readonly Words[] {
  if (isBlank(title)) return [words('title.empty')];
  const flaws: Words[] = [];
  if (title !== title.trim() || title !== inSentence(title)) flaws.push(words('title.invisible'));
  const length = Array.from(title).length;
  if (options.conventional) {
    const header = parseHeader(title);
    if (header.ok) flaws.push(...headerFlaws(header.value, options));
    else flaws.push(words(`title.${header.error}`, { types: options.types.join(', ') }));
  }
  for (const one of options.pattern) {
    const matcher = compileRegex(one, true);
    if (matcher.ok && !matcher.value.matches(title)) flaws.push(words('title.pattern', { pattern: one }));
  }
  if (length > options.max_length) flaws.push(words('title.too-long', { length, most: options.max_length }));
  return flaws;
}

/** The type that a title without one may mean, by its first word; the first type of the list otherwise. */
function guessType(title: string, types: readonly string[]): string {
  const guesses: readonly (readonly [RegExp, string])[] = [
    [/^(?:fix|bug|修复|修正)/i, 'fix'],
    [/^(?:docs?\b|document|readme|文档)/i, 'docs'],
    [/^(?:tests?\b|测试)/i, 'test'],
  ];
  const guess = guesses.find(([start, type]) => start.test(title) && types.includes(type))?.[1];
  return guess ?? types[0] ?? '';
}

/** A title that may have been meant; it has not been judged. */
function proposal(written: string, { types, scopes, scope_required: required }: TitleOptions): string {
  const title = inSentence(written).trim();
  const reverted = /^Revert "(.*)"$/.exec(title)?.[1];
  if (reverted !== undefined && types.includes('revert')) return `revert: ${reverted}`;
  const spaced = title.replace(/^([^\s():：!]+(?:\([^()]+\))?!?)[:：] */, '$1: ');
  const header = parseHeader(spaced);
  if (!header.ok) return `${guessType(title, types)}: ${title}`;
  const { type, scope } = header.value;
  const meant = types.find((one) => one === type.toLowerCase()) ?? nearest(type, types);
  const near = scope !== null && scopes ? nearest(scope, scopes) : scope;
  const first = required ? (scopes?.[0] ?? null) : null;
  return formatHeader({ ...header.value, type: meant ?? guessType(title, types), scope: near ?? first });
}

function evaluate({ pull, subject }: Known, options: TitleOptions): Judgement {
  if (options.exempt.includes(accountKey(pull.author))) return skip(words('title.exempt'));
  const flaws = flawsOf(pull.title, options);
  if (flaws.length === 0) return pass(words('title.pass'));
  const meant = options.conventional ? proposal(pull.title, options) : '';
  const text = meant !== '' && flawsOf(meant, options).length === 0 ? meant : null;
  const edit = `gh pr edit ${subject.number} --repo ${quoted(subject.repo)} --title ${quoted(text ?? '')}`;
  const mend = {
    what: words(text === null ? 'title.mend.write' : 'title.mend.paste'),
    commandLine: text === null || subject.forge !== 'github' ? null : edit,
    web: { where: words('title.mend.web'), text },
  };
  return fail(words('title.fail', { title: pull.title }), flaws, mend, { role: 'author' });
}

export const title: Policy<TitleOptions> = {
  id: 'title',
  options: schema,
  needs: () => [],
  evaluate,
  tightness: {
    conventional: whenOn,
    types: fewer,
    scopes: (floor, wanted) => floor === null || (wanted !== null && fewer(floor, wanted)),
    scope_required: whenOn,
    pattern: more,
    max_length: atMost,
    exempt: fewer,
  },
};
