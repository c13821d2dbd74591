// The portal's own HTML, read tag by tag: every value of an attribute stands in double quotes and holds no `<`, `>` or `"`, whoever wrote it.

/** A tag with a link, in three parts: up to its first link, the link, the rest. */
const linked = /(<[a-z][^>]*?\s(?:href|src)=")([^"]*)("[^>]*>)/g;
/** Of texts by strangers, as the portal marks them. */
const ofStrangers = /\srel="[^"]*\bugc\b/;
const form = /<form\b[^>]*>[\s\S]*?<\/form>\n?/g;
const nonce = / nonce="[^"]*"/g;

const references: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
  '&#39;': "'",
  '&#x60;': '`',
  '&#x3D;': '=',
};

function unescaped(value: string): string {
  return value.replace(/&(?:amp|lt|gt|quot|#x27|#39|#x60|#x3D);/g, (reference) => references[reference] ?? reference);
}

function escaped(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The page without what only a server can answer: forms, and the nonce of this answer. */
export function withoutServer(html: string): string {
  return html.replace(form, '').replace(nonce, '');
}

/** Where the portal's own links lead, those in texts by strangers left out. */
export function ownLinks(html: string): readonly string[] {
  return [...html.matchAll(linked)].flatMap(([text, , href = '']) => (ofStrangers.test(text) ? [] : [unescaped(href)]));
}

/** The page with every link replaced by what `place` makes of it; null leaves it as it is. */
export function withLinks(html: string, place: (href: string) => string | null): string {
  return html.replace(linked, (text: string, before: string, href: string, behind: string) => {
    const placed = place(unescaped(href));
    return placed === null ? text : before + escaped(placed) + behind;
  });
}
