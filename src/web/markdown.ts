// Markdown of strangers as safe HTML: no HTML of theirs, no pictures, no live mentions; links marked as unendorsed.
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';

const markdown = new MarkdownIt('default', { html: false, linkify: false, maxNesting: 40 }).disable('image');

const blocks = ['p', 'ul', 'ol', 'li', 'blockquote', 'pre', 'hr', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
const inline = ['a', 'strong', 'em', 's', 'code', 'br'];

/** A heading within text would break the page's own order. */
const heading = sanitizeHtml.simpleTransform('p', {});

/** Safe markup of a text of at most 64 KiB; what is beyond is left out. Headings become paragraphs, pictures their source text. */
export function renderMarkdown(text: string): string {
  const html = sanitizeHtml(markdown.render(text.slice(0, 65_536)), {
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
