// Characters that cannot be seen.

/**
 * Characters that show nothing or reorder the text: format characters (bidirectional ones, zero-width ones, soft hyphens), controls,
 * other default-ignorable ones and blanks that are no spaces. Variation selectors are let through: emoji need them.
 */
const invisible = /(?![\t\p{Variation_Selector}])[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u{2800}]/gu;

export function hasInvisible(text: string): boolean {
  return text.search(invisible) >= 0;
}

export function withoutInvisible(text: string, replacement: '' | ' ' = ''): string {
  return text.replace(invisible, replacement);
}
