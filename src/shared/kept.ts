// Values kept in memory as long as there is room.

/** Values by key, the least lately used go first when their weights exceed `room`. */
export interface Kept<T> {
  get(key: string): T | undefined;
  set(key: string, value: T, weight: number): void;
}

/** `room`: the most that the weights may come to; a value that is heavier is not kept. */
export function createKept<T>(room: number): Kept<T> {
  const values = new Map<string, { readonly value: T; readonly weight: number }>();
  let total = 0;
  function drop(key: string): void {
    total -= values.get(key)?.weight ?? 0;
    values.delete(key);
  }
  return {
    get(key) {
      const found = values.get(key);
      if (!found) return undefined;
      values.delete(key);
      values.set(key, found);
      return found.value;
    },
    set(key, value, weight) {
      drop(key);
      if (weight > room) return;
      values.set(key, { value, weight });
      total += weight;
      for (const oldest of values.keys()) {
        if (total <= room) break;
        drop(oldest);
      }
    },
  };
}
