// Times as Gitee writes them.

const ahead = 8 * 3_600_000;

/** `2026-03-01T17:12:00+08:00` of `2026-03-01T09:12:00Z`. */
export function beijing(time: string): string {
  return `${new Date(Date.parse(time) + ahead).toISOString().slice(0, 19)}+08:00`;
}

/** The same, or null. */
export function beijingOrNull(time: string | null): string | null {
  return time === null ? null : beijing(time);
}
