// Texts as the mirror keeps them: of bounded length.

/** 64 KiB: GitHub's own limit in characters, of which few take more than one byte where it is reached. */
const longestBytes = 64 * 1024;

/** The text, or its beginning of at most 64 KiB in UTF-8, never cut within a character. */
export function capped(text: string): string {
  if (text.length * 3 <= longestBytes) return text;
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= longestBytes) return text;
  return new TextDecoder().decode(bytes.subarray(0, longestBytes), { stream: true });
}
