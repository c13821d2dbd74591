// Exact fractions over BigInt: thresholds are compared without floating point.

/** n/d in lowest terms, d > 0. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

/** n/d in lowest terms. Throws RangeError when d is 0. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const [top, bottom] = [BigInt(n), BigInt(d)];
  if (bottom === 0n) throw new RangeError('a fraction needs a denominator other than 0');
  const common = gcd(top, bottom) * (bottom < 0n ? -1n : 1n);
  return { n: top / common, d: bottom / common };
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.n * b.n, a.d * b.d);
}

/** `3`, or `8/3`. */
export function formatFraction(value: Fraction): string {
  return value.d === 1n ? value.n.toString() : `${value.n.toString()}/${value.d.toString()}`;
}

/** Reads `n/d` with 0 < n ≤ d, or `p%` with 0 < p ≤ 100, decimals allowed; null when the text is neither. */
export function parseShare(text: string): Fraction | null {
  const ratio = /^(\d{1,9})\/(\d{1,9})$/.exec(text);
  const percent = /^(\d{1,3})(?:\.(\d{1,9}))?%$/.exec(text);
  let value: Fraction | null = null;
  if (ratio && Number(ratio[2]) > 0) value = fraction(BigInt(ratio[1] ?? 0), BigInt(ratio[2] ?? 1));
  if (percent) {
    const decimals = percent[2] ?? '';
    value = fraction(BigInt((percent[1] ?? '') + decimals), 100n * 10n ** BigInt(decimals.length));
  }
  if (value === null || value.n <= 0n || value.n > value.d) return null;
  return value;
}
