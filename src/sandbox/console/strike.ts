// Bodies as they may be shown: tokens and secrets struck out.

const struck = '•••';
const secretKey = /token|secret|password|passwd|private_?key|pem|jwt|authorization/i;
const secretText =
  /\bgh[oprsu]_\w+|\beyJ[\w-]+\.[\w-]+\.[\w-]+|-----BEGIN(?:(?!-----BEGIN)[\s\S])*?-----END [A-Z ]+-----/g;

/** Longer bodies are cut; the rest is told in letters. */
const longest = 60_000;

/** Strikes what looks like a secret, and each of `secrets` wherever it stands. */
export function strike(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') {
    return secrets.reduce((text, secret) => text.replaceAll(secret, struck), value.replace(secretText, struck));
  }
  if (Array.isArray(value)) return value.map((item: unknown) => strike(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) =>
      secretKey.test(key) && typeof inner === 'string' ? [key, struck] : [key, strike(inner, secrets)],
    ),
  );
}

/** JSON to read, without secrets; null where there is nothing. */
export function prettyJson(value: unknown, secrets: readonly string[]): string | null {
  if (value === null || value === undefined) return null;
  const text = JSON.stringify(strike(value, secrets), null, 2);
  return text.length > longest ? `${text.slice(0, longest)}\n… ${String(text.length - longest)} more` : text;
}
