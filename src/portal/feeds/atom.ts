// Atom, RFC 4287.
import { Feed as AtomDocument } from 'feed';
import { foundationName, pageUrl, type Feed, type FeedContext, type FeedEntry } from './feed.js';
import { asHtml, printable } from './text.js';

/** Of an empty feed of a foundation without a charter; a feed must have a time, and its bytes must not change by themselves. */
const never = '1970-01-01T00:00:00.000Z';

/** The library writes attributes without escaping `<`. */
function attribute(text: string): string {
  return printable(text).replace(/[<>]/g, (character) => (character === '<' ? '‹' : '›'));
}

function newestFirst(entries: readonly FeedEntry[]): readonly FeedEntry[] {
  return [...entries].sort((a, b) => (a.updated === b.updated ? 0 : a.updated < b.updated ? 1 : -1));
}

/** The document, which is at `path`; ids are the addresses of pages, which never change. */
export function atomFeed(context: FeedContext, path: string, { title, subtitle, page, entries }: Feed): string {
  const { words, inForce, publicUrl } = context;
  const sorted = newestFirst(entries);
  const self = pageUrl(context, path);
  const feed = new AtomDocument({
    id: self,
    title: printable(title),
    description: printable(subtitle),
    updated: new Date(sorted[0]?.updated ?? inForce?.adoptedAt ?? never),
    generator: 'OpenCharter',
    link: pageUrl(context, page),
    feedLinks: { atom: self },
    author: { name: printable(foundationName(context)), link: `${publicUrl}/` },
  });
  for (const entry of sorted) {
    const { published, updated, categories } = entry;
    const url = pageUrl(context, entry.path);
    feed.addItem({
      id: url,
      link: url,
      title: asHtml(entry.title),
      description: asHtml(entry.summary),
      published: new Date(published),
      date: new Date(updated),
      category: categories.map(({ scheme, term, label }) => {
        return { scheme: `${publicUrl}/feeds/#${scheme}`, term: attribute(term), name: attribute(label) };
      }),
    });
  }
  // The library has no way to say the language of an Atom feed.
  const language = words.language === 'zh' ? 'zh-CN' : 'en';
  return feed.atom1().replace('<feed xmlns=', `<feed xml:lang="${language}" xmlns=`);
}
