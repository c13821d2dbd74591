// What texts are found by: words of Latin and like scripts, pairs of Chinese, Japanese or Korean characters. Pure.

/** Raised whenever the same text gives other tokens than before: the index is then made anew. */
export const tokenizerVersion = 3;

/** A token and where it stands in the text, in UTF-16 units. */
export interface TokenSpan {
  readonly token: string;
  readonly start: number;
  readonly end: number;
  /** Whether somebody who searches for this text means this token; false for parts of a longer one beside it. */
  readonly whole: boolean;
  /** Whether the pair that begins here stands for it in the index: it is looked for as the beginning of a token (`isBeginning`). */
  readonly implied: boolean;
}

/** Longer words are told apart only by so many characters. */
const longestToken = 64;

const dense = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]`;
const word = String.raw`(?:(?!${dense})[\p{L}\p{N}][\p{M}\p{Cf}]*)+`;
/** A run of dense script, or a word such as `bench`, `v2`, `C-Bench`, `v1.2.3`, `M-2026-0007`. */
const runs = new RegExp(String.raw`(?<dense>${dense}+)|${word}(?:[-_.]${word})*`, 'gu');
const parts = new RegExp(word, 'gu');
const single = new RegExp(`^${dense}$`, 'u');

/** One form for what reads the same: width, case, accents and invisible characters make no difference. */
function fold(text: string): string {
  if (/^[a-z\d]+$/i.test(text)) return text.slice(0, longestToken).toLowerCase();
  if (/^[\u4e00-\u9fff]+$/.test(text)) return text;
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\s]/gu, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC');
  return Array.from(plain).slice(0, longestToken).join('');
}

/** `ballots` and `ballot` are one word, as are `bodies` and `body`; `status` and `bus` stay. */
function singular(token: string): string {
  if (/^[a-z]{2,}ies$/.test(token)) return `${token.slice(0, -3)}y`;
  return /^[a-z]{2,}[^aius\W\d_]s$/.test(token) ? token.slice(0, -1) : token;
}

function span(token: string, start: number, end: number, whole: boolean, implied = false): readonly TokenSpan[] {
  return token === '' ? [] : [{ token, start, end, whole, implied }];
}

/** `评测集`: the pairs 评测, 测集, and each character, for those who search for one; only the last of them begins no pair. */
function* denseSpans(run: string, start: number): Generator<TokenSpan> {
  const characters = Array.from(run);
  let at = start;
  for (const [i, character] of characters.entries()) {
    const end = at + character.length;
    const next = characters[i + 1];
    const [one, pair] = [fold(character), next === undefined ? '' : fold(character + next)];
    yield* span(one, at, end, characters.length === 1, isBeginning(one) && pair.startsWith(one));
    if (next !== undefined) yield* span(pair, at, end + next.length, true);
    at = end;
  }
}

/** `C-Bench`: c, bench and c-bench, however it is joined. */
function* wordSpans(run: string, start: number): Generator<TokenSpan> {
  const found = [...run.matchAll(parts)].map((match) => ({
    token: singular(fold(match[0])),
    start: start + match.index,
    end: start + match.index + match[0].length,
  }));
  for (const part of found) yield* span(part.token, part.start, part.end, found.length === 1);
  if (found.length > 1) {
    const joined = found.map(({ token }) => token).join('-');
    yield* span(joined.slice(0, longestToken), start, start + run.length, true);
  }
}

/** Every token of a text in its place, in order. */
export function* tokenSpans(text: string): Generator<TokenSpan> {
  for (const match of text.matchAll(runs)) {
    yield* match.groups?.['dense'] === undefined ? wordSpans(match[0], match.index) : denseSpans(match[0], match.index);
  }
}

/** The different tokens of a text, at most so many: those it can be found by, or by the beginning of which. */
export function indexTokens(text: string, most: number): ReadonlySet<string> {
  const tokens = new Set<string>();
  for (const { token, implied } of tokenSpans(text)) {
    if (tokens.size === most) break;
    if (!implied) tokens.add(token);
  }
  return tokens;
}

/** Whether a token of a query is one dense character: it is looked for as the beginning of a token, too. */
export function isBeginning(token: string): boolean {
  return single.test(token);
}

/** The different tokens that somebody means who searches for this text, at most so many. */
export function queryTokens(text: string, most: number): readonly string[] {
  const tokens = new Set<string>();
  for (const { token, whole } of tokenSpans(text)) {
    if (tokens.size === most) break;
    if (whole) tokens.add(token);
  }
  return [...tokens];
}
