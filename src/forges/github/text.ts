// Texts as GitHub takes them: of bounded length, times without parts of a second.
import type { Instant } from '../../shared/time.js';

/** GitHub: "body is too long (maximum is 65536 characters)". */
export const longestComment = 65_536;
export const longestSummary = 65_535;
/** GitHub: 64 KB; a UTF-16 unit is at most three bytes of UTF-8. */
export const longestAnnotation = 20_000;

const cutNote = '\n\n…\n\n';

/**
 * The text, cut to at most `longest` UTF-16 units, never within a character; the hidden marker at its end is kept, since
 * our own comment is found by it.
 */
export function fitted(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const marker = /<!--(?:(?!-->)[^])*-->\s*$/.exec(text.slice(-1000))?.[0] ?? '';
  const kept = text.slice(0, longest - cutNote.length - marker.length);
  return kept.replace(/[\uD800-\uDBFF]$/, '') + cutNote + marker;
}

/** `2026-03-01T09:12:00Z`. */
export function githubTime(time: Instant): string {
  return `${time.slice(0, 19)}Z`;
}
