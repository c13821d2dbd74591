// Which lines of a Markdown text are plainly its author's own words: not quoted, not code, not HTML.
import MarkdownIt from 'markdown-it';
import { hiddenSpans, nothingOpen, type OpenElements } from './mask.js';

/** A line whose first column is read as text. */
export interface PlainLine {
  readonly text: string;
  /** Counted from 1, line ends CRLF, CR or LF. */
  readonly line: number;
}

const markdown = new MarkdownIt('commonmark', { html: true, maxNesting: 100 });
markdown.core.ruler.enableOnly(['normalize', 'block']);

/** The lines of one block, `from` to `to`, whose start is in none of its hidden spans. */
function plainLines(lines: readonly string[], from: number, to: number, open: OpenElements) {
  const text = lines.slice(from, to).join('\n');
  const hidden = hiddenSpans(text, 'markdown', open);
  const spans = [...hidden.spans].sort((a, b) => a.from - b.from);
  const plain: PlainLine[] = [];
  let offset = 0;
  let hiddenUntil = 0;
  let next = 0;
  for (const [index, line] of lines.slice(from, to).entries()) {
    for (; (spans[next]?.from ?? Infinity) < offset || spans[next]?.from === 0; next += 1) {
      hiddenUntil = Math.max(hiddenUntil, spans[next]?.to ?? 0);
    }
    if (hiddenUntil <= offset) plain.push({ text: line, line: from + index + 1 });
    offset += line.length + 1;
  }
  return { plain, open: hidden.open };
}

/**
 * The lines of a text on which a command may stand, by the block structure of CommonMark: not those in quotes (their lazy continuations
 * too), fenced or indented code, code spans, HTML blocks, tags and comments, or inside `<pre>`, `<code>` and `<blockquote>`.
 */
export function readPlainLines(body: string): readonly PlainLine[] {
  const lines = body.split(/\r\n|\r|\n/);
  const plain: PlainLine[] = [];
  const outside: OpenElements[] = [];
  let quotes = 0;
  let open = nothingOpen;
  for (const token of markdown.parse(lines.join('\n'), {})) {
    if (token.type === 'blockquote_open') quotes += 1;
    if (token.type === 'blockquote_close') quotes -= 1;
    // The end of a quote or of a list item ends what was left open inside it.
    if (token.type === 'blockquote_open' || token.type === 'list_item_open') outside.push(open);
    if (token.type === 'blockquote_close' || token.type === 'list_item_close') {
      open = { counts: outside.pop()?.counts ?? {}, comment: open.comment };
    }
    if (token.type === 'html_block') open = hiddenSpans(token.content, 'html', open).open;
    if (token.type === 'inline' && token.map && quotes === 0) {
      const block = plainLines(lines, token.map[0], token.map[1], open);
      for (const line of block.plain) plain.push(line);
      open = block.open;
    }
  }
  return plain;
}
