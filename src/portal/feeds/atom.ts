// Atom, RFC 4287.
import { Feed } from 'feed';
import { foundationName, pageUrl, type FeedContext, type FeedEntry, type FeedSource } from './feed.js';
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

/** The document; ids are the addresses of pages, which never change. */
export async function atomFeed(context: FeedContext, source: FeedSource): Promise<string> {
  const { name } = source;
  const { words, inForce, publicUrl } = context;
  const foundation = foundationName(context);
  const sorted = newestFirst(await source.entries(context));
  const self = pageUrl(context, `/feeds/${name}.atom`);
  const feed = new Feed({
    id: self,
    title: printable(words.t(`feeds.${name}.title`, { foundation })),
    description: printable(words.t(`feeds.${name}.subtitle`, { foundation })),
    updated: new Date(sorted[0]?.updated ?? inForce?.adoptedAt ?? never),
    generator: 'OpenCharter',
    link: pageUrl(context, `/${name}`),
    feedLinks: { atom: self },
    author: { name: printable(foundation), link: `${publicUrl}/` },
  });
  for (const { path, title, summary, published, updated, categories } of sorted) {
    const url = pageUrl(context, path);
    feed.addItem({
      id: url,
      link: url,
      title: asHtml(title),
      description: asHtml(summary),
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
