// The closed list of what can be wrong with a command on a contribution: each has its sentence in templates/locales, under `refusals`.
import type { ApprovalRefusal } from './approvals.js';
import type { PullRequest } from './facts.js';

/** What OWNERS files refuse: `files` are those that decide over the changed paths. */
type OwnersRefusal = {
  readonly [Code in ApprovalRefusal]: {
    readonly code: Code;
    readonly command: string;
    readonly files: readonly string[];
  };
}[ApprovalRefusal];

/** Why a command on a contribution was not carried out. `command` is the command's name as written in help, `clause` the clause of policy.yml that decides. */
export type ContributionRefusal =
  | OwnersRefusal
  | { readonly code: 'only-in-a-pull-request'; readonly command: string }
  | {
      readonly code: 'contribution-ended';
      readonly command: string;
      readonly state: Exclude<PullRequest['state'], 'open'>;
    }
  | { readonly code: 'owners-not-in-force'; readonly command: string }
  /** The forge does not tell, and will not: a list that is longer than it gives, or a pull request it refuses to show. */
  | { readonly code: 'contribution-unreadable'; readonly command: string }
  /** A push came in that the writer could not have seen. */
  | { readonly code: 'head-moved'; readonly command: string; readonly head: string }
  /** Its writer may not have seen the first head that was known of it. */
  | { readonly code: 'contribution-new'; readonly command: string }
  | { readonly code: 'evaluated-lately' }
  /** The foundation has no policy.yml. */
  | { readonly code: 'no-policies'; readonly command: string }
  | {
      readonly code: 'unknown-policy';
      readonly policy: string;
      readonly nearest: string | null;
      readonly known: readonly string[];
    }
  | { readonly code: 'policy-not-in-force'; readonly policy: string }
  | { readonly code: 'policy-file-stands'; readonly file: string }
  | { readonly code: 'private-override' }
  | { readonly code: 'own-override'; readonly policy: string; readonly clause: string }
  /** `bodies` is empty where nobody may. */
  | {
      readonly code: 'not-an-overrider';
      readonly policy: string;
      readonly bodies: readonly string[];
      readonly clause: string;
    }
  | { readonly code: 'nothing-to-override'; readonly policy: string; readonly head: string }
  | { readonly code: 'already-overridden'; readonly policy: string; readonly head: string };
