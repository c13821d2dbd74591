// Canonical JSON: the one byte sequence of a value, by RFC 8785 (JCS).

/** A JSON value. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function canonicalString(text: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new RangeError('a lone surrogate has no canonical form');
  return JSON.stringify(text);
}

/**
 * The canonical text of a value (RFC 8785): keys in the order of their UTF-16 code units, numbers as ECMAScript writes
 * them, no white space. Its bytes are this text in UTF-8. Throws RangeError for NaN, infinities and lone surrogates.
 */
export function canonical(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return canonicalString(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`${String(value)} has no canonical form`);
    return JSON.stringify(value);
  }
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${canonicalString(key)}:${canonical(member)}`).join(',')}}`;
}
