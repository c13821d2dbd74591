// What a story is made of: threads, each an issue or a pull request and what people did there, when.
import type { ForgeId } from '../../shared/refs.js';
import type { FileEdits } from '../forge/changes/commits.js';
import type { ReactionContent } from '../forge/state.js';

/** Days and hours since the story began: `12 09:47`. */
export type When = `${number} ${number}:${number}`;

/** What somebody does in a thread. */
export type Deed =
  | { readonly do: 'say'; readonly text: string }
  | { readonly do: 'edit'; readonly text: string }
  | { readonly do: 'react'; readonly with: ReactionContent }
  | { readonly do: 'label'; readonly names: readonly string[] }
  | (Change & { readonly do: 'push' })
  | { readonly do: 'review'; readonly verdict: ReviewVerdict; readonly text: string }
  | { readonly do: 'retitle'; readonly title: string }
  | { readonly do: 'remedy' | 'close' | 'merge' | 'delete' }
  | { readonly do: 'reword'; readonly text: string }
  | { readonly do: 'plan' | 'reach'; readonly milestone: string }
  | { readonly do: 'release'; readonly tag: string; readonly text: string }
  /** Gitee only: the issue is being worked on. */
  | { readonly do: 'start' };

export type ReviewVerdict = 'approve' | 'request-changes' | 'comment';

/** A commit. */
export interface Change {
  readonly message: string;
  readonly edits: FileEdits;
  /** Without the sign-off that everybody else's commits carry. */
  readonly unsigned?: boolean;
  /** Who wrote it, where that is nobody on the forge. */
  readonly author?: { readonly name: string; readonly email: string };
}

/** A deed, by a person of the charter (its id) or another account (its login), at a time. */
export type Act = Deed & { readonly at: When; readonly by: string };

/** An issue, or with `pull` a pull request, from its opening on. */
export interface Thread {
  /** Default `github`. */
  readonly on?: ForgeId;
  /** The repository's name in the foundation's organization. */
  readonly repo: string;
  /** How others name it: `{{key}}` in a text stands for `github:openclaw/models#12`, `{{#key}}` for `openclaw/models#12`. It must be open by then. */
  readonly key?: string;
  readonly at: When;
  readonly by: string;
  readonly title: string;
  /** Markdown; commands in it are run. */
  readonly body: string;
  readonly labels?: readonly string[];
  readonly pull?: Change & {
    readonly branch: string;
    readonly fork?: boolean;
    readonly draft?: boolean;
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

export function push(
  at: When,
  by: string,
  message: string,
  edits: FileEdits,
  more: Pick<Change, 'unsigned'> = {},
): Act {
  return { do: 'push', at, by, message, edits, ...more };
}

/** Adds the sign-off that one's own last commit lacks, by a further commit that says so. */
export function remedy(at: When, by: string): Act {
  return { do: 'remedy', at, by };
}

/** On Gitee one can only pass; what there is to say goes before, as a comment. */
export function review(at: When, by: string, verdict: ReviewVerdict, text: string): Act {
  return { do: 'review', at, by, verdict, text };
}

/** Says what there is to say, looks good, approves. */
export function approve(at: When, by: string, ...lines: readonly string[]): Act {
  return say(at, by, ...lines, ...(lines.length > 0 ? [''] : []), '/lgtm', '', '/approve');
}

export function retitle(at: When, by: string, title: string): Act {
  return { do: 'retitle', at, by, title };
}

/** Rewrites the text of the thread itself. */
export function reword(at: When, by: string, text: string): Act {
  return { do: 'reword', at, by, text };
}

/** Makes a milestone, and puts the thread into it. */
export function plan(at: When, by: string, milestone: string): Act {
  return { do: 'plan', at, by, milestone };
}

/** Closes a milestone. */
export function reach(at: When, by: string, milestone: string): Act {
  return { do: 'reach', at, by, milestone };
}

/** Publishes a release that names the thread. */
export function release(at: When, by: string, tag: string, text: string): Act {
  return { do: 'release', at, by, tag, text };
}

export function close(at: When, by: string): Act {
  return { do: 'close', at, by };
}

export function merge(at: When, by: string): Act {
  return { do: 'merge', at, by };
}

export function start(at: When, by: string): Act {
  return { do: 'start', at, by };
}

export function remove(at: When, by: string): Act {
  return { do: 'delete', at, by };
}

/** The description of a pull request, by its template. */
export function because(why: string, checked: string, sources?: string): string {
  const filled = text('## Why', why, '## How it was checked', checked);
  return sources === undefined ? filled : text(filled, '## Sources', sources);
}

/** The same in Chinese. */
export function becauseZh(why: string, checked: string, sources?: string): string {
  const filled = text('## 为什么', why, '## 如何验证', checked);
  return sources === undefined ? filled : text(filled, '## 来源', sources);
}

/** Paragraphs of Markdown. */
export function text(...paragraphs: readonly string[]): string {
  return paragraphs.join('\n\n');
}
