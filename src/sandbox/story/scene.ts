// What a story is made of: threads, each an issue or a pull request and what people did there, when.
import type { FileEdits } from '../github/changes/code.js';
import type { ReactionContent } from '../github/state.js';

/** Days and hours since the story began: `12 09:47`. */
export type When = `${number} ${number}:${number}`;

/** What somebody does in a thread. */
export type Deed =
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'edit'; readonly text: string }
  | { readonly do: 'react'; readonly with: ReactionContent }
  | { readonly do: 'label'; readonly names: readonly string[] }
  | { readonly do: 'push'; readonly message: string; readonly edits: FileEdits }
  | { readonly do: 'retitle'; readonly title: string }
  | { readonly do: 'close' | 'merge' | 'delete' };

/** A deed, by a person of the charter (its id) or another account (its login), at a time. */
export type Act = Deed & { readonly at: When; readonly by: string };

/** An issue, or with `pull` a pull request, from its opening on. */
export interface Thread {
  /** The repository's name in the foundation's organization. */
  readonly repo: string;
  readonly at: When;
  readonly by: string;
  readonly title: string;
  /** Markdown; commands in it are run. */
  readonly body: string;
  readonly labels?: readonly string[];
  readonly pull?: {
    readonly branch: string;
    readonly message: string;
    readonly edits: FileEdits;
    readonly fork?: boolean;
  };
  readonly acts: readonly Act[];
}

export function say(at: When, by: string, ...lines: readonly string[]): Act {
  return { do: 'say', at, by, text: lines.join('\n') };
}

/** Rewrites the latest comment that this account wrote in the thread. */
export function edit(at: When, by: string, text: string): Act {
  return { do: 'edit', at, by, text };
}

/** Reacts to the latest comment of the thread. */
export function react(at: When, by: string, content: ReactionContent): Act {
  return { do: 'react', at, by, with: content };
}

export function label(at: When, by: string, ...names: readonly string[]): Act {
  return { do: 'label', at, by, names };
}

export function push(at: When, by: string, message: string, edits: FileEdits): Act {
  return { do: 'push', at, by, message, edits };
}

export function retitle(at: When, by: string, title: string): Act {
  return { do: 'retitle', at, by, title };
}

export function close(at: When, by: string): Act {
  return { do: 'close', at, by };
}

export function merge(at: When, by: string): Act {
  return { do: 'merge', at, by };
}

export function remove(at: When, by: string): Act {
  return { do: 'delete', at, by };
}

/** Paragraphs of Markdown. */
export function text(...paragraphs: readonly string[]): string {
  return paragraphs.join('\n\n');
}
