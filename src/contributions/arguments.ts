// The arguments of /lgtm, /approve, /hold and /override, as somebody typed them behind the command's name.
import { err, ok, type Result } from '../shared/result.js';
import { nearest } from '../shared/text.js';

/** The longest reason, in UTF-16 code units. */
const longestReason = 2000;

/**
 * Of `/lgtm`, `/approve` and `/hold`: nothing, or `cancel`. Anything else is refused and not guessed at: who writes `/approve once tests pass` does not approve.
 */
export function readCancel(args: string): Result<{ readonly cancel: boolean }, 'unexpected-words'> {
  if (args === '') return ok({ cancel: false });
  return /^cancel$/i.test(args) ? ok({ cancel: true }) : err('unexpected-words');
}

export type OverrideProblem =
  | { readonly code: 'policy-missing' | 'reason-missing' | 'text-too-long' }
  | { readonly code: 'unknown-policy'; readonly written: string; readonly nearest: string | null };

/** Of `/override POLICY REASON`, with the ids of the policies there are. */
export function readOverride(
  args: string,
  policies: readonly string[],
): Result<{ readonly policy: string; readonly reason: string }, OverrideProblem> {
  const [, written = '', reason = ''] = /^([^\p{Zs}\t]*)[\p{Zs}\t]*(.*)$/su.exec(args) ?? [];
  if (written === '') return err({ code: 'policy-missing' });
  const policy = policies.find((id) => id === written.toLowerCase());
  if (policy === undefined) return err({ code: 'unknown-policy', written, nearest: nearest(written, policies) });
  if (reason === '') return err({ code: 'reason-missing' });
  if (reason.length > longestReason) return err({ code: 'text-too-long' });
  return ok({ policy, reason });
}
