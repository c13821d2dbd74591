// Text that others wrote, made harmless in Markdown of ours: it shows what it says, and mentions, links and formats nothing.
import { withoutInvisible } from './invisible.js';

/**
 * A zero-width space. Forges look for mentions, references and addresses in the rendered text, where escapes are undone already; a
 * character that cannot be seen between the parts is what keeps them apart.
 */
const gap = '\u200B';

/** Reasons and titles are cut to so many graphemes unless a caller says otherwise. */
const usualLength = 300;

/** Cuts a text to `limit` graphemes, the last of them then being an ellipsis. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let graphemes = 0;
  let end = 0;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(0, limit * 8 + 1))) {
    graphemes += 1;
    if (graphemes > limit || index + segment.length > limit * 8) return `${text.slice(0, end).trimEnd()}…`;
    if (graphemes < limit) end = index + segment.length;
  }
  return text;
}

/**
 * One line of at most `limit` graphemes, without characters that cannot be seen. Where there are two dollar signs, which a forge would
 * read as the bounds of a formula, they are written full-width.
 */
export function cleanText(text: string, limit = usualLength): string {
  const line = withoutInvisible(text.slice(0, limit * 100).replace(/[\s\u0085]+/g, ' '))
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\s\p{Zs}]+/gu, ' ')
    .trim();
  const short = cut(line, limit);
  return short.indexOf('$') === short.lastIndexOf('$') ? short : short.replaceAll('$', '＄');
}

/** Puts gaps into whatever a forge turns into a mention, a reference, an address or an emoji. */
function broken(text: string): string {
  return text
    .replace(/(?<=\S)@/g, `${gap}@`)
    .replace(/@/g, `@${gap}`)
    .replace(/([#!])(?=\w)/g, `$1${gap}`)
    .replace(/\b(GH|GHSA|CVE)-(?=\w)/gi, `$1-${gap}`)
    .replace(/[0-9a-f]{7,}/gi, (hex) => (hex.match(/.{1,6}/g) ?? []).join(gap))
    .replace(/\/(?=\/)/g, `/${gap}`)
    .replace(/:(?=\/|[\w+-]+:)/g, `:${gap}`)
    .replace(/www\./gi, (prefix) => `${prefix.slice(0, 3)}${gap}.`)
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, `.${gap}`);
}

/** Escapes what Markdown or HTML would read as markup; what they would not is left as it is, for those who read it in an e-mail. */
function escaped(text: string): string {
  return text
    .replace(/[\\`*[\]~|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/^[-+=#]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** Untrusted text as one line of Markdown that renders as exactly that text: no mention, reference, link, markup, HTML or emoji code. */
export function neutralise(text: string, limit = usualLength): string {
  return escaped(broken(cleanText(text, limit)));
}

/** Untrusted text as a code span, in which forges look for nothing; with a backtick in it, as plain text. */
export function codeSpan(text: string, limit = 60): string {
  const clean = cleanText(text, limit);
  return clean === '' || clean.includes('`') ? neutralise(text, limit) : `\`${clean}\``;
}

/** `@login`, which notifies; a text that can be no login is neutralised instead. */
export function mention(login: string): string {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/.test(login) ? `@${login.replace(/[.]+$/, '')}` : neutralise(login, 100);
}

/** A link; `label` is Markdown already. An address that is not http or https is left out. */
export function link(label: string, url: string): string {
  if (!/^https?:\/\//.test(url)) return label;
  return `[${label}](${url.replace(/[\s()<>\\[\]`*_]/gu, (sign) => encodeURIComponent(sign).replace(/[()*_]/g, percent))})`;
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** The hidden last line by which a comment of ours is found again: no key can end it early, and two keys never give the same. */
export function marker(key: string): string {
  return `<!-- opencharter:${key.replace(/[^A-Za-z0-9:._/#-]/gu, (sign) => encodeURIComponent(sign).replace(/[!'()*]/g, percent))} -->`;
}
