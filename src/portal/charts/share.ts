// Shares of a whole as SVG lengths. For drawing only: nothing is decided by them.

/** `37.5%` of the drawing's width; 0% of nothing, and never more than 100%. */
export function percent(part: number, whole: number): string {
  const share = whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole));
  return `${String(Math.round(share * 10_000) / 100)}%`;
}

/** A piece of a bar. `kind` names its colour in the style. */
export interface Segment {
  readonly kind: string;
  readonly count: number;
  readonly x: string;
  readonly width: string;
}

/** Pieces one after the other, as parts of `whole`; those of nothing are left out. */
export function stack(parts: readonly (readonly [kind: string, count: number])[], whole: number): readonly Segment[] {
  let before = 0;
  return parts.flatMap(([kind, count]) => {
    if (count === 0) return [];
    const segment = { kind, count, x: percent(before, whole), width: percent(count, whole) };
    before += count;
    return [segment];
  });
}
