// A repository's hooks on Gitee against what the app needs: which is ours, and what is wrong with it. Pure.
import type { GiteeEvent, GiteeHook, GiteeHookSettings } from '../forges/setup.js';
import { outcomes } from '../motions/entries.js';

/** Where the app takes Gitee's webhooks, below PUBLIC_URL. */
export const hookPath = '/api/gitee/webhooks';

/** What the app acts on. */
export const neededEvents: readonly GiteeEvent[] = ['push', 'issues', 'note', 'merge_requests'];

/** What may be wrong with a hook. `refused`: the app did not let its last request in; where Gitee does not show the mode, this is how a wrong one is seen. */
export type HookFault = 'url' | 'events' | 'secret' | 'mode' | 'refused';

/** The hooks that concern this app. */
export interface FoundHooks {
  /** Null when there is none. */
  readonly ours: GiteeHook | null;
  /** More of them that lead to the same address. */
  readonly doubles: readonly GiteeHook[];
  /** Those that lead to an app like this one elsewhere. */
  readonly elsewhere: readonly GiteeHook[];
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}

function isSameUrl(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).href === new URL(b).href;
}

/** Whether an address leads no further than the machine that calls it. */
export function isOnThisMachine(url: string): boolean {
  return URL.canParse(url) && /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

/** A hook with our secret and another address is ours from before a move; one with another secret may be of another deployment, and is left alone. */
export function findHooks(hooks: readonly GiteeHook[], wanted: GiteeHookSettings): FoundHooks {
  const here = hooks.filter(({ url }) => isSameUrl(url, wanted.url));
  const others = hooks.filter(({ url }) => pathOf(url).endsWith(hookPath) && !isSameUrl(url, wanted.url));
  const moved = here.length > 0 ? undefined : others.find(({ secret }) => secret === wanted.secret);
  return {
    ours: here[0] ?? moved ?? null,
    doubles: here.slice(1),
    elsewhere: others.filter((one) => one !== moved),
  };
}

export function faultsOf(hook: GiteeHook, wanted: GiteeHookSettings): readonly HookFault[] {
  const faults: readonly (readonly [HookFault, boolean])[] = [
    ['url', !isSameUrl(hook.url, wanted.url)],
    ['events', missingEvents(hook).length > 0],
    ['secret', hook.secret !== null && hook.secret !== wanted.secret],
    ['mode', hook.mode !== null && hook.mode !== wanted.mode],
    ['refused', hook.lastCode === 401],
  ];
  return faults.flatMap(([fault, there]) => (there ? [fault] : []));
}

export function missingEvents({ events }: GiteeHook): readonly GiteeEvent[] {
  return neededEvents.filter((event) => !events.includes(event));
}

const colours: Readonly<Record<string, string>> = {
  'motion/open': '0b69c7',
  'motion/carried': '1a7f37',
  'policy/ok': '1a7f37',
  'policy/needs-work': 'b35900',
};

/** The labels that the app puts on issues and pull requests. */
export const labels: readonly { readonly name: string; readonly color: string }[] = [
  'motion/open',
  ...outcomes.map((outcome) => `motion/${outcome}`),
  'policy/ok',
  'policy/needs-work',
].map((name) => ({ name, color: colours[name] ?? '6e7781' }));

/** Those that a repository lacks. */
export function missingLabels(present: readonly string[]): typeof labels {
  const known = new Set(present.map((name) => name.toLowerCase()));
  return labels.filter(({ name }) => !known.has(name));
}
