// The text of a comment as HTML: Markdown; the app's own comments without their hidden markers.
import { renderMarkdown } from '../../web/markdown.js';

const hidden = /<!--[\s\S]*?-->/g;

/** Safe HTML. `ours`: the app wrote it. */
export function bodyHtml(text: string, ours: boolean): string {
  return renderMarkdown(ours ? text.replace(hidden, '') : text);
}
