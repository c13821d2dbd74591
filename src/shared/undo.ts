// Changes of maps and sets that can be taken back: what folds of the ledger are made of.

/** Takes a change back. Changes are taken back in the reverse order. */
export type Undo = () => void;

export function put<K, V>(map: Map<K, V>, key: K, value: V): Undo {
  const before = map.get(key);
  const had = map.has(key);
  map.set(key, value);
  return () => {
    if (had && before !== undefined) map.set(key, before);
    else map.delete(key);
  };
}

/** Puts a value into a set, or takes it out. */
export function toggle<T>(set: Set<T>, value: T, present: boolean): Undo {
  const had = set.has(value);
  if (present) set.add(value);
  else set.delete(value);
  return () => {
    if (had) set.add(value);
    else set.delete(value);
  };
}

/** Takes a key out of a map. */
export function drop<K, V>(map: Map<K, V>, key: K): Undo {
  const before = map.get(key);
  map.delete(key);
  return () => {
    if (before !== undefined) map.set(key, before);
  };
}
