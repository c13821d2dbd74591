// Matches texts against patterns in linear time: every way through the pattern is followed at once, so that none is tried again.

/** A set of characters: code points from–to, both included. `negated`: all others. `fold`: letter case does not matter. */
export interface CharacterSet {
  readonly kind: 'set';
  readonly ranges: readonly (readonly [number, number])[];
  readonly negated: boolean;
  readonly fold: boolean;
}

/** A place rather than a character: of the whole text, of a line, or a border of an ASCII word. */
export type Place = 'start' | 'end' | 'line-start' | 'line-end' | 'word-border' | 'no-word-border';

/** A pattern as a tree. `max: null` is without end. */
export type Pattern =
  | CharacterSet
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: 'sequence'; readonly items: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly item: Pattern; readonly min: number; readonly max: number | null };

/** Matching costs at most (length of the text) × (size of the pattern) steps. */
export interface Matcher {
  /** Steps, after repeats are written out. */
  readonly size: number;
  matches(text: string): boolean;
}

/** The most steps of a pattern after its repeats are written out. */
const largestPattern = 2000;

type Step =
  | { readonly kind: 'set'; readonly set: CharacterSet; readonly next: number }
  | { readonly kind: 'place'; readonly place: Place; readonly next: number }
  | { readonly kind: 'split'; readonly targets: number[] }
  | { readonly kind: 'match' };

function sizeOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'set':
    case 'place':
      return 1;
    case 'sequence':
      return pattern.items.reduce((sum, item) => sum + sizeOf(item), 1);
    case 'choice':
      return pattern.options.reduce((sum, option) => sum + sizeOf(option), 1);
    case 'repeat':
      return (sizeOf(pattern.item) + 1) * Math.max(1, pattern.max ?? pattern.min + 1);
  }
}

/** Whether the pattern is small enough to be compiled. */
export function fits(pattern: Pattern): boolean {
  return sizeOf(pattern) <= largestPattern;
}

/** Writes the pattern before the step `next`; answers where it begins. */
function write(steps: Step[], pattern: Pattern, next: number): number {
  switch (pattern.kind) {
    case 'set':
      return steps.push({ kind: 'set', set: pattern, next }) - 1;
    case 'place':
      return steps.push({ kind: 'place', place: pattern.place, next }) - 1;
    case 'sequence':
      return pattern.items.reduceRight((after, item) => write(steps, item, after), next);
    case 'choice':
      return steps.push({ kind: 'split', targets: pattern.options.map((option) => write(steps, option, next)) }) - 1;
    case 'repeat': {
      let entry = next;
      if (pattern.max === null) {
        const targets = [next];
        entry = steps.push({ kind: 'split', targets }) - 1;
        targets.push(write(steps, pattern.item, entry));
      }
      for (let more = pattern.min; pattern.max !== null && more < pattern.max; more += 1) {
        entry = steps.push({ kind: 'split', targets: [write(steps, pattern.item, entry), next] }) - 1;
      }
      for (let needed = 0; needed < pattern.min; needed += 1) entry = write(steps, pattern.item, entry);
      return entry;
    }
  }
}

function within(set: CharacterSet, point: number): boolean {
  return set.ranges.some(([from, to]) => from <= point && point <= to);
}

/** The character in the other letter case, itself where it has none. */
function otherCase(point: number): number {
  const written = String.fromCodePoint(point);
  const lower = written.toLowerCase();
  const other = (lower === written ? written.toUpperCase() : lower).codePointAt(0);
  return other ?? point;
}

function accepts(set: CharacterSet, point: number): boolean {
  const found = within(set, point) || (set.fold && within(set, otherCase(point)));
  return found !== set.negated;
}

function isWord(point: number | undefined): boolean {
  return point !== undefined && /^\w$/.test(String.fromCodePoint(point));
}

/** Whether a place is between these two characters; undefined stands for the beginning and for the end of the text. */
function holdsBetween(place: Place, before: number | undefined, after: number | undefined): boolean {
  switch (place) {
    case 'start':
      return before === undefined;
    case 'end':
      return after === undefined;
    case 'line-start':
      return before === undefined || before === 10;
    case 'line-end':
      return after === undefined || after === 10;
    case 'word-border':
      return isWord(before) !== isWord(after);
    case 'no-word-border':
      return isWord(before) === isWord(after);
  }
}

/** All the ways on at one place of a text: the steps that come next. */
interface State {
  readonly entries: readonly number[];
  /** The states behind a character, by its code point, as far as they are known. */
  readonly next: (State | undefined)[];
  /** It may be found again behind the same character. */
  readonly kept: boolean;
}

/** So many states are kept of one pattern; further ones are made anew each time. */
const mostStates = 500;
/** Characters beyond are too many to keep states behind them. */
const lastKept = 0x24f;

/** Makes a matcher of a pattern that `fits`. `anchored`: the whole text must match, otherwise some part of it. */
export function compile(pattern: Pattern, anchored: boolean): Matcher {
  const steps: Step[] = [{ kind: 'match' }];
  const first = write(steps, pattern, 0);
  const states = new Map<string, State>();
  const initial: State = { entries: [first], next: [], kept: true };
  const matched: State = { entries: [], next: [], kept: true };
  /** Where borders of lines or words are asked for, a state alone does not tell what follows it. */
  const keeps = steps.every((step) => step.kind !== 'place' || step.place === 'start' || step.place === 'end');

  /** The steps that read a character, from `entries` without reading any; and whether the pattern ends here. */
  function spread(entries: readonly number[], before: number | undefined, after: number | undefined) {
    const seen = new Uint8Array(steps.length);
    const reading: number[] = [];
    const open = entries.slice();
    for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
      const step = steps[entry];
      if (step === undefined || seen[entry] === 1) continue;
      seen[entry] = 1;
      if (step.kind === 'set') reading.push(entry);
      else if (step.kind === 'split') open.push(...step.targets);
      else if (step.kind === 'place' && holdsBetween(step.place, before, after)) open.push(step.next);
    }
    return { reading, ends: seen[0] === 1 };
  }

  function stateOf(entries: readonly number[]): State {
    const key = entries.join();
    const known = states.get(key);
    if (known) return known;
    const state: State = { entries, next: [], kept: keeps && states.size < mostStates };
    if (state.kept) states.set(key, state);
    return state;
  }

  function behind(state: State, before: number | undefined, point: number): State {
    const known = state.next[point];
    if (known) return known;
    const { reading, ends } = spread(state.entries, before, point);
    const entries = new Set(anchored ? [] : [first]);
    for (const entry of reading) {
      const step = steps[entry];
      if (step?.kind === 'set' && accepts(step.set, point)) entries.add(step.next);
    }
    const next = ends && !anchored ? matched : stateOf([...entries].sort((a, b) => a - b));
    if (keeps && next.kept && point <= lastKept) state.next[point] = next;
    return next;
  }

  function matches(text: string): boolean {
    let state = initial;
    let before: number | undefined;
    for (let at = 0; at < text.length; at += before > 0xffff ? 2 : 1) {
      const point: number = text.codePointAt(at) ?? 0;
      state = behind(state, before, point);
      if (state === matched) return true;
      if (state.entries.length === 0) return false;
      before = point;
    }
    return spread(state.entries, before, undefined).ends;
  }
  return { size: steps.length, matches };
}

/** The set of exactly one character. */
export function only(character: string, fold = false): CharacterSet {
  const point = character.codePointAt(0) ?? 0;
  return { kind: 'set', ranges: [[point, point]], negated: false, fold };
}
