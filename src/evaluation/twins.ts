// Open pull requests with the same head commit. A forge shows one check of a name on a commit, whichever pull request it was written for: it must be the worst.
import type { Governance } from '../events/governance.js';
import { subjectKey, type SubjectRef } from '../shared/refs.js';
import type { ContributionRecord, Evaluated } from './store.js';

/** One that was evaluated at a head. */
export interface Twin extends ContributionRecord {
  readonly evaluated: Evaluated;
}

const worstFirst: readonly Evaluated['verdict'][] = ['fail', 'pending', 'pass'];

/** The other open contributions of the repository that were evaluated at this head. */
export async function twinsOf(
  { contributions }: Pick<Governance, 'contributions'>,
  { ref, head }: { readonly ref: SubjectRef; readonly head: string },
): Promise<readonly Twin[]> {
  const found = await contributions.byHead(ref.forge, ref.repo, head);
  return found.flatMap((one) => {
    const { evaluated } = one;
    return evaluated?.head === head && subjectKey(one.ref) !== subjectKey(ref) ? [{ ...one, evaluated }] : [];
  });
}

/** The twin whose verdict is the worst of all, if it is worse than one's own; null otherwise. */
export function worseTwin(own: Evaluated['verdict'], twins: readonly Twin[]): Twin | null {
  const rank = (verdict: Evaluated['verdict']) => worstFirst.indexOf(verdict);
  const [worst] = twins.toSorted((a, b) => rank(a.evaluated.verdict) - rank(b.evaluated.verdict));
  return worst && rank(worst.evaluated.verdict) < rank(own) ? worst : null;
}

/** Has the checks of those that share this head written anew: what this contribution says of it has changed, or it does not say it any more. */
export async function tellTwins(
  governance: Pick<Governance, 'contributions' | 'now'>,
  shared: { readonly ref: SubjectRef; readonly head: string },
): Promise<void> {
  for (const { ref } of await twinsOf(governance, shared))
    await governance.contributions.due(ref, governance.now(), true);
}
