// The text of a comment as HTML: Markdown, and for the app's own comments the folds they have.
import { renderMarkdown } from '../../web/markdown.js';

const hidden = /<!--[\s\S]*?-->/g;
const opening = /^<details><summary>([^<>]*)<\/summary>\s*$/;
const closing = /^<\/details>\s*$/;

function escaped(text: string): string {
  return text.replace(/&(?!#?\w+;)/g, '&amp;').replace(/"/g, '&quot;');
}

/**
 * The app's own comments. Of HTML they have only folds, each of whose tags fills a line, and hidden markers; these are understood here, and
 * what is between them is Markdown like everybody's.
 */
function renderFolds(text: string): string {
  const parts: string[] = [];
  let lines: string[] = [];
  let depth = 0;
  function flush(): void {
    parts.push(renderMarkdown(lines.join('\n')));
    lines = [];
  }
  for (const line of text.replace(hidden, '').split(/\r?\n/)) {
    const title = opening.exec(line)?.[1];
    if (title !== undefined) {
      flush();
      depth += 1;
      parts.push(`<details><summary>${escaped(title)}</summary>`);
    } else if (closing.test(line) && depth > 0) {
      flush();
      depth -= 1;
      parts.push('</details>');
    } else lines.push(line);
  }
  flush();
  return parts.join('') + '</details>'.repeat(depth);
}

/** Safe HTML. `ours`: the app wrote it. */
export function bodyHtml(text: string, ours: boolean): string {
  return ours ? renderFolds(text) : renderMarkdown(text);
}
