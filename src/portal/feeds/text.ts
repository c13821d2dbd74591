// Texts of strangers for feeds and calendars.

/** Control characters, lone surrogates and the like: XML 1.0 can't hold them, section 2.2, and no calendar should. */
const unprintable = /[^\t\n\r\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** The text, with U+FFFD for each character that a feed can't hold, in one line. */
export function printable(text: string): string {
  return text.replace(unprintable, '\uFFFD').replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML that reads as the text. */
export function asHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
