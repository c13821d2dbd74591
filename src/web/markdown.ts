// Markdown of strangers as safe HTML: no HTML of theirs but folds, no pictures, no live mentions; links marked as unendorsed.
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = new MarkdownIt('default', { html: false, linkify: false, maxNesting: 40 }).disable('image');

const blocks = ['p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
const inline = ['a', 'strong', 'em', 's', 'code', 'br'];

/** A heading within text would break the page's own order. */
const heading = sanitizeHtml.simpleTransform('p', {});

function renderPart(text: string): string {
  const html = sanitizeHtml(markdown.render(text), {
    allowedTags: [...blocks, ...inline],
    allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => [tag, heading])),
      a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow ugc noopener noreferrer' }),
    },
  });
  return html.replace(/<(br|hr) \/>/g, '<$1>');
}

const opening = /^<details><summary>([^<>]{1,500})<\/summary>[ \t]*$/;
const closing = /^<\/details>[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
/** Deeper folds are shown as they are written. */
const deepest = 5;

function escaped(text: string): string {
  return text.replace(/&(?!#?\w+;)/g, '&amp;').replace(/"/g, '&quot;');
}

/**
 * Safe markup of a text of at most 64 KiB; what is beyond is left out. Headings become paragraphs, pictures their source text. Of HTML only folds are understood, each of
 * whose tags fills a line outside code, as on the forges.
 */
export function renderMarkdown(text: string): string {
  const parts: string[] = [];
  let lines: string[] = [];
  let depth = 0;
  let code: string | null = null;
  function flush(tag = ''): void {
    parts.push(renderPart(lines.join('\n')), tag);
    lines = [];
  }
  for (const line of text.slice(0, 65_536).split(/\r?\n/)) {
    const mark = fence.exec(line)?.[1];
    if (code === null) code = mark ?? null;
    else if (mark?.startsWith(code) === true) code = null;
    const title = code === null && depth < deepest ? opening.exec(line)?.[1] : undefined;
    if (title !== undefined) {
      flush(`<details><summary>${escaped(title)}</summary>`);
      depth += 1;
    } else if (code === null && depth > 0 && closing.test(line)) {
      flush('</details>');
      depth -= 1;
    } else lines.push(line);
  }
  flush('</details>'.repeat(depth));
  return parts.join('');
}
