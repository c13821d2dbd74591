// Plays a story on the simulated forges: everybody does what they did when they did it, and the app follows through its webhooks.
import type { ForgeId } from '../../shared/refs.js';
import { dayOf, instant, millis, plus, type Instant } from '../../shared/time.js';
import type { MovableClock } from '../clock.js';
import { forgeOf, openThread, type OpenThread, type Place, type Spell } from './deeds.js';
import type { Act, Thread, When } from './scene.js';

/** Who plays, and where. */
export interface Stage {
  /** The forges there are. */
  readonly places: Readonly<Partial<Record<ForgeId, Place>>>;
  readonly clock: Pick<MovableClock, 'standAt'>;
  /** Resolves when the app has done all it has to do by now, on the forge too. */
  readonly settle: () => Promise<void>;
  /** When time alone brings something next: a motion opens, closes, lapses, or its reminder is due. */
  readonly nextDue: () => Promise<Instant | null>;
  /** Resolves when every webhook sent so far has been received. */
  readonly received: () => Promise<void>;
  /** Told before each week of the story. */
  readonly onWeek: (week: Week) => Promise<void>;
  /** Stops playing, between two acts. */
  readonly signal: AbortSignal;
}

export interface Week {
  /** From 1. */
  readonly step: number;
  readonly of: number;
  readonly day: string;
}

const dayMs = 24 * 60 * 60 * 1000;
const weekMs = 7 * dayMs;
const hourMs = 60 * 60 * 1000;

/** How long the stories of this folder are. */
export const storyDays = 183;

/** When a story that ends now began: on the full hour. */
export function storyStart(now: Instant): Instant {
  return instant(Math.floor(millis(now) / hourMs) * hourMs - storyDays * dayMs);
}

/** The instant a time of the story stands for. */
export function timeOf(start: Instant, when: When): Instant {
  const [day = '', clock = ''] = when.split(' ');
  const [hours = '', minutes = ''] = clock.split(':');
  return plus(start, Number(day) * dayMs + Number(hours) * hourMs + Number(minutes) * 60_000);
}

/** When the app is waited for: `before` an act that would change what it still has to look at, `after` one whose answer has its place and time. */
interface Waits {
  readonly before: boolean;
  readonly after: boolean;
}

interface Cue {
  readonly at: Instant;
  readonly waits: Waits;
  readonly act: () => void;
}

/** Commands whose answer is a comment that should stand where it belongs. */
const answered =
  /^\/(vote|propose|link|withdraw|extend|help|override|roadmap (?:add|drop)|投票|提案|关联|撤回|延期|帮助|豁免|路线图 (?:添加|移除))/m;

const never: Waits = { before: false, after: false };
const after: Waits = { before: false, after: true };
const around: Waits = { before: true, after: true };

function waitsOf(act: Act): Waits {
  switch (act.do) {
    case 'say':
      return answered.test(act.text) ? after : never;
    case 'push':
    case 'remedy':
    case 'delete':
      return around;
    case 'merge':
      return { before: true, after: false };
    default:
      return never;
  }
}

/** Whatever else is done within so much time of the story, the app may do together. */
const togetherMs = 10 * hourMs;

/** `{{key}}` and `{{#key}}` in a text. */
const mention = /\{\{(#?)([\w-]+)\}\}/g;
/** A thread that is joined to a motion. */
const linking = /^\/(?:link|关联) \{\{([\w-]+)\}\}/gm;

function mentions(text: string): boolean {
  return text.search(mention) !== -1;
}

function linkedIn(text: string): readonly string[] {
  return [...text.matchAll(linking)].flatMap(([, key]) => key ?? []);
}

/** Names the threads that a text speaks of as they are named once they are open. */
function spellWith(names: ReadonlyMap<string, string>): Spell {
  return (text) =>
    text.replace(mention, (_, short: string, key: string) => {
      const name = names.get(key);
      if (name === undefined) throw new Error(`no thread ${key} is open yet`);
      return short === '' ? name : name.slice(name.indexOf(':') + 1);
    });
}

function placeOf({ places }: Stage, thread: Thread): Place {
  const place = places[forgeOf(thread)];
  if (!place) throw new Error(`there is no ${forgeOf(thread)} for “${thread.title}”`);
  return place;
}

/** Everything that is done in the threads, in the order of time. */
function cuesOf(stage: Stage, threads: readonly Thread[], start: Instant): readonly Cue[] {
  const names = new Map<string, string>();
  const spell = spellWith(names);
  const linked = new Set(threads.flatMap(({ body }) => linkedIn(body)));
  const cues = threads.flatMap((thread): Cue[] => {
    let opened: OpenThread | null = null;
    const opening = {
      at: timeOf(start, thread.at),
      waits: {
        // What is linked is known by then.
        before: mentions(thread.body),
        after: thread.pull !== undefined || answered.test(thread.body),
      },
      act: () => {
        opened = openThread(placeOf(stage, thread), thread, spell);
        if (thread.key !== undefined) names.set(thread.key, opened.name);
      },
    };
    // Two lanes of one motion are worked on side by side: its ballots are told in their order only if each waits for those before it.
    const isLinked = (thread.key !== undefined && linked.has(thread.key)) || linkedIn(thread.body).length > 0;
    const acts = thread.acts.map((act) => ({
      at: timeOf(start, act.at),
      waits: isLinked ? { ...waitsOf(act), before: true } : waitsOf(act),
      act: () => {
        if (!opened) throw new Error(`“${thread.title}” begins with ${act.do}`);
        opened.perform(act);
      },
    }));
    return [opening, ...acts];
  });
  return cues.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Plays the threads from `start` to `end`; false when it was stopped before the end. */
export async function play(
  stage: Stage,
  threads: readonly Thread[],
  { start, end }: { readonly start: Instant; readonly end: Instant },
): Promise<boolean> {
  const { clock, settle, received, signal } = stage;
  const of = Math.ceil((millis(end) - millis(start)) / weekMs);
  let step = 0;
  let settledAt = start;
  /** So many acts that the app has not been waited for. */
  let pending = 0;
  let due = await stage.nextDue();

  async function catchUp(): Promise<void> {
    await settle();
    due = await stage.nextDue();
    pending = 0;
  }

  /** Lets pass the time until an instant; what falls due on the way is done at its time. */
  async function pass(until: Instant): Promise<void> {
    let before: Instant | null = null;
    while (due !== null && due <= until && due !== before) {
      before = due;
      clock.standAt(due);
      await catchUp();
    }
    clock.standAt(until);
  }

  async function tell(at: Instant): Promise<void> {
    const week = Math.min(of, 1 + Math.floor((millis(at) - millis(start)) / weekMs));
    if (week > step) await stage.onWeek({ step: week, of, day: dayOf(at) });
    step = Math.max(step, week);
  }

  for (const { at, waits, act } of cuesOf(stage, threads, start)) {
    if (signal.aborted) return false;
    if (waits.before || at > plus(settledAt, togetherMs)) {
      if (pending > 0) await catchUp();
      settledAt = at;
    }
    await pass(at);
    await tell(at);
    act();
    pending += 1;
    await received();
    if (waits.after) await catchUp();
  }
  await catchUp();
  await pass(end);
  await tell(end);
  await settle();
  return !signal.aborted;
}
